"""Reads a sheet of an XLSX file row by row, as it is written, without trusting its dimensions.

Only the parts that hold text are opened. Cells are told by their own address, so that one cell at
the far corner costs nothing; formulas are never evaluated: the value Excel kept is read.
"""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from defusedxml.ElementTree import iterparse
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from contacts.importing.reading.refusing import COLUMNS, SHEETS, TEXT, Unreadable

TAIL = 2 * 1024 * 1024  # bytes at the end of a sheet where its merged cells are named
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MOST_MERGED = 20_000
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DIGITS = 15  # what a number of a spreadsheet keeps

FORMULA, UNCOMPUTED, ERROR, EQUALS = "formula", "uncomputed", "error", "equals"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether it is hidden, and the part that holds it."""

    name: str
    is_hidden: bool
    part: str


@dataclass
class Row:
    """One row that holds something: its line, its texts, and what is odd about some of them."""

    line: int
    cells: list[str]
    flags: dict[int, str] = field(default_factory=dict)


class Workbook:
    """An XLSX file, its sheets, its shared texts and its date formats."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        self.is_1904 = False
        self.sheets = self._sheets()

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows that hold something. Raises Unreadable past the limits."""
        dates = self._date_styles()
        texts = self._shared_texts()
        fill = _Merged(self._merged(sheet.part))
        for number, element in enumerate(self._elements(sheet.part, "row"), start=1):
            row = self._row(element, number, texts, dates)
            fill.fill(row)
            if any(row.cells):
                yield row

    def _row(self, element: Any, number: int, texts: list[str], dates: set[int]) -> Row:
        line = element.get("r") or ""
        row = Row(int(line) if line.isdigit() and len(line) < 8 else number, [])  # noqa: PLR2004
        for place, cell in enumerate(_children(element, "c")):
            address = ADDRESS.fullmatch(cell.get("r") or "")
            column = column_index_from_string(address[1]) - 1 if address else place
            text, flag = self._value(cell, texts, dates)
            if not text and not flag:
                continue
            if column >= COLUMNS:
                raise Unreadable("wide", cell=cell.get("r") or f"{row.line}")
            row.cells.extend([""] * (column + 1 - len(row.cells)))
            row.cells[column] = text
            if flag:
                row.flags[column] = flag
        return row

    def _value(self, cell: Any, texts: list[str], dates: set[int]) -> tuple[str, str]:
        kind, formula, raw = cell.get("t") or "n", False, None
        for part in cell:
            name = _local(part.tag)
            if name == "f":
                formula = True
            elif name == "v":
                raw = part.text or ""
            elif name == "is":
                raw = _text_of(part)
        if not raw:
            return "", UNCOMPUTED if formula else ""
        if kind == "e":
            return raw, ERROR
        text = self._as_text(kind, raw, cell.get("s") or "", texts, dates)
        if formula:
            return text, FORMULA
        return text, EQUALS if text.lstrip().startswith("=") else ""

    def _as_text(self, kind: str, raw: str, style: str, texts: list[str], dates: set[int]) -> str:
        if kind == "s":
            at = int(raw) if raw.strip().isdigit() and len(raw) < 9 else -1  # noqa: PLR2004
            if not 0 <= at < len(texts):
                raise Unreadable("damaged")
            return texts[at]
        if kind == "b":
            return "oui" if raw.strip() in ("1", "true") else "non"
        if kind in ("str", "inlineStr"):
            return _unescaped(raw)
        if kind == "d":
            return raw
        return self._number(raw, is_date=style.isdigit() and int(style[:6]) in dates)

    def _number(self, raw: str, *, is_date: bool) -> str:
        try:
            value = float(raw)
        except ValueError:
            return raw
        if is_date:
            epoch = CALENDAR_MAC_1904 if self.is_1904 else CALENDAR_WINDOWS_1900
            try:
                moment = cast("Any", from_excel(value, epoch))
            except (ValueError, OverflowError, TypeError):
                return raw
            if isinstance(moment, datetime.datetime) and not (moment.hour or moment.minute):
                return moment.date().isoformat()
            return str(moment)
        if value.is_integer() and abs(value) < 10**DIGITS:
            return str(int(value))
        return f"{value:.{DIGITS}g}"

    def _sheets(self) -> list[Sheet]:
        targets = {
            element.get("Id"): element.get("Target") or ""
            for element in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        found = []
        for element in self._elements("xl/workbook.xml", "sheet", "workbookPr"):
            if _local(element.tag) == "workbookPr":
                self.is_1904 = element.get("date1904") in ("1", "true")
                continue
            key = next((element.get(k) for k in element.attrib if _local(k) == "id"), None)
            part = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
            if "worksheets" in part and part in self.archive.NameToInfo:
                hidden = (element.get("state") or "visible") != "visible"
                found.append(Sheet((element.get("name") or "")[:100], hidden, part))
        if not found:
            raise Unreadable("damaged")
        if len(found) > SHEETS:
            raise Unreadable("bomb")
        return found

    def _shared_texts(self) -> list[str]:
        part = next((n for n in self.archive.namelist() if n.lower() == "xl/sharedstrings.xml"), "")
        texts: list[str] = []
        total = 0
        for element in self._elements(part, "si") if part else ():
            text = _unescaped(_text_of(element))
            total += len(text) + 10
            if total > TEXT:
                raise Unreadable("bomb")
            texts.append(text)
        return texts

    def _date_styles(self) -> set[int]:
        """Return which cell styles write a number as a date."""
        if "xl/styles.xml" not in self.archive.NameToInfo:
            return set()
        formats = dict(BUILTIN_FORMATS)
        styles: list[int] = []
        for element in self._elements("xl/styles.xml", "numFmt", "cellXfs"):
            if _local(element.tag) == "cellXfs":
                styles = [_whole(xf.get("numFmtId")) for xf in _children(element, "xf")]
            else:
                formats[_whole(element.get("numFmtId"))] = element.get("formatCode") or ""
        return {at for at, key in enumerate(styles) if is_date_format(formats.get(key) or "")}

    def _merged(self, part: str) -> list[str]:
        tail = b""
        with self.archive.open(part) as stream:
            while chunk := stream.read(TAIL):
                tail = (tail + chunk)[-TAIL:]
        return [found.decode() for found in MERGED.findall(tail)[:MOST_MERGED]]

    def _elements(self, part: str, *names: str) -> Iterator[Any]:
        """Yield the elements of these names as they end, and forget each at once."""
        if part not in self.archive.NameToInfo:
            raise Unreadable("damaged")
        depth: list[Any] = []
        with self.archive.open(part) as stream:
            for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
                if event == "start":
                    depth.append(element)
                    continue
                depth.pop()
                if _local(element.tag) in names:
                    yield element
                    _forget(depth, element)
                elif len(depth) <= 1:  # a part of the sheet we do not read
                    _forget(depth, element)


class _Merged:
    """Merged cells: what the first one holds is written in those below it."""

    def __init__(self, ranges: list[str]) -> None:
        self.starts: dict[int, list[tuple[int, int, int]]] = {}
        for text in ranges:
            left, top, right, bottom = cast("tuple[int, ...]", range_boundaries(text))
            if bottom > top and right <= COLUMNS:
                self.starts.setdefault(top, []).append((left - 1, bottom, right))
        self.running: dict[int, tuple[int, str]] = {}

    def fill(self, row: Row) -> None:
        for column, (bottom, text) in list(self.running.items()):
            if row.line > bottom:
                del self.running[column]
            elif any(row.cells) and not (column < len(row.cells) and row.cells[column]):
                row.cells.extend([""] * (column + 1 - len(row.cells)))
                row.cells[column] = text
        for column, bottom, _right in self.starts.get(row.line, []):
            if column < len(row.cells) and row.cells[column]:
                self.running[column] = (bottom, row.cells[column])


def _forget(parents: list[Any], element: Any) -> None:
    element.clear()
    if parents:
        parents[-1].clear() if len(parents[-1]) == 1 else parents[-1].remove(element)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _local(child.tag) == name)


def _text_of(element: Any) -> str:
    """Return the text of a rich or plain string, without its phonetic reading."""
    parts = []
    for child in element:
        if _local(child.tag) == "t":
            parts.append(child.text or "")
        elif _local(child.tag) == "r":
            parts += [part.text or "" for part in _children(child, "t")]
    return "".join(parts)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else -1  # noqa: PLR2004
