"""What is looked at for duplicates: people on one side, organizations on the other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from contacts import cards, duplicates
from contacts.likeness import Likeness, of_people
from contacts.models import Organization, OrganizationPair, Stakeholder, StakeholderPair
from contacts.organization_likeness import of_organizations

PEOPLE, ORGANIZATIONS = "personnes", "organismes"  # as addresses name them


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One kind of card; `model` and `pairs` are its tables, `read` makes plain cards of rows."""

    slug: str
    model: Any
    pairs: Any
    noun: str
    read: Callable[[Any], Iterator[Any]]
    compare: Callable[[Any, Any], Likeness]
    index: Callable[[], duplicates.Index[Any]]

    @property
    def is_people(self) -> bool:
        """Tell whether these are people."""
        return self.slug == PEOPLE

    def with_lines(self, rows: Any, on: datetime.date) -> Any:
        """Fetch along what a card's lines say: seats of people, territory of organizations."""
        return rows.with_seats(on) if self.is_people else rows.select_related("territory")

    def page_of(self, card: Any) -> str:
        """Return the address of a card."""
        return reverse(f"{self.noun}_detail", args=[card.pk])


MATTERS = {
    PEOPLE: Matter(
        slug=PEOPLE,
        model=Stakeholder,
        pairs=StakeholderPair,
        noun="stakeholder",
        read=cards.people,
        compare=of_people,
        index=duplicates.people_index,
    ),
    ORGANIZATIONS: Matter(
        slug=ORGANIZATIONS,
        model=Organization,
        pairs=OrganizationPair,
        noun="organization",
        read=cards.organizations,
        compare=of_organizations,
        index=duplicates.organization_index,
    ),
}


def of(model: type[Any]) -> Matter:
    """Return the matter of a model."""
    return next(matter for matter in MATTERS.values() if matter.model is model)
