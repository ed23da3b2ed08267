"""Draws every illustration, or those named: `python -m crm.demo.drawings [name…]`."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from crm.demo.drawings import (
    ink,
    logo,
    scenes_coast,
    scenes_gardens,
    scenes_quays,
    scenes_reuse,
    scenes_site,
    scenes_town,
)

FOLDER = Path(__file__).parent.parent / "pictures"
LARGEST = 150_000  # bytes

SCENES: dict[str, Callable[[], Sequence[str]]] = {
    "quai-des-lavandieres": scenes_quays.quay,
    "terrasses-du-rosmeur": scenes_coast.terraces,
    "hameau-des-ajoncs": scenes_coast.moor,
    "les-bateliers": scenes_quays.basin,
    "hauts-de-gourmalon": scenes_coast.cliff,
    "jardin-des-lavandieres": scenes_gardens.garden,
    "kerlaouen": scenes_gardens.row,
    "la-friture": scenes_reuse.cannery,
    "atelier-de-la-friture": scenes_reuse.workshop,
    "le-clos-du-lenn": scenes_gardens.orchard_houses,
    "verger-du-lenn": scenes_gardens.harvest,
    "ferme-aux-hirondelles": scenes_reuse.farm,
    "l-archipel": scenes_site.islands,
    "chantier-de-l-archipel": scenes_site.site,
    "cour-des-tilleuls": scenes_town.courtyard,
    "la-canopee": scenes_town.tower,
    "toit-de-la-canopee": scenes_town.roof_garden,
}


def main(names: Sequence[str]) -> None:
    """Draw the scenes named, or all of them."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is needed to draw the pictures.")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or SCENES:
            drawn = Path(folder) / f"{name}.png"
            _photograph(chromium, ink.sheet(SCENES[name]()), drawn)
            length = _keep(drawn, FOLDER / f"{name}.jpg")
            print(f"{name}: {length // 1000} kB")  # noqa: T201
        if not names:
            _draw_logo(chromium, Path(folder) / "logo.png")


def _draw_logo(chromium: str, drawn: Path) -> None:
    _photograph(chromium, logo.svg(), drawn, size=logo.SIZE)
    with Image.open(drawn) as image:
        image.save(FOLDER / "logo.png", optimize=True)


def _photograph(
    chromium: str, svg: str, target: Path, *, size: tuple[int, int] = (ink.WIDTH, ink.HEIGHT)
) -> None:
    page = target.with_suffix(".html")
    page.write_text(f"<!doctype html><style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    subprocess.run(  # noqa: S603 - our own page
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--force-device-scale-factor=1", "--default-background-color=00000000"),
            *(f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def _keep(drawn: Path, target: Path) -> int:
    """Save as the best JPEG that stays under the limit; return its length in bytes."""
    with Image.open(drawn) as image:
        picture = image.convert("RGB").crop((0, 0, ink.WIDTH, ink.HEIGHT))
    for quality in range(86, 40, -4):
        picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
        if target.stat().st_size <= LARGEST:
            break
    return target.stat().st_size


if __name__ == "__main__":
    main(sys.argv[1:])
