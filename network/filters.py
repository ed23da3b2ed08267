"""The filters that stances add to the list of people."""

from typing import Any

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from network import stances
from network.models import Stance

NOTHING_SAID = "none"


class StanceFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Keeps those who stand there today."""

    def filter(self, people: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        """Narrow to a stance, or to those about whom nothing was said."""
        if not value:
            return people
        found = stances.with_stance(people)
        return found.filter(stance=None) if value == NOTHING_SAID else found.filter(stance=value)


class TargetFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Keeps those whom we want to convince."""

    def filter(self, people: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        """Narrow to targets."""
        return stances.targets(people) if value else people


def stance_filter() -> StanceFilter:
    """Return the filter by stance, the ladder first."""
    return StanceFilter(
        label=_("Stance"),
        empty_label=_("any stance"),
        choices=[*Stance.choices, (NOTHING_SAID, _("nothing said yet"))],
    )


def target_filter() -> TargetFilter:
    """Return the filter by target."""
    return TargetFilter(
        label=_("Target"), empty_label=_("targets or not"), choices=[("1", _("targets only"))]
    )
