"""The demonstration is about nobody real, and its pictures are light."""

import csv
from collections.abc import Iterator
from pathlib import Path

from contacts.naming import words
from crm.demo.homes import PICTURES
from crm.demo.people import PEOPLE
from crm.demo.residents import DWELLERS
from crm.demo.team import TEAM

REAL_FILES = Path(__file__).parents[3] / "shared" / "data" / "rne"


def test_pictures_are_light_enough_to_be_carried() -> None:
    pictures = sorted(PICTURES.glob("*.jpg"))
    assert len(pictures) == 17
    assert max(picture.stat().st_size for picture in pictures) <= 150_000


def _folded(last_name: str, first_name: str) -> tuple[str, str]:
    return " ".join(words(last_name)), " ".join(words(first_name))


def _real_names(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of a real file of the register, whatever its layout."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    lines = text.splitlines()
    separator = max(";,\t", key=lines[0].count)
    rows = list(csv.reader(lines, delimiter=separator))
    start = next(i for i, row in enumerate(rows) if any("Prénom" in cell for cell in row))
    last = next(i for i, cell in enumerate(rows[start]) if cell.startswith("Nom de l"))
    first = next(i for i, cell in enumerate(rows[start]) if cell.startswith("Prénom"))
    for row in rows[start + 1 :]:
        if len(row) > max(last, first):
            yield _folded(row[last], row[first])


def test_nobody_invented_bears_the_name_of_someone_in_the_real_register() -> None:
    """Checked where the real files are at hand; elsewhere there is nothing to compare with."""
    invented = {_folded(who.last_name, who.first_name) for who in (*PEOPLE, *DWELLERS, *TEAM)}
    assert len(invented) == len(PEOPLE) + len(DWELLERS) + len(TEAM)
    for path in sorted(REAL_FILES.glob("20*/*.csv")):
        assert invented.isdisjoint(_real_names(path)), path.name
