"""What stances add to the list of people: filters, an order, a column."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import django_filters
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts import columns, ordering, saved_views
from contacts.filters import StakeholderFilter
from contacts.models import Post, Stakeholder, held
from contacts.organization_filters import OrganizationListFilter, there
from network.models import Stance, Standing
from ui.listing import Order

NOTHING_SAID = "none"


class StanceFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Keeps those who stand there today."""

    def filter(self, people: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        """Narrow to a stance, or to those about whom nothing was said."""
        if not value:
            return people
        if value == NOTHING_SAID:
            return people.exclude(pk__in=Standing.objects.values("stakeholder"))
        return people.filter(standing__stance=value)


class StanceOfPeopleFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Keeps the organizations where somebody stands there today."""

    def filter(self, rows: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        """Narrow to those with such a person in a post."""
        if not value:
            return rows
        posts = held(Post, self.parent.on).filter(stakeholder__standing__stance=value)
        return rows.filter(pk__in=there(posts).values("organization"))


class TargetFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Keeps those whom we want to convince."""

    def filter(self, people: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        """Narrow to targets."""
        return people.filter(standing__is_target=True) if value else people


def register() -> None:
    """Add them; called once, at the start."""
    StakeholderFilter.contribute("stance", stance_filter(), is_main=True)
    StakeholderFilter.contribute("target", target_filter())
    OrganizationListFilter.contribute("stance", stance_of_people_filter())
    saved_views.contribute(saved_views.Ready(label=_("Targets"), query="target=1", order=20))
    columns.PEOPLE.contribute(column())
    ordering.PEOPLE.contribute(order())


def stance_filter() -> StanceFilter:
    """Return the filter by stance, the ladder first."""
    return StanceFilter(
        label=_("Stance"),
        empty_label=_("any stance"),
        choices=[*Stance.choices, (NOTHING_SAID, _("nothing said yet"))],
    )


def stance_of_people_filter() -> StanceOfPeopleFilter:
    """Return the filter of organizations by where their people stand."""
    return StanceOfPeopleFilter(
        label=_("Stance of its people"), empty_label=_("any stance"), choices=Stance.choices
    )


def target_filter() -> TargetFilter:
    """Return the filter by target."""
    return TargetFilter(
        label=_("Target"), empty_label=_("targets or not"), choices=[("1", _("targets only"))]
    )


def order() -> ordering.Choice:
    """Return the order by stance: advocates first, then down the ladder."""
    return ordering.Choice(
        name="positionnement",
        label=_("by stance, advocates first"),
        order=Order(
            column="standing__height",
            tie="standing__stakeholder_id",
            is_descending=True,
            has_nulls=True,
        ),
    )


def column() -> columns.Column:
    """Return the column that says where each person stands."""
    return columns.Column(
        name="positionnement", label=_("Stance"), cells=_cells, is_usual=True, order=20
    )


def _cells(people: Sequence[Stakeholder], reading: columns.Reading) -> columns.Cells:
    sexes = {person.pk: person.sex for person in people}
    found = Standing.objects.filter(stakeholder__in=sexes).order_by()
    return {
        row.stakeholder_id: _word(
            row.stance, sexes[row.stakeholder_id], get_language(), is_target=row.is_target
        )
        for row in found
    }


@cache
def _word(stance: str, sex: str, language: str | None, *, is_target: bool) -> SafeString:
    """Draw a stance once for all who stand there: a page shows fifty."""
    change = {"stance": stance, "is_target": is_target}
    return SafeString(
        render_to_string("network/stance_word.html", {"change": change, "sex": sex}).strip()
    )
