"""Reads CSV and tab-separated text: separator and encoding are found out, line by line."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from contacts.importing.reading.refusing import CELL, COLUMNS, Unreadable
from contacts.importing.reading.workbook import EQUALS, Row

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 40  # lines that tell the separator


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows that hold something. Raises Unreadable past the limits."""
    separator = _separator(path)
    csv.field_size_limit(CELL)
    lines = _Lines(path)
    reader = csv.reader(lines, delimiter=separator)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable("quote", line=start) from error
        if len(cells) > COLUMNS:
            if any(cells[COLUMNS:]):
                raise Unreadable("wide", cell=start)
            del cells[COLUMNS:]
        row = Row(start, cells)
        row.flags = {at: EQUALS for at, cell in enumerate(cells) if cell.lstrip().startswith("=")}
        if any(cell.strip() for cell in cells):
            yield row
        start = reader.line_num + 1


class _Lines:
    """The decoded lines of a file: UTF-8, or cp1252 where a line is not UTF-8."""

    def __init__(self, path: Path) -> None:
        self.lines = _decoded(path)

    def __iter__(self) -> Iterator[str]:
        return self.lines


def _decoded(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        head = file.read(4)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with path.open(encoding="utf-16", errors="replace", newline="") as text:
            for line in text:
                yield line.replace("\0", "")
        return
    with path.open("rb") as file:
        for number, raw in enumerate(_lines_of(file)):
            plain = raw.replace(b"\0", b"")
            yield _one_line(plain.removeprefix(b"\xef\xbb\xbf") if number == 0 else plain)


def _lines_of(file: io.BufferedReader) -> Iterator[bytes]:
    """Yield lines ended by LF, CRLF or, in files of an old Macintosh, CR alone."""
    longest = CELL * 20
    while raw := file.readline(longest):
        if len(raw) >= longest:
            raise Unreadable("quote", line=1)
        if b"\r" in raw.removesuffix(b"\n").removesuffix(b"\r"):
            yield from raw.splitlines(keepends=True)
        else:
            yield raw


def _one_line(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separator(path: Path) -> str:
    """Return the sign that cuts the first lines into the most columns, the most regularly."""
    sample = []
    for line in _decoded(path):
        if line.strip():
            sample.append(line)
        if len(sample) >= SAMPLE:
            break
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:  # noqa: PLR2004
        return sample[0].strip()[4]
    best, most = ";", 0.0
    for sign in SEPARATORS:
        counts = Counter(_count(line, sign) for line in sample)
        counts.pop(0, None)
        if counts:
            (columns, times) = counts.most_common(1)[0]
            score = times * (1 + min(columns, 10) / 100) * (1.2 if sign in ";\t" else 1)
            best, most = (sign, score) if score > most else (best, most)
    return best


def _count(line: str, sign: str) -> int:
    """Count the separators of a line outside quotes."""
    return sum(part.count(sign) for part in line.split('"')[::2])
