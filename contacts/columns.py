"""The columns of the list of people; higher packages add theirs.

A column is prepared once for the page, in a fixed number of queries, and gives what stands in the
cell of each person.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts import phones, seats
from contacts.models import Mandate, Stakeholder, StakeholderQuerySet
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
    """A column: `cells(people, reading)` by primary key, `fetch(people)` what it needs."""

    name: str
    label: Any
    cells: Callable[[Sequence[Stakeholder], Reading], Cells]
    fetch: Callable[[StakeholderQuerySet], StakeholderQuerySet] = lambda people: people
    is_usual: bool = False
    order: int = 100


_columns: dict[str, Column] = {}


def contribute(column: Column) -> None:
    """Add a column."""
    _columns[column.name] = column


def everyone() -> list[Column]:
    """Return every column, in the order in which they stand."""
    return sorted(_columns.values(), key=lambda column: column.order)


def chosen(names: Sequence[str]) -> list[Column]:
    """Return the columns the address asks for, or the usual ones."""
    asked = [column for column in everyone() if column.name in names]
    return asked or [column for column in everyone() if column.is_usual]


@dataclass(frozen=True)
class Line:
    """A person of the list with what stands in each column."""

    stakeholder: Stakeholder
    cells: list[tuple[Column, SafeString | str]]


def lines(people: Sequence[Stakeholder], wanted: Sequence[Column], reading: Reading) -> list[Line]:
    """Return the lines of a page."""
    prepared = [(column, column.cells(people, reading)) for column in wanted]
    return [
        Line(person, [(column, cells.get(person.pk, "")) for column, cells in prepared])
        for person in people
    ]


def _each(write: Callable[[Any, Reading], SafeString | str]) -> Callable[..., Cells]:
    def cells(people: Sequence[Stakeholder], reading: Reading) -> Cells:
        return {person.pk: write(person, reading) for person in people}

    return cells


def _territory(person: Stakeholder, reading: Reading) -> str:
    for seat in seats.current(person, on=reading.on):
        place = seat.territory if isinstance(seat, Mandate) else seat.organization.territory
        if place is not None:
            return place.name
    return ""


def _last_exchange(person: Any, reading: Reading) -> SafeString | str:
    if person.last_exchange_on is None:
        return gettext("no exchange noted yet")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        person.last_exchange_on.isoformat(),
        day(person.last_exchange_on),
        ago(person.last_exchange_on, reading.on),
    )


def _phone(person: Stakeholder, reading: Reading) -> SafeString | str:
    if not person.phone:
        return ""
    return format_html(
        '<a class="tabular nowrap" href="tel:{}">{}</a>',
        phones.dialled(person.phone),
        phones.shown(person.phone),
    )


def _email(person: Stakeholder, reading: Reading) -> SafeString | str:
    if not person.email:
        return ""
    return format_html('<a href="mailto:{0}">{0}</a>', person.email)


def tag_marks(person: Stakeholder) -> SafeString:
    """Draw the tags of a person: the word, and a dot of its colour."""
    return format_html_join(
        " ",
        '<span class="tag tag-{}">{}</span>',
        ((tagging.tag.colour, tagging.tag.name) for tagging in person.taggings.all()),
    )


def _informed(person: Stakeholder, reading: Reading) -> str:
    return day(person.informed_on) if person.informed_on else gettext("not yet")


def _source(person: Stakeholder, reading: Reading) -> str:
    return f"{person.get_source_display()}, {day(person.source_on)}"


for _column in (
    Column(name="territoire", label=_("Territory"), cells=_each(_territory), order=10),
    Column(
        name="echange",
        label=_("Last exchange"),
        cells=_each(_last_exchange),
        is_usual=True,
        order=30,
    ),
    Column(
        name="referent",
        label=_("Followed by"),
        cells=_each(lambda person, _reading: str(person.referent or "")),
        fetch=lambda people: people.select_related("referent"),
        order=40,
    ),
    Column(name="telephone", label=_("Phone"), cells=_each(_phone), order=50),
    Column(name="courriel", label=_("E-mail"), cells=_each(_email), order=60),
    Column(
        name="etiquettes",
        label=_("Tags"),
        cells=_each(lambda person, _reading: tag_marks(person)),
        fetch=lambda people: people.prefetch_related("taggings__tag"),
        is_usual=True,
        order=70,
    ),
    Column(name="information", label=_("Informed on"), cells=_each(_informed), order=80),
    Column(name="source", label=_("Source"), cells=_each(_source), order=90),
):
    contribute(_column)
