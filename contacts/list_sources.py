"""Where tags, segments and exports hold data about people (`contacts.personal_data`)."""

from collections.abc import Iterator
from urllib.parse import unquote_plus

from django.utils.translation import gettext_lazy

from contacts import personal_data
from contacts.mentions import traces_of
from contacts.models import Export, SavedView, Segment, Stakeholder
from contacts.personal_data import Entry, Source

_WORDS = ((Export, "said"), (SavedView, "query"), (Segment, "query"))


def register() -> None:
    """Name the places."""
    personal_data.register(
        personal_data.rows("contacts.Tagging", label=gettext_lazy("Tags"), order=40)
    )
    personal_data.register(
        personal_data.rows(
            "contacts.SegmentMember", label=gettext_lazy("Segments they were set in"), order=41
        )
    )
    personal_data.register(
        Source(
            name="contacts.export",
            label=gettext_lazy("Exports still waiting to be fetched, and words searched for"),
            gather=_entries,
            data=lambda who: [
                {"model": "contacts.export", "text": entry.value} for entry in _entries(who)
            ],
            erase=_erase,
            covers=("contacts.export",),
            order=920,
        )
    )


def _entries(stakeholder: Stakeholder) -> Iterator[Entry]:
    traces = traces_of(stakeholder)
    for model, name in _WORDS:
        for row in model._base_manager.exclude(**{name: ""}):
            text = unquote_plus(getattr(row, name))
            if traces.are_in(text):
                yield Entry(label=str(model._meta.verbose_name), value=text)


def _erase(stakeholder: Stakeholder) -> int:
    """Delete the files that may hold the person, and take the name out of what was searched."""
    traces, touched = traces_of(stakeholder), 0
    for export in Export.objects.exclude(file=""):
        export.file.delete()
        touched += 1
    for model, name in _WORDS:
        for row in model._base_manager.exclude(**{name: ""}):
            text = unquote_plus(getattr(row, name))
            if traces.are_in(text):
                model._base_manager.filter(pk=row.pk).update(**{name: traces.without(text)})
                touched += 1
    return touched
