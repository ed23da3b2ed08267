"""Invites stakeholders, each in one of the seats they hold on the day of the event."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from contacts import objecting, seats
from contacts.models import Mandate, Post, Stakeholder
from contacts.objecting import ObjectionStands
from contacts.seats import Seat
from events.models import Event, Guest


class CannotInvite(Exception):
    """Why this person cannot be invited, in words."""


class AlreadyInvited(CannotInvite):
    """The person is among the guests."""

    def __init__(self) -> None:
        super().__init__(_("This person is already invited."))


class InvitationObjected(CannotInvite, ObjectionStands):
    """The person asked not to be contacted any more."""


class SeatOfAnother(CannotInvite):
    """The seat belongs to somebody else, or does not run on the day of the event."""

    def __init__(self) -> None:
        super().__init__(_("This person does not hold that seat on the day of the event."))


def seats_of(stakeholder: Stakeholder, *, event: Event) -> list[Seat]:
    """Return the seats somebody holds on the day of the event, the highest first.

    Asked anew: the seats somebody was fetched with may be those of another day.
    """
    fresh = Stakeholder.objects.with_seats(event.starts_on).get(pk=stakeholder.pk)
    return seats.current(fresh, on=event.starts_on)


def seat_of(guest: Guest) -> Seat | None:
    """Return the seat the guest comes as."""
    return guest.mandate or guest.post


def key(seat: Seat | None) -> str:
    """Return what a form calls a seat: "mandate-12", "post-3", or nothing."""
    if seat is None:
        return ""
    return f"{'mandate' if isinstance(seat, Mandate) else 'post'}-{seat.pk}"


def seat_named(name: str, *, stakeholder: Stakeholder, event: Event) -> Seat | None:
    """Return the seat a form calls so; None for no seat. Raises SeatOfAnother."""
    if not name:
        return None
    for seat in seats_of(stakeholder, event=event):
        if key(seat) == name:
            return seat
    raise SeatOfAnother


@transaction.atomic
def invite(
    *,
    event: Event,
    stakeholder: Stakeholder,
    mandate: Mandate | None = None,
    post: Post | None = None,
) -> Guest:
    """Return a new guest, who comes as `mandate` or `post`, by default in their highest seat.

    Raises AlreadyInvited, SeatOfAnother, InvitationObjected; CannotInvite for a cancelled event.
    """
    try:
        objecting.refuse(stakeholder)
    except ObjectionStands as refusal:
        raise InvitationObjected(refusal.stakeholder) from refusal
    if event.is_cancelled:
        raise CannotInvite(_("This event was cancelled. Take it up again first."))
    if event.guests.filter(stakeholder=stakeholder).exists():
        raise AlreadyInvited
    guest = Guest(event=event, stakeholder=stakeholder)
    held = seats_of(stakeholder, event=event)
    _seat(guest, _chosen(held, mandate or post))
    guest.save()
    return guest


@transaction.atomic
def invite_all(*, event: Event, chosen: Mapping[int, str]) -> list[Guest]:
    """Return new guests, all or none: keys of people, each with the name of a seat or nothing.

    Raises what `invite` raises, and CannotInvite when nobody is chosen or somebody is gone.
    """
    people = Stakeholder.objects.filter(pk__in=chosen).order_by("sort_key", "pk")
    if not chosen or len(people) < len(chosen):
        raise CannotInvite(_("Tick at least one person of the list."))
    guests = []
    for person in people:
        seat = seat_named(chosen[person.pk], stakeholder=person, event=event)
        mandate = seat if isinstance(seat, Mandate) else None
        post = seat if isinstance(seat, Post) else None
        guests.append(invite(event=event, stakeholder=person, mandate=mandate, post=post))
    return guests


@transaction.atomic
def change_seat(guest: Guest, *, name: str) -> Guest:
    """Let the guest come as another of their seats, named like `key` does. Raises SeatOfAnother."""
    _seat(guest, seat_named(name, stakeholder=guest.stakeholder, event=guest.event))
    guest.save()
    return guest


@transaction.atomic
def answer(guest: Guest, *, answer: str, on: datetime.date) -> Guest:
    """Note what the guest answered, on that day; back to waiting forgets the day."""
    guest.answer = answer
    guest.answered_on = None if answer == Guest.Answer.WAITING else on
    guest.save()
    return guest


@transaction.atomic
def uninvite(guest: Guest) -> None:
    """Take somebody off the list of guests."""
    guest.delete()


def _chosen(held: list[Seat], asked: Seat | None) -> Seat | None:
    if asked is None:
        return next(iter(held), None)
    if key(asked) not in {key(seat) for seat in held}:
        raise SeatOfAnother
    return asked


def _seat(guest: Guest, seat: Seat | None) -> None:
    guest.mandate = seat if isinstance(seat, Mandate) else None
    guest.post = seat if isinstance(seat, Post) else None
