"""Reads a file in a child process with little memory and little time; refusals become sentences."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 120  # of the clock, for the whole file
SURVEY_SECONDS = 15
LONGEST_LINE = 40 * 1024 * 1024  # bytes of JSON for one row; the child's own limits come first


class NotReadable(Exception):
    """The file cannot be taken in; the text says what to do."""


def rows(
    path: Path, *, sheet: int = -1, most: int = 0, seconds: int = SECONDS
) -> Iterator[dict[str, Any]]:
    """Yield what the file is ({"kind", "sheets", "sheet"}), then its rows ({"r", "c", "f"}).

    `most` rows at most; without it the file is read to its end or refused, never half read.
    Raises NotReadable.
    """
    ended = False
    with _child(path, sheet, most) as child:
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            for said in _said(child):
                ended = ended or "end" in said
                if "end" not in said:
                    yield said
        finally:
            watch.cancel()
            child.kill()
    if not ended and not most:
        raise NotReadable(sentence("heavy"))


def survey(path: Path, *, sheet: int = -1, most: int = 60) -> tuple[dict[str, Any], list[Any]]:
    """Return what the file is and its first rows. Raises NotReadable."""
    found = list(rows(path, sheet=sheet, most=most, seconds=SURVEY_SECONDS))
    if not found:
        raise NotReadable(sentence("heavy"))
    return found[0], found[1:]


def _child(path: Path, sheet: int, most: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program, our own arguments
        [
            *(sys.executable, "-m", "contacts.importing.reading.child"),
            *(str(path), str(sheet), str(most)),
        ],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _said(child: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    if child.stdout is None:
        return
    while line := child.stdout.readline(LONGEST_LINE):
        try:
            said = json.loads(line)
        except ValueError as error:  # cut short by a limit
            raise NotReadable(sentence("heavy")) from error
        if "refused" in said:
            raise NotReadable(sentence(said["refused"], **said["said"]))
        yield said


def sentence(code: str, **said: Any) -> str:
    """Return what is wrong with a file, and what to do."""
    texts = {
        "empty": _("This file holds no row: check that it is the right one."),
        "large": _("This file is larger than 20 MB: cut it into several, or remove its pictures."),
        "xls": _("This is an old Excel file. Open it and save it as .xlsx, then choose it again."),
        "xlsb": _("This is a binary Excel file. Open it and save it as .xlsx."),
        "protected": _("This file is protected by a password. Save it again without one."),
        "ods": _("This is a LibreOffice sheet. Open it and save it as .xlsx."),
        "numbers": _("This is a Numbers file. Export it to Excel (.xlsx)."),
        "docx": _("This is a Word document. Copy its table into a sheet, and save it as .xlsx."),
        "pdf": _("This is a PDF. Ask for the sheet it was made from (.xlsx or .csv)."),
        "picture": _("This is a picture. An import takes a sheet (.xlsx, .csv) or cards (.vcf)."),
        "archive": _("This is an archive. Unpack it first, and choose the file it holds."),
        "page": _("This is a web page, perhaps named .xls. Open it in Excel and save as .xlsx."),
        "unknown": _("This is neither a sheet (.xlsx, .csv) nor cards (.vcf)."),
        "damaged": _("This file is damaged. Open it in Excel and save it again as .xlsx."),
        "hostile": _("This file holds instructions no spreadsheet writes: it was not opened."),
        "bomb": _("This file would unpack to far more than it says: it was not opened."),
        "heavy": _("This file is too heavy to be read. Keep only the sheet and columns you need."),
        "long": _("This file has more than 20,000 rows: cut it into several."),
        "wide": _("A cell stands far from the table (%(cell)s). Keep 200 columns at most."),
        "quote": _("A text is too long, or a quotation mark is never closed, at line %(line)s."),
        "cards": _("A card is cut short (BEGIN without END). Export your contacts again."),
    }
    return texts.get(code, texts["damaged"]) % said
