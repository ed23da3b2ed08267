"""Files of contacts, made as people make them, and as nobody should."""

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from contacts.importing import choosing, jobs
from contacts.models import FileImport
from tests import make
from ui.jobs import perform

HEADERS = ("Civilité", "Prénom", "Nom", "Fonction", "Organisme", "Téléphone", "Courriel")
type Cells = Sequence[Any]


def xlsx(rows: Iterable[Cells], headers: Cells = HEADERS) -> bytes:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (headers, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return the workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as taken:
        for item in given.infolist():
            data = given.read(item)
            if item.filename == part:
                assert old in data
                data = data.replace(old, new)
            taken.writestr(item.filename, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def shared(texts: bytes, rows: bytes) -> bytes:
    """Return a workbook as Excel writes it: its texts apart, shared by the cells."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([], ["Nom"]))) as given,
        zipfile.ZipFile(out, "w") as taken,
    ):
        for item in given.infolist():
            data = given.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                data = b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (space, rows)
            taken.writestr(item.filename, data, zipfile.ZIP_DEFLATED)
        content = b"<sst %b>%b</sst>" % (space, texts)
        taken.writestr("xl/sharedStrings.xml", content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def choose(content: bytes, owner: User, name: str = "contacts.xlsx") -> FileImport:
    """Choose a file as the page does."""
    return choosing.take(file=SimpleUploadedFile(name, content), owner=owner, on=make.TODAY)


def check(file_import: FileImport, owner: User) -> FileImport:
    """Read and check every row as the background does."""
    jobs.start_check(file_import, owner=owner)
    assert file_import.job is not None
    perform(file_import.job.pk)
    file_import.refresh_from_db()
    return file_import


def run(file_import: FileImport, owner: User) -> FileImport:
    """Write the rows as the background does."""
    jobs.start_run(file_import, owner=owner)
    assert file_import.job is not None
    perform(file_import.job.pk)
    file_import.refresh_from_db()
    return file_import


def previewed(rows: Iterable[Cells], owner: User, headers: Cells = HEADERS) -> FileImport:
    """Return the import of these rows, checked."""
    return check(choose(xlsx(rows, headers), owner), owner)


def states(file_import: FileImport) -> list[str]:
    return list(file_import.rows.order_by("number").values_list("state", flat=True))


def a_day() -> datetime.date:
    return datetime.date(2026, 3, 3)
