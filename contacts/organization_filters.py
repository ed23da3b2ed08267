"""Narrows the list of organizations; higher packages add their own filters (`contribute`)."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts import naming
from contacts.filter_kinds import (
    SILENCES,
    DayFilter,
    ListFilter,
    OrganizationFilter,
    TerritoryFilter,
    silent_since,
)
from contacts.models import Organization, OrganizationQuerySet, Post, Source, held
from contacts.models.stakeholder import SHOWN_PEOPLE, exchange_column
from contacts.organization_forms import HIGHEST
from directory.models import Territory
from directory.territories import within

SOMEBODY, NOBODY = "somebody", "nobody"
KNOWN, MISSING = "known", "missing"


def there(posts: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of the posts whose holder is there: neither merged into another, nor erased."""
    return posts.filter(SHOWN_PEOPLE)


def below(organization: Organization) -> set[int]:
    """Return the keys of an organization and of all its parts, of their parts, and so on."""
    found, level = {organization.pk}, {organization.pk}
    for _step in range(HIGHEST):
        parts = Organization.objects.filter(parent__in=level).values_list("pk", flat=True)
        level = set(parts) - found
        if not level:
            break
        found |= level
    return found


class OrganizationListFilter(ListFilter):
    """Narrows organizations by what we know of them, and of their people."""

    main = ["kind", "territory", "people"]
    everything = _("all organizations")

    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of organization"),
        empty_label=_("all kinds"),
        choices=Organization.Kind.choices,
    )
    territory = TerritoryFilter(label=_("Territory, and all it holds"), method="in_territory")
    people = django_filters.ChoiceFilter(
        label=_("People we know there"),
        method="with_people",
        empty_label=_("somebody or not"),
        choices=[(SOMEBODY, _("somebody today")), (NOBODY, _("nobody today"))],
    )
    parent = OrganizationFilter(label=_("Part of, at any level"), method="part_of")
    silence = django_filters.ChoiceFilter(
        label=_("Silence of its people"),
        method="silent_for",
        empty_label=_("whenever"),
        choices=SILENCES,
    )
    exchanged_from = DayFilter(label=_("Exchange since"), method="exchanged_since")
    source = django_filters.ChoiceFilter(
        label=_("Source"), empty_label=_("any source"), choices=Source.choices
    )
    siren = django_filters.ChoiceFilter(
        label=_("SIREN"),
        method="with_siren",
        empty_label=_("known or not"),
        choices=[(KNOWN, _("known")), (MISSING, _("missing"))],
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def search(self, rows: OrganizationQuerySet, name: str, value: str) -> OrganizationQuerySet:
        """Keep those whose name, kind or territory hold the words."""
        return rows.matching(naming.words(value), value.strip())

    def in_territory(
        self, rows: OrganizationQuerySet, name: str, value: Territory | None
    ) -> OrganizationQuerySet:
        """Keep those that serve it, or something below."""
        return rows if value is None else rows.filter(territory__in=within(value).values("pk"))

    def with_people(
        self, rows: OrganizationQuerySet, name: str, value: str
    ) -> OrganizationQuerySet:
        """Keep those where somebody holds a post today, or nobody does."""
        somebody = Exists(self._posts().filter(organization=OuterRef("pk")))
        return rows.filter(somebody if value == SOMEBODY else ~somebody)

    def part_of(
        self, rows: OrganizationQuerySet, name: str, value: Organization | None
    ) -> OrganizationQuerySet:
        """Keep what is part of it, directly or through others."""
        if value is None:
            return rows
        return rows.filter(pk__in=below(value)).exclude(pk=value.pk)

    def silent_for(self, rows: OrganizationQuerySet, name: str, value: str) -> OrganizationQuerySet:
        """Keep those with whose people nothing was exchanged for that many months, or ever."""
        return rows.exclude(pk__in=self._talked_with(silent_since(value, self.on)))

    def exchanged_since(
        self, rows: OrganizationQuerySet, name: str, value: datetime.date
    ) -> OrganizationQuerySet:
        """Keep those with whose people something was exchanged on that day or after."""
        return rows.filter(pk__in=self._talked_with(value)) if value else rows

    def with_siren(self, rows: OrganizationQuerySet, name: str, value: str) -> OrganizationQuerySet:
        """Keep those whose SIREN is known, or not yet."""
        return rows.filter(siren="") if value == MISSING else rows.exclude(siren="")

    def _posts(self) -> QuerySet[Any]:
        return there(held(Post, self.on))

    def _talked_with(self, since: datetime.date) -> QuerySet[Any]:
        talked = {f"stakeholder__{exchange_column(self.reader)}__gte": since}
        return self._posts().filter(**talked).values("organization")
