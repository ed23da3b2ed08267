"""Narrows the list of people; higher packages add their own filters."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts import naming
from contacts.models import ELECTED, NOBODY_TODAY, Organization, Stakeholder, StakeholderQuerySet


class StakeholderFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows by words, kind, referent and silence. `on` is the day "current" is meant for."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(
        label=_("Who they are"),
        method="of_kind",
        empty_label=_("everybody"),
        choices=[
            (ELECTED, _("elected officials")),
            *Organization.Kind.choices,
            (NOBODY_TODAY, _("no seat or post today")),
        ],
    )
    referent = django_filters.ModelChoiceFilter(
        label=_("Followed by"),
        queryset=lambda request: User.objects.in_team(),
        empty_label=_("anybody"),
    )
    silence = django_filters.ChoiceFilter(
        label=_("Last exchange"),
        method="silent_for",
        empty_label=_("whenever"),
        choices=[
            ("3", _("none for 3 months")),
            ("6", _("none for 6 months")),
            ("12", _("none for a year")),
        ],
    )

    class Meta:
        model = Stakeholder
        fields: list[str] = []

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is asked for."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else False

    def search(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those whose name, seat or organization hold the words."""
        return people.matching(naming.words(value))

    def of_kind(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep elected officials, those of a kind of organization, or those with nothing today."""
        return people.of_kind(value, self.on)

    def silent_for(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those with whom nothing was exchanged for that many months of 30 days."""
        reader = getattr(self.request, "user", None)
        return people.silent_since(self.on - datetime.timedelta(days=30 * int(value)), reader)


def contribute(name: str, added: django_filters.Filter) -> None:
    """Add a filter of a higher package to the list of people, from its `AppConfig.ready`."""
    StakeholderFilter.base_filters[name] = added
