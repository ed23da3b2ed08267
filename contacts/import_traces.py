"""What imports of files hold about a person: rows linked to them, or that name them."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import personal_data
from contacts.importing import choosing, uploads
from contacts.mentions import texts_in, traces_of
from contacts.models import FileImport, FileImportRow, Stakeholder
from contacts.personal_data import Entry, Source
from directory.names import APART, sort_key


def register() -> None:
    """Name the places of imports."""
    personal_data.register(source())
    personal_data.holds_nobody("contacts.ColumnMapping", why="what the columns of files mean")


def source() -> Source:
    """Return the place where imports hold data about people."""
    return Source(
        name="contacts.fileimport",
        label=gettext_lazy("Rows of imported files"),
        gather=_entries,
        data=lambda who: personal_data.serialized(list(_rows(who))),
        erase=_erase,
        fate=personal_data.BLANKED,
        covers=("contacts.fileimport", "contacts.fileimportrow"),
        order=90,
    )


def _rows(who: Stakeholder) -> QuerySet[FileImportRow]:
    """Return the rows that were linked to a person, or to nobody and bear their name."""
    key = sort_key(who.last_name, who.first_name)
    keys = {key, key.replace(APART, " ")}  # the latter of rows read before November 2026
    mine = Q(stakeholder__in=personal_data.keys_of(who)) | Q(stakeholder=None, name_key__in=keys)
    return FileImportRow.objects.filter(mine).order_by("pk")


def _entries(who: Stakeholder) -> Iterator[Entry]:
    for row in _rows(who).select_related("file_import"):
        yield Entry(
            label=_("line %(line)s of an imported file") % {"line": row.number},
            value="\n".join(cell for cell in row.cells if cell),
            on=row.file_import.chosen_at.date(),
            source=row.file_import.file_name,
        )


def _erase(who: Stakeholder) -> int:
    """Empty these rows; a file that waits and names the person goes whole."""
    count = _rows(who).update(label="", name_key="", stakeholder=None, **choosing.EMPTY)
    traces = traces_of(who)
    for file_import in FileImport.objects.exclude(first_rows=[]):
        if any(traces.are_in(text) for text in texts_in(file_import.first_rows)):
            uploads.forget(file_import.key)
            file_import.first_rows = []
            file_import.save(update_fields=["first_rows"])
            count += 1
    return count
