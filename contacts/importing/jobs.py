"""The two jobs of an import: reading and checking a file, then writing its rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import batched
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import rewriting
from contacts.importing import applying, choosing, sandbox, uploads
from contacts.importing.checking import Checker
from contacts.importing.lineage import Lineage
from contacts.importing.reading.refusing import ROWS
from contacts.models import FileImport, FileImportRow
from ui import batches, jobs
from ui.models import Batch, Job
from ui.templatetags.ui import number

CHECK, RUN = "contacts.import_check", "contacts.import_run"
PERMISSION = "accounts.edit_people"
READ_AT_ONCE = 1_000
CHECKED_AT_ONCE = 500
WRITTEN_AT_ONCE = 500
Status, State, Outcome = FileImport.Status, FileImportRow.State, FileImportRow.Outcome
WRITABLE = (State.NEW, State.CHANGED)


def start_check(file_import: FileImport, *, owner: Any) -> None:
    """Read the file in the background, then say of each row what it would do."""
    _start(file_import, owner, CHECK, Status.CHECKING, _("Read %(file)s"))


def start_run(file_import: FileImport, *, owner: Any) -> None:
    """Write the rows in the background."""
    _start(file_import, owner, RUN, Status.RUNNING, _("Import %(file)s"))


def _start(file_import: FileImport, owner: Any, kind: str, status: str, title: str) -> None:
    file_import.status = status
    file_import.job = jobs.start(
        kind=kind,
        title=title % {"file": file_import.file_name[:100]},
        owner=owner,
        params={"file_import": file_import.pk, "on": timezone.localdate().isoformat()},
    )
    file_import.save(update_fields=["status", "job"])


def check(job: Job, progress: jobs.Progress) -> None:
    """Read every row, then check them; a worker that takes over reads again, checks on."""
    file_import = FileImport.objects.get(pk=job.params["file_import"])
    state = job.state or {"step": "read"}
    if state["step"] == "read":
        try:
            _read(file_import, progress)
        except sandbox.NotReadable as refusal:
            uploads.forget(file_import.key)
            file_import.rows.all().delete()
            FileImport.objects.filter(pk=file_import.pk).update(
                status=Status.REFUSED, refusal=str(refusal)[:300]
            )
            raise jobs.JobRefused(str(refusal)) from refusal
        state = {"step": "check", "done": 0}
    _check(file_import, progress, state, on=datetime.date.fromisoformat(job.params["on"]))


def _read(file_import: FileImport, progress: jobs.Progress) -> None:
    """Store the rows below the headers: all of them, in one transaction, or none."""
    path = uploads.path_of(file_import.key)
    if not path.exists():
        raise sandbox.NotReadable(_("The file is no longer there: choose it again."))
    file_import.rows.all().delete()  # what a worker that was killed had read
    found = sandbox.rows(path, sheet=file_import.sheet)
    next(found, None)
    count = 0
    below = (row for at, row in enumerate(found) if at > file_import.header_at)
    for some in batched(below, READ_AT_ONCE, strict=False):
        count += len(some)
        if count > ROWS:
            raise sandbox.NotReadable(sandbox.sentence("long"))
        with transaction.atomic():
            FileImportRow.objects.bulk_create(
                FileImportRow(
                    file_import=file_import, number=row["r"], cells=row["c"], flags=row["f"]
                )
                for row in some
            )
            progress.step(_("Reading the rows"), done=0, total=ROWS)
    if not count:
        raise sandbox.NotReadable(sandbox.sentence("empty"))
    with transaction.atomic():
        FileImport.objects.filter(pk=file_import.pk).update(row_count=count)
        file_import.row_count = count
        progress.step(
            _("Checking the rows"), done=0, total=count, state={"step": "check", "done": 0}
        )


def _check(
    file_import: FileImport, progress: jobs.Progress, state: dict[str, Any], *, on: datetime.date
) -> None:
    checker = Checker(file_import, on=on)
    total, done = file_import.row_count, state.get("done", 0)
    for keys in batched(checker.lineage.keys()[done:], CHECKED_AT_ONCE, strict=False):
        rows = _rows(keys)
        with transaction.atomic():
            for row, verdict in zip(rows, checker.check(rows), strict=True):
                verdict.store(row)
            choosing.forget_rows(
                file_import, {row.number for row in rows if not row.cells and row.label}
            )
            rewriting.store(rows, applying.STORED)
            done += len(rows)
            state = {"step": "check", "done": done}
            label = _("Checking the rows: %(done)s of %(total)s") % {
                "done": number(done),
                "total": number(total),
            }
            progress.step(label, done=done, total=total, state=state)
    with transaction.atomic():
        FileImport.objects.filter(pk=file_import.pk).update(status=Status.READY)
        progress.report(_report(file_import, _("The file is read: see what it would change.")))


def run(job: Job, progress: jobs.Progress) -> None:
    """Write the rows some at a time, each time with where to go on from; then forget the file."""
    file_import = FileImport.objects.select_related("batch", "owner").get(
        pk=job.params["file_import"]
    )
    on = datetime.date.fromisoformat(job.params["on"])
    file_import.owner = file_import.owner or job.owner  # who notes the exchanges
    try:
        batches.working(_open_batch(file_import, job), job)
    except batches.AlreadyUndone as refusal:
        raise jobs.JobRefused(_("This import was taken back in the meantime.")) from refusal
    lineage = Lineage(file_import)
    waiting = file_import.rows.filter(state__in=WRITABLE, outcome=Outcome.NONE)
    waits = set(waiting.values_list("pk", flat=True))
    order = [key for key in lineage.keys() if key in waits]  # noqa: SIM118
    done, total = 0, len(order)
    for keys in batched(order, WRITTEN_AT_ONCE, strict=False):
        with transaction.atomic():
            rows, batch = _rows(keys), file_import.batch
            applying.write(file_import, rows, batch, lineage=lineage, on=on)  # type: ignore[arg-type]
            done += len(rows)
            label = _("Writing: %(done)s of %(total)s") % {
                "done": number(done),
                "total": number(total),
            }
            progress.step(label, done=done, total=total)
    with transaction.atomic():
        FileImport.objects.filter(pk=file_import.pk).update(
            status=Status.DONE, finished_at=timezone.now(), first_rows=[]
        )
        progress.report(_report(file_import, _("The file is taken in.")))
    uploads.forget(file_import.key)


def _rows(keys: Sequence[int]) -> list[FileImportRow]:
    """Return these rows in this order."""
    found = FileImportRow.objects.in_bulk(keys)
    return [found[key] for key in keys]


def _open_batch(file_import: FileImport, job: Job) -> Batch:
    """Return the one batch of the import, which resumed and later runs go on with."""
    if file_import.batch is not None:
        return file_import.batch
    with transaction.atomic():
        file_import.batch = batches.begin(
            kind="contacts.import",
            title=job.title,
            owner=file_import.owner,
            permission=PERMISSION,
            url=reverse("import_detail", args=[file_import.pk]),
        )
        file_import.save(update_fields=["batch"])
    return file_import.batch


def _report(file_import: FileImport, summary: str) -> dict[str, Any]:
    return {
        "summary": summary,
        "next_url": reverse("import_detail", args=[file_import.pk]),
        "next_label": _("See the import"),
    }
