"""The mark of the invented cooperative: the sun comes out between a roof and a wave."""

# ruff: noqa: E501 (a drawing: measures, and chance with a fixed seed)

from pathlib import Path

from crm.demo.drawings.ink import APRICOT, DEEP, GREEN, disc, path, stroke

SIZE = (1120, 340)
FONTS = Path(__file__).parents[3] / "ui" / "static" / "vendor"


def svg() -> str:
    """Return the mark and the name, on nothing."""
    serif = (FONTS / "newsreader" / "newsreader-latin-opsz-normal.woff2").as_uri()
    sans = (FONTS / "inter" / "InterVariable.woff2").as_uri()
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}" width="{SIZE[0]}" height="{SIZE[1]}">
<style>
@font-face {{ font-family: "Embellie Serif"; src: url("{serif}"); font-weight: 200 800 }}
@font-face {{ font-family: "Embellie Sans"; src: url("{sans}"); font-weight: 100 900 }}
</style>
<clipPath id="round"><circle cx="170" cy="170" r="150"/></clipPath>
<g clip-path="url(#round)">
{disc(170, 170, 150, DEEP)}
{disc(182, 158, 74, APRICOT)}
{path("M10 214L128 112L246 214V340H10Z", GREEN)}
{path("M66 214L128 160L190 214V340H66Z", "#fdf8ec")}
{path("M110 340V232h36V340Z", APRICOT)}
{path("M0 262q42 -30 85 0t85 0t85 0t85 0V340H0Z", "#6ba3ad")}
{path("M0 292q42 -26 85 0t85 0t85 0t85 0V340H0Z", DEEP)}
{stroke("M36 250q34 -22 66 0M206 252q34 -22 66 0", "#fdf8ec", 5)}
</g>
<text x="362" y="186" font-family="Embellie Serif" font-size="150" font-weight="500" fill="{DEEP}" letter-spacing="-3">L’Embellie</text>
<text x="370" y="262" font-family="Embellie Sans" font-size="47" font-weight="500" fill="{GREEN}" letter-spacing="2">coopérative d’Hlm</text>
</svg>"""
