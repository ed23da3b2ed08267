"""The columns of a list, that of people above all; higher packages add theirs.

A column is prepared once for the page, in a fixed number of queries, and gives what stands in the
cell of each row.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts import kinds, phones, seats
from contacts.models import Mandate, Stakeholder
from contacts.templatetags.contacts import ago
from ui.templatetags.ui import day

PARAMETER = "colonnes"
type Cells = dict[int, SafeString | str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """For whom and when the list is shown."""

    reader: Any
    on: datetime.date


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: `cells(rows, reading)` by primary key, `fetch(rows)` what it needs."""

    name: str
    label: Any
    cells: Callable[[Sequence[Any], Reading], Cells]
    fetch: Callable[[Any], Any] = lambda rows: rows
    is_usual: bool = False
    order: int = 100


class Columns:
    """The columns of a list."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}

    def contribute(self, column: Column) -> None:
        """Add a column."""
        self._columns[column.name] = column

    def everyone(self) -> list[Column]:
        """Return every column, in the order in which they stand."""
        return sorted(self._columns.values(), key=lambda column: column.order)

    def chosen(self, names: Sequence[str]) -> list[Column]:
        """Return the columns the address asks for, or the usual ones."""
        asked = [column for column in self.everyone() if column.name in names]
        return asked or [column for column in self.everyone() if column.is_usual]


@dataclass(frozen=True)
class Line:
    """A row of the list with what stands in each column."""

    row: Any
    cells: list[tuple[Column, SafeString | str]]


def lines(rows: Sequence[Any], wanted: Sequence[Column], reading: Reading) -> list[Line]:
    """Return the lines of a page."""
    prepared = [(column, column.cells(rows, reading)) for column in wanted]
    return [
        Line(row, [(column, cells.get(row.pk, "")) for column, cells in prepared]) for row in rows
    ]


def each(write: Callable[[Any, Reading], SafeString | str]) -> Callable[..., Cells]:
    """Return the cells of a column that needs but the row itself."""

    def cells(rows: Sequence[Any], reading: Reading) -> Cells:
        return {row.pk: write(row, reading) for row in rows}

    return cells


def _territory(person: Stakeholder, reading: Reading) -> str:
    for seat in seats.current(person, on=reading.on):
        place = seat.territory if isinstance(seat, Mandate) else seat.organization.territory
        if place is not None:
            return place.name
    return ""


def last_exchange(person: Any, reading: Reading) -> SafeString | str:
    """Write when the last exchange was."""
    if person.last_exchange_on is None:
        return gettext("no exchange noted yet")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        person.last_exchange_on.isoformat(),
        day(person.last_exchange_on),
        ago(person.last_exchange_on, reading.on),
    )


def phone_link(person: Any, reading: Reading) -> SafeString | str:
    """Write a number that calls."""
    if not person.phone:
        return ""
    return format_html(
        '<a class="tabular nowrap" href="tel:{}">{}</a>',
        phones.dialled(person.phone),
        phones.shown(person.phone),
    )


def email_link(person: Any, reading: Reading) -> SafeString | str:
    """Write an address that one writes to."""
    if not person.email:
        return ""
    return format_html('<a href="mailto:{0}">{0}</a>', person.email)


def source_words(row: Any, reading: Reading) -> str:
    """Say where what is known comes from, and of when it is."""
    parts = (row.get_source_display(), day(row.source_on) if row.source_on else "")
    return ", ".join(filter(None, parts))


def tag_marks(person: Stakeholder) -> SafeString:
    """Draw the tags of a person: the word, and a dot of its colour."""
    return format_html_join(
        " ",
        '<span class="tag tag-{}">{}</span>',
        ((tagging.tag.colour, tagging.tag.name) for tagging in person.taggings.all()),
    )


def _informed(person: Stakeholder, reading: Reading) -> str:
    return day(person.informed_on) if person.informed_on else gettext("not yet")


PEOPLE = Columns()
for _column in (
    Column(
        name="type",
        label=_("Who they are"),
        cells=each(lambda person, reading: ", ".join(kinds.words(person, reading.on))),
        fetch=lambda people: people.with_kinds(),
        order=5,
    ),
    Column(name="territoire", label=_("Territory"), cells=each(_territory), order=10),
    Column(
        name="echange",
        label=_("Last exchange"),
        cells=each(last_exchange),
        is_usual=True,
        order=30,
    ),
    Column(
        name="referent",
        label=_("Followed by"),
        cells=each(lambda person, _reading: str(person.referent or "")),
        fetch=lambda people: people.select_related("referent"),
        order=40,
    ),
    Column(name="telephone", label=_("Phone"), cells=each(phone_link), order=50),
    Column(name="courriel", label=_("E-mail"), cells=each(email_link), order=60),
    Column(
        name="etiquettes",
        label=_("Tags"),
        cells=each(lambda person, _reading: tag_marks(person)),
        fetch=lambda people: people.prefetch_related("taggings__tag"),
        is_usual=True,
        order=70,
    ),
    Column(name="information", label=_("Informed on"), cells=each(_informed), order=80),
    Column(name="source", label=_("Source"), cells=each(source_words), order=90),
):
    PEOPLE.contribute(_column)
