"""Measures the import of a spreadsheet: read, checked, written, taken back. See README.md beside.

    python benchmarks/imports.py [ROWS]

The base is the one of `DATABASE_URL`; use a throw-away one: people are written into it.
"""

# ruff: noqa: E402 - Django is set up before its models are imported

import io
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

import django

django.setup()

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from contacts.importing import choosing, jobs
from contacts.models import FileImport, FileImportRow
from ui import batches
from ui.jobs import perform

HEADERS = ("Prénom", "Nom", "Téléphone", "Courriel", "Fonction", "Organisme", "Notes")
PARTS = ("Ker", "Plou", "Lan", "Tre", "Coat", "Mor", "Pen", "Gui", "Ros", "Bel")
ENDS = ("bras", "gon", "mellec", "vel", "salaun", "dor", "quin", "berec", "lann", "mar")


def workbook(count: int) -> bytes:
    """Return a sheet of this many invented people, in a hundred organizations."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    sheet.append(HEADERS)
    for at in range(count):
        name = f"{PARTS[at % 10]}{ENDS[at // 10 % 10]}{ENDS[at // 100 % 10]}"
        first = f"{PARTS[at // 1000 % 10]}{ENDS[at // 10_000 % 10]}an"
        reached = (600_000_000 + at, f"personne{at}@exemple.test")
        sheet.append((first, name, *reached, "Directrice", f"Société {at % 100}", f"Note {at}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def memory() -> int:
    """Return the peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def told(label: str, started: tuple[float, float], count: int) -> None:
    """Say how long a step took, by the clock and of the processor, and how many rows a second."""
    seconds, own = (now - then for now, then in zip(clocks(), started, strict=True))
    print(
        f"{label:<26}{seconds:7.1f} s, own processor {own:6.1f} s: {count / own:6.0f} rows/s"
        f"   peak {memory()} MB",
        flush=True,
    )


def clocks() -> tuple[float, float]:
    """Return the clock of the wall and that of this process."""
    return time.perf_counter(), time.process_time()


def taken(content: bytes, owner: User) -> FileImport:
    """Choose, read and check a file."""
    file = SimpleUploadedFile("contacts.xlsx", content)
    file_import = choosing.take(file=file, owner=owner, on=timezone.localdate())
    jobs.start_check(file_import, owner=owner)
    perform(file_import.job.pk)  # type: ignore[union-attr]
    file_import.refresh_from_db()
    return file_import


def main(count: int) -> None:
    """Measure one file, then the same again."""
    owner = User.objects.create_user(f"{time.time()}@bench.test", "x", roles=(Role.DIRECTOR,))
    content = workbook(count)
    print(f"{count} rows, {len(content) // 1024} KB, {memory()} MB before")
    started = clocks()
    file_import = taken(content, owner)
    told("read and checked", started, count)
    states = file_import.rows.values_list("state", flat=True)
    assert set(states) == {FileImportRow.State.NEW}, set(states)
    started = clocks()
    jobs.start_run(file_import, owner=owner)
    perform(file_import.job.pk)  # type: ignore[union-attr]
    told("written", started, count)
    started = clocks()
    again = taken(content, owner)
    told("the same again, checked", started, count)
    assert set(again.rows.values_list("state", flat=True)) == {FileImportRow.State.IDENTICAL}
    started = clocks()
    file_import.refresh_from_db()
    assert file_import.batch is not None
    rows = file_import.batch.changes.count()
    batches.undo(file_import.batch, by=owner)
    told(f"taken back ({rows} rows)", started, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
