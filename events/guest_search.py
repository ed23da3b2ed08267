"""Whom to invite: people found by a few words, or those the event concerns first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from contacts import naming, seats
from contacts.models import Mandate, Stakeholder
from contacts.seats import Seat
from events import inviting
from events.models import Event

AT_MOST = 20  # people on the page, besides those already ticked


@dataclass(frozen=True)
class Proposal:
    """A person who may be ticked, with the seats they could come as."""

    person: Stakeholder
    seats: Sequence[tuple[str, Seat]]
    is_ticked: bool
    seat_key: str


def proposals(event: Event, *, text: str, ticked: Mapping[int, str]) -> list[Proposal]:
    """Return the people ticked already, then those the text finds; without a text, suggestions.

    `ticked` gives for each key of a person the name of the seat they come as, perhaps empty.
    """
    everybody = Stakeholder.objects.contactable()
    free = everybody.exclude(invitations__event=event).with_seats(event.starts_on)
    kept = free.filter(pk__in=ticked).order_by("sort_key", "pk").fetch_mode(models.FETCH_RAISE)
    words = naming.words(text)
    found = free.matching(words) if words else free.filter(_concerned(event))
    others = (
        found.exclude(pk__in=ticked)
        .order_by("sort_key", "pk")
        .distinct()[:AT_MOST]
        .fetch_mode(models.FETCH_RAISE)
    )
    return [_proposal(person, event, ticked) for person in [*kept, *others]]


def left_out(text: str) -> list[Stakeholder]:
    """Return those the text finds who asked not to be contacted any more: told, never proposed."""
    words = naming.words(text)
    if not words:
        return []
    found = Stakeholder.objects.matching(words).filter(objected_on__isnull=False)
    return list(found.order_by("sort_key", "pk")[:5])


def _proposal(person: Stakeholder, event: Event, ticked: Mapping[int, str]) -> Proposal:
    held = [(inviting.key(seat), seat) for seat in seats.current(person, on=event.starts_on)]
    return Proposal(person, held, person.pk in ticked, ticked.get(person.pk, ""))


def _concerned(event: Event) -> Q:
    """Return who is suggested: those who sit where it takes place, and the operation's partners."""
    commune = event.commune
    here = [commune] if commune else []
    around = [commune.intercommunality_id, commune.department_id] if commune else []
    places = [*(place.pk for place in here), *(pk for pk in around if pk)]
    mandates = Mandate.objects.current(event.starts_on).filter(territory__in=places)
    concerned = Q(pk__in=mandates.values("stakeholder_id"))
    if event.operation_id:
        concerned |= Q(posts__organization__partnerships__operation=event.operation_id)
    return concerned
