"""The child process: limits itself, reads one file, writes its rows as lines of JSON.

Run as `python -m contacts.importing.reading.child FILE SHEET MOST` (SHEET is its number, or -1 for
the first one that shows; MOST rows at most, then it stops without a word; 0 for all of them).
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException

from contacts.importing.reading import cards, delimited
from contacts.importing.reading.recognition import VCARD, XLSX, recognise
from contacts.importing.reading.refusing import CELL, ROWS, TEXT, Unreadable
from contacts.importing.reading.workbook import Row, Sheet, Workbook

MEMORY = 512 * 1024 * 1024  # bytes of addresses
SECONDS = 60  # of the processor
FILES = 64
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff]")


def limit() -> None:
    """Take from this process what it does not need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))


def read(path: Path, *, sheet: int = -1, most: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what the file is, then its rows, then that it is at its end.

    Raises Unreadable, and nothing else, whatever the file holds.
    """
    try:
        yield from _read(path, sheet, most)
    except Unreadable:
        raise
    except DefusedXmlException as error:
        raise Unreadable("hostile") from error
    except (MemoryError, RecursionError, OverflowError) as error:
        raise Unreadable("heavy") from error
    except Exception as error:  # damaged in one of the thousand ways a library stumbles on
        raise Unreadable("damaged") from error


def _read(path: Path, sheet: int, most: int) -> Iterator[dict[str, Any]]:
    kind = recognise(path)
    found, names, chosen = _open(path, kind, sheet)
    yield {"kind": kind, "sheets": names, "sheet": chosen}
    count = 0
    for row in _bounded(found):
        count += 1
        yield {"r": row.line, "c": [clean(cell) for cell in row.cells], "f": row.flags}
        if most and count >= most:
            return
    if not count or (kind == VCARD and count == 1):
        raise Unreadable("empty")
    yield {"end": count}


def clean(text: str) -> str:
    """Return a text that any base can hold: no control character, no half of a pair."""
    if text.isprintable():
        return text.strip()
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _open(path: Path, kind: str, sheet: int) -> tuple[Iterator[Row], list[dict[str, Any]], int]:
    if kind == VCARD:
        return cards.rows(path), [], 0
    if kind != XLSX:
        return delimited.rows(path), [], 0
    workbook = Workbook(path)
    sheets: list[Sheet] = workbook.sheets
    shown = next((at for at, one in enumerate(sheets) if not one.is_hidden), 0)
    at = sheet if 0 <= sheet < len(sheets) else shown
    names = [{"name": one.name, "hidden": one.is_hidden} for one in sheets]
    return workbook.rows(sheets[at]), names, at


def _bounded(found: Iterator[Row]) -> Iterator[Row]:
    total = 0
    for count, row in enumerate(found, start=1):
        if count > ROWS + 40:  # the lines above the header do not count
            raise Unreadable("long")
        for cell in row.cells:
            total += len(cell)
            if len(cell) > CELL:
                raise Unreadable("quote", line=row.line)
        if total > TEXT:
            raise Unreadable("heavy")
        yield row


def main(arguments: list[str]) -> None:
    """Read the file named on the command line."""
    limit()
    path, sheet, most = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    out = sys.stdout
    try:
        for said in read(path, sheet=sheet, most=most):
            out.write(json.dumps(said) + "\n")
    except Unreadable as refusal:
        out.write(json.dumps({"refused": refusal.code, "said": refusal.said}) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
