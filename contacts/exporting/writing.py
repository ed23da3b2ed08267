"""Writes rows as a spreadsheet or as the CSV that a French Excel opens.

In a spreadsheet a text is a text whatever it begins with, and days and numbers are real ones. A
CSV has no types: what a spreadsheet would read as a formula gets an apostrophe before it.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from contacts.exporting.fields import Value
from ui.characters import without_controls

LONGEST = 32_767  # characters that a cell holds
DAY_FORMAT = "DD/MM/YYYY"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NEVER_XML = re.compile("[\ufffe\uffff]")


def plain(text: str) -> str:
    """Return a text as a file takes it: no control characters, one kind of line break."""
    clean = without_controls(text).replace("\r\n", "\n").replace("\r", "\n")
    return _NEVER_XML.sub("", clean)[:LONGEST]


def write_xlsx(target: IO[bytes], *, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a spreadsheet, row by row: memory does not grow with it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.freeze_panes = "A2"
    for number, label in enumerate(head, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(14, len(label) + 4)
    titles = [_cell(sheet, label) for label in head]
    for title in titles:
        title.font = Font(bold=True)
    sheet.append(titles)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(target)


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=plain(value))
        # "=1+1" is a text here, and "#N/A" no error: the kind is said, not guessed.
        cell.data_type = "s"
        if "\n" in value:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, value=cast("Any", value))
    if isinstance(value, datetime.date):
        cell.number_format = DAY_FORMAT
    return cell


def write_csv(target: IO[bytes], *, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a CSV: semicolons, BOM, decimal comma, days as 31/12/2026."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(label) for label in head])
    for row in rows:
        writer.writerow([_written(value) for value in row])
    text.flush()
    text.detach()


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    clean = plain(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def _written(value: Value | Decimal | float) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",")
