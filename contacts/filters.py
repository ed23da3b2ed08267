"""Narrows the list of people; higher packages add their own filters (`contribute`)."""

import datetime
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts import derived_kinds, naming
from contacts.filter_kinds import (
    SILENCES,
    DayFilter,
    ListFilter,
    OrganizationFilter,
    TerritoryFilter,
    silent_since,
)
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
    held_before,
)
from directory.models import SeatKind, Territory
from directory.territories import within

ME, NOBODY = "me", "nobody"
ALL_TAGS = "all"
BEFORE, EVER = "before", "ever"
TAGGINGS = Tagging._base_manager  # whether the person is there is asked of the person
YES_NO = [("yes", _("yes")), ("no", _("no"))]


def followers() -> list[tuple[str, str]]:
    """Return who may follow somebody: me, nobody, then the team."""
    team = User.objects.in_team().order_by("first_name", "last_name", "pk")
    people = [(str(user.pk), str(user)) for user in team]
    return [(ME, gettext("me")), (NOBODY, gettext("nobody in particular")), *people]


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds of people one may ask for."""
    return [
        (ELECTED, _("elected officials")),
        *Organization.Kind.choices,
        *derived_kinds.choices(),
        (NOBODY_TODAY, _("no seat or post today")),
    ]


class StakeholderFilter(ListFilter):
    """Narrows people by what we know of them."""

    main = ["kind", "territory", "referent"]
    everything = _("everybody")

    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(
        label=_("Who they are"),
        method="of_kind",
        empty_label=_("everybody"),
        choices=kind_choices,
    )
    territory = TerritoryFilter(label=_("Territory, and all it holds"), method="in_territory")
    seat = django_filters.ChoiceFilter(
        label=_("Mandate"), method="in_seat", empty_label=_("any mandate"), choices=SeatKind.choices
    )
    organization = OrganizationFilter(label=_("Organization"), method="in_organization")
    when = django_filters.ChoiceFilter(
        label=_("Seat or post held"),
        method="unchanged",
        empty_label=_("today"),
        choices=[(BEFORE, _("before")), (EVER, _("today or before"))],
    )
    referent = django_filters.ChoiceFilter(
        label=_("Followed by"), method="followed_by", empty_label=_("anybody"), choices=followers
    )
    silence = django_filters.ChoiceFilter(
        label=_("Silence"),
        method="silent_for",
        empty_label=_("whenever"),
        choices=SILENCES,
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
        return self._holding(
            people,
            (Mandate, Q(territory__in=places)),
            (Post, Q(organization__territory__in=places)),
        )

    def in_seat(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those who hold a mandate of that kind."""
        return self._holding(people, (Mandate, Q(kind=value)))

    def in_organization(
        self, people: StakeholderQuerySet, name: str, value: Organization | None
    ) -> StakeholderQuerySet:
        """Keep those with a post there."""
        if value is None:
            return people
        return self._holding(people, (Post, Q(organization=value)))

    def _holding(
        self, people: StakeholderQuerySet, *wanted: tuple[type[Mandate] | type[Post], Q]
    ) -> StakeholderQuerySet:
        """Keep those who hold one of these, or held it and hold it no more, as `when` says."""
        when = self.form.cleaned_data.get("when")
        now, before = Q(), Q()
        for model, which in wanted:
            now |= Q(pk__in=held(model, self.on).filter(which).values("stakeholder"))
            before |= Q(pk__in=held_before(model, self.on).filter(which).values("stakeholder"))
        if when == BEFORE:
            return people.filter(before).exclude(now)
        return people.filter(now | before if when == EVER else now)

    def followed_by(
        self, people: StakeholderQuerySet, name: str, value: str
    ) -> StakeholderQuerySet:
        """Keep those of a member of the team, of the reader, or of nobody."""
        if value == NOBODY:
            return people.filter(referent=None)
        return people.filter(referent=self.reader if value == ME else int(value))

    def silent_for(self, people: StakeholderQuerySet, name: str, value: str) -> StakeholderQuerySet:
        """Keep those with whom nothing was exchanged for that many months, or ever."""
        return people.silent_since(silent_since(value, self.on), self.reader)

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
