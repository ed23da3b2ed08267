"""What the pages of a person, an operation and a territory show of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.permissions import Permission, may
from contacts.models import Stakeholder
from directory.models import Territory
from events.models import Event, Guest
from operations.models import Operation

AT_MOST = 5  # past events in a panel; those to come are all shown

type Variables = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """An event in a panel; for a person, with what they answered."""

    event: Event
    answer: str = ""


def of_stakeholder(request: HttpRequest, stakeholder: Stakeholder) -> Variables:
    """Return the invitations of a person: to come, then the latest past ones."""
    now = timezone.now()
    guests = (
        Guest.objects.filter(stakeholder=stakeholder)
        .select_related("event__commune", "event__operation")
        .fetch_mode(models.FETCH_RAISE)
    )
    coming = guests.filter(event__ends_at__gt=now).order_by("event__starts_at", "pk")
    past = guests.filter(event__ends_at__lte=now).order_by("-event__starts_at", "-pk")[:AT_MOST]
    return {
        "withdraw": list(coming) if stakeholder.objected_on is not None else [],
        "coming": [_invitation(guest) for guest in coming],
        "past": [_invitation(guest) for guest in past],
        "add_url": "",
    }


def of_operation(request: HttpRequest, operation: Operation) -> Variables:
    """Return the events of an operation, and where to plan another."""
    add = may(request.user, Permission.EDIT_EVENTS)
    return _events(Q(operation=operation)) | {
        "add_url": f"?operation={operation.pk}" if add else "",
    }


def of_territory(request: HttpRequest, territory: Territory) -> Variables | None:
    """Return the events in a territory, whatever its kind; nothing for the whole country."""
    kind = Territory.Kind
    places = {
        kind.COMMUNE: Q(commune=territory),
        kind.INTERCOMMUNALITY: Q(commune__intercommunality=territory),
        kind.DEPARTMENT: Q(commune__department=territory),
        kind.REGION: Q(commune__region=territory),
    }
    place = places.get(kind(territory.kind))
    return _events(place) | {"add_url": ""} if place is not None else None


def _events(wanted: Q) -> Variables:
    now = timezone.now()
    events = (
        Event.objects.filter(wanted)
        .select_related("commune", "operation")
        .fetch_mode(models.FETCH_RAISE)
    )
    return {
        "coming": [Line(event) for event in events.upcoming(now)],
        "past": [Line(event) for event in events.past(now)[:AT_MOST]],
    }


def _invitation(guest: Guest) -> Line:
    return Line(guest.event, guest.get_answer_display())
