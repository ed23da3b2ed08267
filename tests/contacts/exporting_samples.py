"""Reads exported files back; the strings that try everything."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import vobject
from openpyxl import load_workbook


def sheet(content: bytes) -> list[list[Any]]:
    """Return the cells of a spreadsheet."""
    book = load_workbook(io.BytesIO(content))
    return [list(row) for row in book.active.iter_rows()]


def table(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def cards(content: bytes) -> list[Any]:
    """Return the cards of a file."""
    return list(vobject.readComponents(content.decode()))


def naughty_strings() -> list[str]:
    """Return the strings of `tests/data/naughty_strings.txt`, one a line, written as JSON."""
    path = Path(__file__).parents[1] / "data" / "naughty_strings.txt"
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]
