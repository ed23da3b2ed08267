"""A selection of a list: the rows ticked, or all those that match."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from contacts import listed
from contacts.list_kinds import PEOPLE, ListKind
from contacts.listed import Listed
from ui.keys import key_of

MOST_TICKED = 500  # more than a page shows: what is beyond was not ticked by hand


@dataclass(frozen=True)
class Selection:
    """The rows ticked (`keys`), or all those of an address (`query`) when `is_all`."""

    keys: tuple[int, ...]
    query: str
    is_all: bool
    listed: Listed

    @classmethod
    def of(
        cls, typed: QueryDict, *, reader: Any, on: datetime.date, kind: ListKind = PEOPLE
    ) -> "Selection":
        """Read a selection from what the list, or the page of the selection, posts."""
        query = typed.get("query", "")
        keys = [key_of(text) for text in typed.getlist("ids")[:MOST_TICKED]]
        return cls(
            keys=tuple(dict.fromkeys(key for key in keys if key is not None)),
            query=query,
            is_all=typed.get("all") == "1",
            listed=listed.read(kind, query, reader=reader, on=on),
        )

    @property
    def kind(self) -> ListKind:
        """Return what it is a selection of."""
        return self.listed.kind

    @property
    def rows(self) -> Any:
        """Return what is selected, in no order."""
        if self.is_all:
            return self.listed.rows
        return self.kind.everything().filter(pk__in=self.keys).order_by()

    @property
    def back(self) -> str:
        """Return the address of the list it was made in."""
        return f"{self.kind.list_url}?{self.listed.kept}"

    def said(self, count: int) -> str:
        """Say what it is: "12 personnes", "312 personnes · Cibles"."""
        text = self.kind.said(count)
        return f"{text} · {self.listed.said}" if self.is_all else text
