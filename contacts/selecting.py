"""A selection of the list: the people ticked, or all those who match."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import ngettext

from contacts import people_list
from contacts.models import Stakeholder, StakeholderQuerySet
from contacts.people_list import PeopleList
from ui.keys import key_of
from ui.templatetags.ui import number

MOST_TICKED = 500  # more than a page shows: what is beyond was not ticked by hand


@dataclass(frozen=True)
class Selection:
    """The people ticked (`keys`), or all those of an address (`query`) when `is_all`."""

    keys: tuple[int, ...]
    query: str
    is_all: bool
    listed: PeopleList

    @classmethod
    def of(cls, typed: QueryDict, *, reader: Any, on: datetime.date) -> "Selection":
        """Read a selection from what the list, or the page of the selection, posts."""
        query = typed.get("query", "")
        keys = [key_of(text) for text in typed.getlist("ids")[:MOST_TICKED]]
        return cls(
            keys=tuple(dict.fromkeys(key for key in keys if key is not None)),
            query=query,
            is_all=typed.get("all") == "1",
            listed=people_list.read(query, reader=reader, on=on),
        )

    @property
    def people(self) -> StakeholderQuerySet:
        """Return the people."""
        if self.is_all:
            return self.listed.people
        return Stakeholder.objects.filter(pk__in=self.keys).order_by()

    @property
    def back(self) -> str:
        """Return the query of the list it was made in."""
        return people_list.kept(QueryDict(self.query))

    def said(self, count: int) -> str:
        """Say who they are: "12 personnes cochées", "312 personnes : Cibles"."""
        text = ngettext("%(count)s person", "%(count)s people", count) % {"count": number(count)}
        return f"{text} · {self.listed.said}" if self.is_all else text
