"""Takes people or organizations out in a file: chosen, written, logged, deleted after a day."""

import datetime
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.core.files import File
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from contacts.exporting import fields, vcards, writing
from contacts.exporting.fields import Field, Reading, Sheet
from contacts.models import Export, Organization, Stakeholder
from contacts.selecting import Selection
from ui import jobs
from ui.models import Job

JOB = "contacts.export"
AT_ONCE = 1_000  # rows written while the user waits
CHUNK = 500
KEPT = datetime.timedelta(days=1)
SUFFIXES = {Export.Format.XLSX: "xlsx", Export.Format.CSV: "csv", Export.Format.VCARD: "vcf"}
TYPES = {
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Format.CSV: "text/csv; charset=utf-8",
    Export.Format.VCARD: "text/vcard; charset=utf-8",
}


def start_people(
    *, selection: Selection, file_format: str, names: Sequence[str], owner: Any
) -> tuple[Export, Job | None]:
    """Export a selection without those who objected; return the export, and its job if it is long.

    The record of the export lands with it: there is no export without one.
    """
    wanted = selection.rows
    people = wanted.contactable()
    export = _record(
        subject=Export.Subject.PEOPLE,
        file_format=file_format,
        said=selection.said(wanted.count()),
        names=names,
        owner=owner,
    )
    export.left_out_count = wanted.exclude(pk__in=people.values("pk")).count()
    keys = list(people.order_by("sort_key", "pk").values_list("pk", flat=True))
    return _begin(export, keys, names)


def start_organizations(
    *, selection: Selection, file_format: str, names: Sequence[str], owner: Any
) -> tuple[Export, Job | None]:
    """Export organizations; return the export, and its job when it is long."""
    found = selection.rows
    export = _record(
        subject=Export.Subject.ORGANIZATIONS,
        file_format=file_format,
        said=selection.said(found.count()),
        names=names,
        owner=owner,
    )
    keys = list(found.order_by("sort_key", "name", "pk").values_list("pk", flat=True))
    return _begin(export, keys, names)


def work(job: Job, progress: jobs.Progress) -> None:
    """Write a long export. Taken over, it begins again: the file lands whole or not at all."""
    export = Export.objects.get(pk=job.params["export"])
    keys, names = job.params["keys"], job.params["names"]

    def tell(done: int) -> None:
        progress.step(_("Rows written"), done=done, total=len(keys))

    _fill(export, keys, names, tell)
    progress.report(
        {
            "summary": _("The file is ready."),
            "next_url": reverse("export_detail", args=[export.pk]),
            "next_label": _("Download"),
        }
    )


def delete_old(*, now: datetime.datetime) -> int:
    """Delete the files older than a day; their record stays. Return how many went."""
    count = 0
    for export in Export.objects.filter(made_at__lt=now - KEPT).exclude(file=""):
        export.file.delete()
        count += 1
    return count


def is_there(export: Export, *, now: datetime.datetime) -> bool:
    """Tell whether the file may still be fetched."""
    return bool(export.file) and now - export.made_at < KEPT


def card_of(stakeholder: Stakeholder, *, owner: Any, on: datetime.date) -> bytes:
    """Return the card of one person, and log that it was taken. They must be contactable."""
    export = _record(
        subject=Export.Subject.PEOPLE,
        file_format=Export.Format.VCARD,
        said=_("one person, from their page"),
        names=(),
        owner=owner,
    )
    export.row_count = 1
    export.save()
    people = Stakeholder.objects.contactable().filter(pk=stakeholder.pk)
    found = people.with_seats(on).prefetch_related("contact_points").get()
    return vcards.card(found, Reading(reader=owner, on=on)).encode()


def _record(
    *, subject: str, file_format: str, said: str, names: Sequence[str], owner: Any
) -> Export:
    columns = fields.chosen(subject, names, reader=owner)
    labels = ", ".join(str(field.label) for field in columns)
    return Export(
        subject=subject,
        file_format=file_format,
        said=Truncator(said).chars(1000),
        columns=Truncator(labels).chars(500) if file_format != Export.Format.VCARD else "",
        owner=owner,
    )


def _begin(export: Export, keys: list[int], names: Sequence[str]) -> tuple[Export, Job | None]:
    export.row_count = len(keys)
    export.save()
    if len(keys) <= AT_ONCE:
        _fill(export, keys, names, lambda done: None)
        return export, None
    params = {"export": export.pk, "keys": keys, "names": list(names)}
    return export, jobs.start(kind=JOB, title=_("Export"), owner=export.owner, params=params)


def _fill(export: Export, keys: Sequence[int], names: Sequence[str], tell: Any) -> None:
    reading = Reading(reader=export.owner, on=export.made_at.date())
    sheet = fields.Sheet(export.subject, names, reading)
    rows = _rows(export.subject, keys, sheet.get_export_fields(), reading, tell)
    with tempfile.TemporaryFile() as target:
        _write(target, export, sheet, rows)
        target.seek(0)
        name = f"{uuid.uuid4().hex}.{SUFFIXES[Export.Format(export.file_format)]}"
        export.file.save(name, File(target))


def _write(target: IO[bytes], export: Export, sheet: Sheet, rows: Iterator[Any]) -> None:
    if export.file_format == Export.Format.VCARD:
        vcards.write(target, rows, sheet.reading)
        return
    write = writing.write_xlsx if export.file_format == Export.Format.XLSX else writing.write_csv
    write(target, head=sheet.get_export_headers(), rows=sheet.rows(rows))


def _rows(
    subject: str, keys: Sequence[int], chosen: Sequence[Field], reading: Reading, tell: Any
) -> Iterator[Any]:
    """Yield the rows in the order of their keys, fetched 500 at a time.

    Somebody who objected since the export was asked for is left out too.
    """
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        rows = _fetched(subject, some, reading)
        for field in chosen:
            rows = field.fetch(rows)
        found = {row.pk: row for row in rows}
        yield from (found[key] for key in some if key in found)
        tell(start + len(some))


def _fetched(subject: str, keys: Sequence[int], reading: Reading) -> QuerySet[Any]:
    if subject == Export.Subject.PEOPLE:
        people = Stakeholder.objects.contactable().filter(pk__in=keys)
        people = people.with_seats(reading.on).with_last_exchange(reading.reader)
        # What `with_seats` fetched goes on to where each seat is.
        places: Any = ("current_mandates__territory__department",)
        places += ("current_posts__organization__territory__department",)
        people = people.prefetch_related(*places)
        return people.prefetch_related("contact_points")
    organizations = Organization.objects.filter(pk__in=keys).with_people_count(reading.on)
    return organizations.select_related("territory__department")
