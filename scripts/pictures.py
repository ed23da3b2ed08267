"""Take the pictures of the documents from a running demonstration, small enough to be committed.

`make run`, then in another terminal `.venv/bin/python scripts/pictures.py http://localhost:8000`.
"""

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REGISTER_FILE = ROOT / "tests/directory/data/2026-04_layout/elus-maires-mai.csv"
DESK, PHONE = (1280, 860), (390, 780)
COLOURS = 200

type Shot = tuple[str, str, str, tuple[int, int], str]

# Where it goes, who looks, at which address, how large, and how far down (a selector, or nothing).
SHOTS: tuple[Shot, ...] = (
    ("pictures/today.png", "claire", "/", DESK, ""),
    ("pictures/person.png", "claire", "/personnes/1/", DESK, ""),
    ("pictures/visit.png", "ines", "/agenda/3/", DESK, ""),
    ("pictures/agenda-phone.png", "ines", "/agenda/", PHONE, ""),
    ("guide/pictures/connexion.png", "", "/compte/connexion/", DESK, ""),
    ("guide/pictures/personne-telephone.png", "claire", "/personnes/1/", PHONE, ""),
    ("guide/pictures/positionnement.png", "claire", "/personnes/2/positionnement/", DESK, ""),
    ("guide/pictures/operation.png", "claire", "/operations/1/", DESK, ""),
    ("guide/pictures/agenda.png", "ines", "/agenda/", DESK, ""),
    ("guide/pictures/invites.png", "ines", "/agenda/3/", DESK, "#guests-title"),
    ("guide/pictures/atelier.png", "hugo", "/plaquettes/1/", DESK, ""),
    ("guide/pictures/edition.png", "hugo", "/plaquettes/editions/1/", DESK, ""),
    ("guide/pictures/liste.png", "claire", "/personnes/", DESK, ""),
    ("guide/pictures/apres-election.png", "claire", "/apres-election/", DESK, ""),
    ("guide/pictures/doublons.png", "claire", "/doublons/personnes/", DESK, ""),
    ("guide/pictures/importer.png", "claire", "/personnes/importer/", DESK, ""),
    ("guide/pictures/historique.png", "claire", "/personnes/1/historique/", DESK, ""),
    ("guide/pictures/annuaire.png", "claire", "/annuaire/?q=kerbourch+landerneau", DESK, ""),
    ("guide/pictures/rechercher.png", "claire", "/recherche/?q=maire+bruz", DESK, ""),
    ("guide/pictures/a-informer.png", "nora", "/donnees-personnelles/a-informer/", DESK, ""),
    ("guide/pictures/equipe.png", "nora", "/compte/equipe/", DESK, ""),
)


def main(base: str) -> None:
    """Take them all."""
    chrome = os.environ.get("CHROME") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        for who in dict.fromkeys(shot[1] for shot in SHOTS):
            page = signed_in(browser, base, who)
            for name, viewer, path, size, anchor in SHOTS:
                if viewer == who:
                    keep(name, picture(page, base + path, size, anchor))
        page = signed_in(browser, base, "hugo")
        brochure = page.request.get(f"{base}/plaquettes/editions/1/pages/1.png").body()
        keep("pictures/brochure-page.png", brochure)
        page = signed_in(browser, base, "nora")
        keep("guide/pictures/fichier-reconnu.png", recognised_file(page, base))
        browser.close()


def signed_in(browser: Browser, base: str, who: str) -> Page:
    """Return a page on which this member of the demonstration is signed in."""
    context = browser.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
    )
    page = context.new_page()
    if who:
        page.goto(f"{base}/compte/connexion/")
        page.fill("input[name=login] >> nth=0", f"{who}@entregent.example")
        page.fill("input[name=password] >> nth=0", "demo")
        page.press("input[name=password] >> nth=0", "Enter")
        page.wait_for_url(lambda url: "connexion" not in url)
    return page


def picture(page: Page, address: str, size: tuple[int, int], anchor: str) -> bytes:
    """Return what the window shows."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if anchor:
        page.locator(anchor).evaluate("element => element.scrollIntoView()")
    return page.screenshot()


def recognised_file(page: Page, base: str) -> bytes:
    """Return what one sees of a file of the register before it is loaded; it is not loaded."""
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(f"{base}/annuaire/fichiers/")
    page.set_input_files("input[type=file]", REGISTER_FILE)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: not url.endswith("/fichiers/"))
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def keep(name: str, content: bytes) -> None:
    """Write the picture with few colours; a page is mostly paper."""
    image = Image.open(BytesIO(content)).convert("RGB")
    path = DOCS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
