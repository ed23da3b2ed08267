"""The files the rules of the house are about."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the highest package to the lowest: each may use those after it.
PACKAGES = (
    "crm",
    "brochures",
    "events",
    "network",
    "operations",
    "contacts",
    "directory",
    "accounts",
    "ui",
)


def is_lower_or_same(package: str, than: str) -> bool:
    """Tell whether `than` may use `package`."""
    return package in PACKAGES and PACKAGES.index(package) >= PACKAGES.index(than)


@cache
def tracked() -> tuple[str, ...]:
    """Return every file of the repository, or of the tree when there is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())
    return tuple(
        path.relative_to(ROOT).as_posix()
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not {".venv", "var", ".git"} & set(path.relative_to(ROOT).parts)
    )


def python_files() -> list[str]:
    """Return our modules, migrations left out."""
    return [
        name
        for name in tracked()
        if name.endswith(".py") and "/migrations/" not in name and name.split("/")[0] != "var"
    ]


def product_files() -> list[str]:
    """Return the modules of the nine packages."""
    return [name for name in python_files() if name.split("/")[0] in PACKAGES]


def templates() -> dict[str, str]:
    """Return the text of every template by its path in the repository."""
    return {
        name: (ROOT / name).read_text()
        for name in tracked()
        if "/templates/" in name and name.endswith((".html", ".txt"))
    }


def text_of(name: str) -> str:
    """Return the text of a file, or nothing when it is no text."""
    try:
        return (ROOT / name).read_text()
    except UnicodeDecodeError:
        return ""
