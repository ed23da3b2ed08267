"""Opening a file of the register: is it one, of which kind, how is it written, how long is it.

Nothing is kept in memory: a national file is 100 MB.
"""

import codecs
import csv
import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.layouts import Layout, layout_of

LARGEST = 300 * 1024 * 1024
BLOCK = 1024 * 1024
HEADER_WITHIN = 20
LINES = 10_000
LONGEST_LINE = 64 * 1024
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
BLANKS = " \t\r\n\f\v"
SEPARATORS = (";", "\t", ",")
# A line that is blank, or may be.
_UNEVEN = re.compile(rb"\n[ \t\f\v\r\n]")
_DAYS_IN_NAMES = (
    re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)([0-3]\d)[-_.]([01]\d)[-_.](20\d\d)(?!\d)"),
)


class NotARegisterFile(Exception):
    """The file is not one of the register; its text says what to do, in words for the user."""


@dataclass(frozen=True)
class RegisterFile:
    """A file that was recognised: everything needed to read its rows."""

    path: Path
    layout: Layout
    encoding: str
    separator: str
    header_line: int
    row_count: int
    last_line: int
    sha256: str


def recognise(path: Path) -> RegisterFile:
    """Return what the file is, by its header. Raises NotARegisterFile with what to do."""
    _refuse_foreign(path)
    seen = _examine(path)
    encoding = "utf-8-sig" if seen.has_bom else "utf-8" if seen.is_utf8 else "cp1252"
    separator, header_line, layout = _find_header(path, encoding)
    rows, last_line = seen.line_count - header_line, seen.line_count
    if not seen.is_plain:
        rows, last_line = 0, header_line
        for numbers, _texts in line_blocks(path, encoding, after=header_line):
            rows, last_line = rows + len(numbers), numbers[-1]
    if not rows:
        raise NotARegisterFile(
            _("This file has the header of the register but no row: download it again.")
        )
    return RegisterFile(
        path=path,
        layout=layout,
        encoding=encoding,
        separator=separator,
        header_line=header_line,
        row_count=rows,
        last_line=last_line,
        sha256=seen.sha256,
    )


def line_blocks(
    path: Path, encoding: str, *, after: int = 0, at_most: int = LINES
) -> Iterator[tuple[list[int], list[str]]]:
    """Yield the lines after that one that are not blank, many at a time: numbers (from 1), texts.

    A line too long to be one of the register is cut: it will be refused, not fill the memory.
    """
    numbers: list[int] = []
    texts: list[str] = []
    for first, read in _read_lines(path, encoding):
        some = range(first, first + len(read))
        if first > after and all(map(str.strip, read)):
            numbers += some
            texts += read
        else:
            pairs = zip(some, read, strict=True)
            kept = [pair for pair in pairs if pair[0] > after and pair[1].strip(BLANKS)]
            numbers += map(itemgetter(0), kept)
            texts += map(itemgetter(1), kept)
        while len(numbers) >= at_most:
            yield numbers[:at_most], texts[:at_most]
            del numbers[:at_most], texts[:at_most]
    if numbers:
        yield numbers, texts


def _read_lines(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first of some lines, and them."""
    number, rest = 1, ""
    with path.open(encoding=encoding, errors="replace") as text:
        while block := text.read(BLOCK):
            read = (rest + block).split("\n")
            rest = read.pop()[:LONGEST_LINE]
            if max(map(len, read), default=0) > LONGEST_LINE:
                read = [line[:LONGEST_LINE] for line in read]
            yield number, read
            number += len(read)
    yield number, [rest]


def cells_of(line: str, separator: str) -> list[str]:
    """Return the cells of a line. Raises csv.Error when a quote is left open."""
    if '"' not in line:
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator, strict=True))


def date_in_name(path: Path) -> datetime.date | None:
    """Return the day that the name of the file, or else of its folder, carries."""
    for name in (path.name, path.parent.name):
        for order, pattern in enumerate(_DAYS_IN_NAMES):
            found = pattern.search(name)
            if found is None:
                continue
            year, month, day = found.groups() if order == 0 else reversed(found.groups())
            try:
                return datetime.date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def _refuse_foreign(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise NotARegisterFile(_("This file is empty: download it again."))
    if size > LARGEST:
        raise NotARegisterFile(_("This file is larger than 300 MB: no file of the register is."))
    with path.open("rb") as binary:
        head = binary.read(4096)
    if head.startswith(b"PK\x03\x04"):
        raise NotARegisterFile(
            _(
                "This is a spreadsheet (.xlsx) or a .zip archive: take out of it the CSV file, or"
                " save the sheet as “CSV UTF-8”, then choose that one."
            )
        )
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotARegisterFile(
            _("This file is written in UTF-16: save it as “CSV UTF-8”, then choose that one.")
        )
    if (
        head.lstrip(b"\xef\xbb\xbf \r\n\t")[:9]
        .lower()
        .startswith((b"<!doctype", b"<html", b"<?xml"))
    ):
        raise NotARegisterFile(
            _("This is a web page, not the file: on data.gouv.fr, use the “Download” button.")
        )
    if b"\x00" in head or head.startswith((b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        raise _not_text()


def _not_text() -> NotARegisterFile:
    return NotARegisterFile(
        _("This file is not a text file: choose a CSV file of the register of elected officials.")
    )


class _Seen(NamedTuple):
    """What the bytes of a file tell; `is_plain` when a line feed ends each line, none blank."""

    sha256: str
    is_utf8: bool
    has_bom: bool
    line_count: int
    is_plain: bool


def _examine(path: Path) -> _Seen:
    """Read the file once."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = is_plain = True
    lines, alone, last = 0, 0, b"\n"
    with path.open("rb") as binary:
        has_bom = binary.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
        binary.seek(0)
        while block := binary.read(BLOCK):
            if b"\x00" in block:
                raise _not_text()
            digest.update(block)
            if is_utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
            is_plain = is_plain and not _UNEVEN.search(last + block)
            if b"\r" in block:
                alone += block.count(b"\r") - block.count(b"\r\n")
            lines += block.count(b"\n")
            last = block[-1:]
    lines += last != b"\n"
    return _Seen(digest.hexdigest(), is_utf8, has_bom and is_utf8, lines, is_plain and not alone)


def _find_header(path: Path, encoding: str) -> tuple[str, int, Layout]:
    head = next(line_blocks(path, encoding, at_most=HEADER_WITHIN), ([], []))
    for number, line in zip(*head, strict=True):
        for separator in SEPARATORS:
            try:
                layout = layout_of(cells_of(line, separator))
            except csv.Error:
                continue
            if layout is not None:
                return separator, number, layout
    raise NotARegisterFile(
        _(
            "The columns of this file are not those of the register of elected officials."
            " Download on data.gouv.fr one of the CSV files of “Répertoire national des élus”,"
            " and choose it as it is, without opening it in a spreadsheet."
        )
    )
