"""The colours of the print, and the shapes everything is cut from (SVG text, lengths in pixels)."""

# ruff: noqa: E501, PLR0917 (a drawing: measures, and chance with a fixed seed)

from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 1600, 1067

PAPER = "#f7efdf"
CREAM = "#fdf8ec"
SAND = "#ead9b8"
STONE = "#d5c6a8"
DEEP = "#123d34"
GREEN = "#1f6b56"
MOSS = "#4f8a63"
SAGE = "#94b893"
MINT = "#c3d8bd"
APRICOT = "#ee9c5c"
PEACH = "#f7c99a"
BRICK = "#c4613a"
RUST = "#94432a"
OCHRE = "#e8b64c"
SKY = "#bfdcdc"
PALE = "#dfeae0"
BLUE = "#6ba3ad"
SEA = "#2c6a78"
NIGHT = "#1d4655"
SLATE = "#43545c"
ROSE = "#e6b3a0"
WOOD = "#b98a5a"
BARK = "#6d4a34"
SKIN = ("#e8b58f", "#b97d56", "#f2cfae", "#8a5a3c")
CLOTHES = (APRICOT, CREAM, OCHRE, BRICK, BLUE, GREEN, ROSE, NIGHT)

type Point = tuple[float, float]


def n(value: float) -> str:
    """Return a length as short as SVG takes it."""
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, o: float = 1) -> str:
    """Return a rectangle, `r` its rounded corners, `o` its opacity."""
    extra = (f' rx="{n(r)}"' if r else "") + (f' opacity="{o}"' if o != 1 else "")
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" fill="{fill}"{extra}/>'


def poly(points: Iterable[Point], fill: str, *, o: float = 1) -> str:
    """Return a polygon."""
    text = " ".join(f"{n(x)},{n(y)}" for x, y in points)
    extra = f' opacity="{o}"' if o != 1 else ""
    return f'<polygon points="{text}" fill="{fill}"{extra}/>'


def path(d: str, fill: str, *, o: float = 1) -> str:
    """Return a filled path."""
    extra = f' opacity="{o}"' if o != 1 else ""
    return f'<path d="{d}" fill="{fill}"{extra}/>'


def stroke(d: str, color: str, width: float = 3, *, o: float = 1, dash: str = "") -> str:
    """Return an open line with round ends."""
    extra = (f' opacity="{o}"' if o != 1 else "") + (f' stroke-dasharray="{dash}"' if dash else "")
    return (
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{n(width)}"'
        f' stroke-linecap="round" stroke-linejoin="round"{extra}/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, color: str, width: float = 3) -> str:
    """Return a straight line."""
    return stroke(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", color, width)


def disc(x: float, y: float, r: float, fill: str, *, o: float = 1) -> str:
    """Return a disc."""
    extra = f' opacity="{o}"' if o != 1 else ""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{extra}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, *, o: float = 1) -> str:
    """Return an ellipse."""
    extra = f' opacity="{o}"' if o != 1 else ""
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"{extra}/>'


def placed(
    parts: Iterable[str], x: float = 0, y: float = 0, scale: float = 1, *, flip: bool = False
) -> str:
    """Return parts moved, scaled, and mirrored when `flip`."""
    sx = -scale if flip else scale
    move = f"translate({n(x)} {n(y)})"
    size = f" scale({sx:.3f} {scale:.3f})" if sx != 1 or scale != 1 else ""
    return f'<g transform="{move}{size}">{"".join(parts)}</g>'


def smooth(points: Sequence[Point]) -> str:
    """Return the path of a soft line through the points (without closing it)."""
    (x0, y0), *rest = points
    d = f"M{n(x0)} {n(y0)}"
    px, py = x0, y0
    for x, y in rest:
        middle = (px + x) / 2
        d += f"C{n(middle)} {n(py)} {n(middle)} {n(y)} {n(x)} {n(y)}"
        px, py = x, y
    return d


def land(points: Sequence[Point], fill: str, *, bottom: float = HEIGHT) -> str:
    """Return a hill: a soft line closed at the bottom of the sheet."""
    first, last = points[0], points[-1]
    return path(f"{smooth(points)}L{n(last[0])} {n(bottom)}L{n(first[0])} {n(bottom)}Z", fill)


def sheet(parts: Iterable[str]) -> str:
    """Return the whole print: edges as a knife leaves them, a little paper through the ink."""
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">
<defs>
<filter id="cut" x="0" y="0" width="100%" height="100%" filterUnits="objectBoundingBox">
<feTurbulence type="fractalNoise" baseFrequency="0.035" numOctaves="2" seed="7" result="t"/>
<feDisplacementMap in="SourceGraphic" in2="t" scale="4.5" xChannelSelector="R" yChannelSelector="G"/>
</filter>
<filter id="grain" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="0.42" numOctaves="1" seed="3"/>
<feColorMatrix values="0 0 0 0 0.97  0 0 0 0 0.94  0 0 0 0 0.87  0 0 0 -9 3.25"/>
</filter>
<filter id="wash" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="0.006 0.011" numOctaves="3" seed="11"/>
<feColorMatrix values="0 0 0 0 0.97  0 0 0 0 0.94  0 0 0 0 0.87  0 0 0 1.6 -0.72"/>
</filter>
</defs>
<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>
<g filter="url(#cut)"><g transform="translate(-8 -8) scale(1.01)">{"".join(parts)}</g></g>
<rect width="{WIDTH}" height="{HEIGHT}" filter="url(#wash)" opacity="0.35"/>
<rect width="{WIDTH}" height="{HEIGHT}" filter="url(#grain)" opacity="0.3"/>
</svg>"""
