"""The list of people an address asks for: filters, order and columns, read in one place.

The page, a saved view, a segment, a selection and an export all read an address with it, so that
they mean the same people.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from contacts import columns, ordering
from contacts.columns import Column
from contacts.filter_words import Chip, chips, sentence
from contacts.filters import StakeholderFilter
from contacts.models import Stakeholder, StakeholderQuerySet

LONGEST = 2000


@dataclass(frozen=True)
class PeopleList:
    """What an address asks for, as this reader may read it on this day."""

    query: QueryDict
    reader: Any
    on: datetime.date

    @cached_property
    def filter(self) -> StakeholderFilter:
        """Return the filters."""
        return StakeholderFilter(
            self.query, Stakeholder.objects.all(), on=self.on, reader=self.reader
        )

    @cached_property
    def people(self) -> StakeholderQuerySet:
        """Return everybody who answers to the filters, in no order."""
        found: StakeholderQuerySet = self.filter.qs.order_by()
        return found

    @cached_property
    def order(self) -> ordering.Choice:
        """Return the order asked for."""
        return ordering.chosen(self.query.get(ordering.PARAMETER, ""))

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns asked for."""
        return columns.chosen(self.query.getlist(columns.PARAMETER))

    @cached_property
    def chips(self) -> list[Chip]:
        """Return the filters in words, each with the list without it."""
        return chips(self.filter, self.query)

    @property
    def said(self) -> str:
        """Return the filters in one line."""
        return sentence(self.filter)

    @property
    def is_lost(self) -> bool:
        """Tell whether a filter names something that is no longer there."""
        return any(chip.is_lost for chip in self.chips)

    @property
    def shown(self) -> StakeholderQuerySet:
        """Return the people with what their lines need."""
        people = self.people.with_seats(self.on).with_last_exchange(self.reader)
        for column in self.columns:
            people = column.fetch(people)
        return people


def read(text: str, *, reader: Any, on: datetime.date) -> PeopleList:
    """Return the list of an address kept as text (a saved view, a segment)."""
    return PeopleList(QueryDict(text[:LONGEST]), reader, on)


def kept(query: QueryDict, *, only_filters: bool = False) -> str:
    """Return an address as it is kept: known names with a value, always in the same order."""
    names = set(StakeholderFilter.base_filters)
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
