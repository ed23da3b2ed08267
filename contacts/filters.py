"""Narrows the list of people; higher packages add their own filters."""

import datetime
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts import naming
from contacts.fields import OrganizationField
from contacts.models import (
    ELECTED,
    NOBODY_TODAY,
    Mandate,
    Organization,
    Post,
    Segment,
    Source,
    Stakeholder,
    StakeholderQuerySet,
    Tag,
    Tagging,
    held,
)
from directory.forms import TerritoryField
from directory.models import SeatKind, Territory
from directory.territories import within
from ui.forms import DateField

ME, NOBODY = "me", "nobody"
ALL_TAGS = "all"
NEVER = "never"
TAGGINGS = Tagging._base_manager  # whether the person is there is asked of the person
YES_NO = [("yes", _("yes")), ("no", _("no"))]


def followers() -> list[tuple[str, str]]:
    """Return who may follow somebody: me, nobody, then the team."""
    team = User.objects.in_team().order_by("first_name", "last_name", "pk")
    people = [(str(user.pk), str(user)) for user in team]
    return [(ME, gettext("me")), (NOBODY, gettext("nobody in particular")), *people]


class _PickFilter(django_filters.Filter):  # type: ignore[misc]
    """One row chosen as one types; an empty box asks nothing."""


class TerritoryFilter(_PickFilter):
    """A territory of any kind."""

    field_class = TerritoryField


class OrganizationFilter(_PickFilter):
    """An organization."""

    field_class = OrganizationField


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    """A day."""

    field_class = DateField


class StakeholderFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows people by what we know of them. `on` is the day "current" is meant for.

    `reader` is who asks: "me" is theirs, and private notes they may not read tell them nothing.
    """

    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
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
    territory = TerritoryFilter(label=_("Territory, and all it holds"), method="in_territory")
    seat = django_filters.ChoiceFilter(
        label=_("Mandate"), method="in_seat", empty_label=_("any mandate"), choices=SeatKind.choices
    )
    organization = OrganizationFilter(label=_("Organization"), method="in_organization")
    referent = django_filters.ChoiceFilter(
        label=_("Followed by"), method="followed_by", empty_label=_("anybody"), choices=followers
    )
    silence = django_filters.ChoiceFilter(
        label=_("Silence"),
        method="silent_for",
        empty_label=_("whenever"),
        choices=[
            ("3", _("none for 3 months")),
            ("6", _("none for 6 months")),
            ("12", _("none for a year")),
            (NEVER, _("no exchange ever")),
        ],
    )
    exchanged_from = DayFilter(label=_("Exchange since"), method="exchanged_since")
    informed = django_filters.ChoiceFilter(
        label=_("Informed (GDPR)"),
        method="is_informed",
        empty_label=_("informed or not"),
        choices=YES_NO,
    )
    objection = django_filters.ChoiceFilter(
        label=_("Objection"), method="has_objected", empty_label=_("or not"), choices=YES_NO
    )
    source = django_filters.ChoiceFilter(
        label=_("Source"), empty_label=_("any source"), choices=Source.choices
    )
    segment = django_filters.ModelChoiceFilter(
        label=_("Segment"),
        method="in_segment",
        queryset=Segment.objects.all(),
        empty_label=_("in a segment or not"),
    )
    tags = django_filters.ModelMultipleChoiceFilter(
        label=_("Tags"),
        method="tagged",
        queryset=Tag.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    tag_mode = django_filters.ChoiceFilter(
        label=_("When several tags are ticked"),
        method="unchanged",
        empty_label=_("one of them is enough"),
        choices=[(ALL_TAGS, _("all of them"))],
    )

    class Meta:
        model = Stakeholder
        fields: list[str] = []

    def __init__(
        self,
        data: Any = None,
        queryset: Any = None,
        *,
        on: datetime.date,
        reader: Any = None,
        request: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, queryset, request=request, **kwargs)
        self.on = on
        self.reader = reader if reader is not None else getattr(request, "user", None)

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

    def in_territory(
        self, people: StakeholderQuerySet, name: str, value: Territory | None
    ) -> StakeholderQuerySet:
        """Keep those with a seat there or below, or a post in an organization that serves it."""
        if value is None:
            return people
        places = within(value).values("pk")
        mandates = held(Mandate, self.on).filter(territory__in=places)
        posts = held(Post, self.on).filter(organization__territory__in=places)
        return people.filter(
            Q(pk__in=mandates.values("stakeholder")) | Q(pk__in=posts.values("stakeholder"))
        )

    def in_seat(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those who hold a mandate of that kind."""
        mandates = held(Mandate, self.on).filter(kind=value)
        return people.filter(pk__in=mandates.values("stakeholder"))

    def in_organization(
        self, people: StakeholderQuerySet, name: str, value: Organization | None
    ) -> StakeholderQuerySet:
        """Keep those with a post there."""
        if value is None:
            return people
        posts = held(Post, self.on).filter(organization=value)
        return people.filter(pk__in=posts.values("stakeholder"))

    def followed_by(
        self, people: StakeholderQuerySet, name: str, value: str
    ) -> StakeholderQuerySet:
        """Keep those of a member of the team, of the reader, or of nobody."""
        if value == NOBODY:
            return people.filter(referent=None)
        return people.filter(referent=self.reader if value == ME else int(value))

    def silent_for(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those with whom nothing was exchanged for that many months of 30 days, or ever."""
        if value == NEVER:
            return people.silent_since(datetime.date.min, self.reader)
        return people.silent_since(self.on - datetime.timedelta(days=30 * int(value)), self.reader)

    def exchanged_since(
        self, people: StakeholderQuerySet, name: str, value: datetime.date
    ) -> StakeholderQuerySet:
        """Keep those with whom something was exchanged on that day or after."""
        return people.exchanged_since(value, self.reader) if value else people

    def is_informed(
        self, people: StakeholderQuerySet, name: str, value: str
    ) -> StakeholderQuerySet:
        """Keep those who were told that we hold data about them, or those still to be told."""
        return people.filter(informed_on__isnull=value == "no")

    def has_objected(
        self, people: StakeholderQuerySet, name: str, value: str
    ) -> StakeholderQuerySet:
        """Keep those who asked not to be contacted any more, or the others."""
        return people.filter(objected_on__isnull=value == "no")

    def in_segment(
        self, people: StakeholderQuerySet, name: str, value: Segment
    ) -> StakeholderQuerySet:
        """Keep those who are in the segment today."""
        from contacts import segments  # it narrows with this very class

        inside = segments.people_of(value, on=self.on, reader=self.reader)
        return people.filter(pk__in=inside.values("pk"))

    def tagged(
        self, people: StakeholderQuerySet, name: str, value: Sequence[Tag]
    ) -> StakeholderQuerySet:
        """Keep those with one of the tags, or with all of them."""
        if not value:
            return people
        if self.form.cleaned_data.get("tag_mode") != ALL_TAGS:
            tagged = TAGGINGS.filter(tag__in=value).values("stakeholder")
            return people.filter(pk__in=tagged)
        for tag in value:
            tagged = TAGGINGS.filter(tag=tag).values("stakeholder")
            people = people.filter(pk__in=tagged)
        return people

    def unchanged(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep everybody: this choice only says how another filter is meant."""
        return people


MAIN = ["kind", "territory", "referent"]  # always in sight; the others wait behind a button


def contribute(name: str, added: django_filters.Filter, *, is_main: bool = False) -> None:
    """Add a filter of a higher package to the list of people, from its `AppConfig.ready`."""
    StakeholderFilter.base_filters[name] = added
    if is_main:
        MAIN.append(name)
