"""The list an address asks for: filters, order and columns, read in one place.

The page, a saved view, a segment, a selection and an export all read an address with it, so that
they mean the same people, or the same organizations.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from contacts import columns, ordering
from contacts.columns import Column, Reading
from contacts.filter_kinds import ListFilter
from contacts.filter_words import Chip, chips, sentence
from contacts.list_kinds import ListKind

LONGEST = 2000


@dataclass(frozen=True)
class Listed:
    """What an address asks for, as this reader may read it on this day."""

    kind: ListKind
    query: QueryDict
    reader: Any
    on: datetime.date

    @cached_property
    def filter(self) -> ListFilter:
        """Return the filters."""
        return self.kind.filters(self.query, self.kind.everything(), on=self.on, reader=self.reader)

    @cached_property
    def rows(self) -> Any:
        """Return all that answers to the filters, in no order."""
        return self.filter.qs.order_by()

    @cached_property
    def order(self) -> ordering.Choice:
        """Return the order asked for."""
        return self.kind.orders.chosen(self.query.get(ordering.PARAMETER, ""))

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns asked for."""
        return self.kind.columns.chosen(self.query.getlist(columns.PARAMETER))

    @cached_property
    def chips(self) -> list[Chip]:
        """Return the filters in words, each with the list without it."""
        return chips(self.filter, self.query)

    @property
    def narrowed_count(self) -> int:
        """Return how many filters are active, beside the words searched for."""
        return sum(chip.name != "q" for chip in self.chips)

    @property
    def said(self) -> str:
        """Return the filters in one line."""
        return sentence(self.filter)

    @property
    def is_lost(self) -> bool:
        """Tell whether a filter names something that is no longer there."""
        return any(chip.is_lost for chip in self.chips)

    @property
    def reading(self) -> Reading:
        """Return for whom and when it is shown."""
        return Reading(reader=self.reader, on=self.on)

    @property
    def kept(self) -> str:
        """Return the address as it is kept."""
        return kept(self.kind, self.query)

    @property
    def shown(self) -> Any:
        """Return the rows with what their lines need."""
        rows = self.kind.fetched(self.rows, self.reading)
        for column in self.columns:
            rows = column.fetch(rows)
        return rows


def read(kind: ListKind, text: str, *, reader: Any, on: datetime.date) -> Listed:
    """Return the list of an address kept as text (a saved view, a segment)."""
    return Listed(kind, QueryDict(text[:LONGEST]), reader, on)


def kept(kind: ListKind, query: QueryDict, *, only_filters: bool = False) -> str:
    """Return an address as it is kept: known names with a value, always in the same order."""
    names = set(kind.filters.base_filters)
    names |= {f"{name}_pk" for name in names}
    if not only_filters:
        names |= {ordering.PARAMETER, columns.PARAMETER}
    clean = QueryDict(mutable=True)
    for name in sorted(names & query.keys()):
        values = [value for value in query.getlist(name) if value]
        if values:
            clean.setlist(name, values)
    text = clean.urlencode()
    return text if len(text) <= LONGEST else ""
