"""What is looked at on every page: it is styled, fits its width, and axe finds nothing."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"


@cache
def _axe() -> str:
    return AXE.read_text()


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page, in words; nothing when all is well."""
    return [*_unstyled(page), *_overflow(page), *_violations(page)]


def _unstyled(page: Page) -> list[str]:
    """Axe passes on an unstyled page: make sure that the style sheets are there."""
    rules = page.evaluate(
        """() => Object.fromEntries([...document.styleSheets].map(
             sheet => [sheet.href || "inline", sheet.cssRules.length]))"""
    )
    ours = [count for address, count in rules.items() if "entregent" in address]
    tabler = [count for address, count in rules.items() if "tabler" in address]
    if ours and tabler and ours[0] > 100 and tabler[0] > 1000:
        return []
    return [f"style sheets are missing: {rules}"]


def _overflow(page: Page) -> list[str]:
    wide = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{wide} px wider than the window"] if wide > 0 else []


def _violations(page: Page) -> list[str]:
    page.evaluate(_axe())
    found = page.evaluate("() => axe.run()")["violations"]
    return [
        f"axe {one['id']}: {one['help']} — {[node['html'][:120] for node in one['nodes']][:3]}"
        for one in found
    ]
