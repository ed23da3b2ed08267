"""What a list is of: people, or organizations. Each has its filters, orders, columns and words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from contacts import columns, ordering, organization_listing
from contacts.columns import Columns, Reading
from contacts.filter_kinds import ListFilter
from contacts.filters import StakeholderFilter
from contacts.models import Organization, SavedView, Stakeholder, StakeholderQuerySet
from contacts.ordering import Orders
from contacts.organization_filters import OrganizationListFilter
from ui.templatetags.ui import number


@dataclass(frozen=True, kw_only=True, eq=False)
class ListKind:
    """One kind of list; `name` is what is kept of it, `noun` and `slug` begin its addresses."""

    name: str
    noun: str
    slug: str
    filters: type[ListFilter]
    orders: Orders
    columns: Columns
    everything: Callable[[], QuerySet[Any]]
    fetched: Callable[[Any, Reading], Any]
    words: Callable[[int], str]

    @property
    def list_url(self) -> str:
        """Return the address of the list."""
        return reverse(f"{self.noun}_list")

    @property
    def count_url(self) -> str:
        """Return the address that says how many answer."""
        return reverse(f"{self.slug}_count")

    @property
    def selection_url(self) -> str:
        """Return the address where one does something with a selection."""
        return reverse(f"{self.slug}_selection")

    @property
    def export_url(self) -> str:
        """Return the address where one takes a selection out."""
        return reverse(f"{self.slug}_export")

    @property
    def is_people(self) -> bool:
        """Tell whether it is a list of people."""
        return self.name == SavedView.Subject.PEOPLE

    def said(self, count: int) -> str:
        """Say how many there are: "12 personnes"."""
        return self.words(count) % {"count": number(count)}


def _people(people: StakeholderQuerySet, reading: Reading) -> StakeholderQuerySet:
    return people.with_seats(reading.on).with_last_exchange(reading.reader)


PEOPLE = ListKind(
    name=SavedView.Subject.PEOPLE,
    noun="stakeholder",
    slug="people",
    filters=StakeholderFilter,
    orders=ordering.PEOPLE,
    columns=columns.PEOPLE,
    everything=Stakeholder.objects.all,
    fetched=_people,
    words=lambda count: ngettext("%(count)s person", "%(count)s people", count),
)
ORGANIZATIONS = ListKind(
    name=SavedView.Subject.ORGANIZATIONS,
    noun="organization",
    slug="organization",
    filters=OrganizationListFilter,
    orders=organization_listing.ORDERS,
    columns=organization_listing.COLUMNS,
    everything=Organization.objects.all,
    fetched=organization_listing.fetched,
    words=lambda count: ngettext("%(count)s organization", "%(count)s organizations", count),
)
KINDS = {kind.name: kind for kind in (PEOPLE, ORGANIZATIONS)}
