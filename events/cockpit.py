"""What the page of an event shows: what is missing, who receives, who comes and as what."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import ngettext

from contacts import seats as seats_held
from contacts.models import Stakeholder
from contacts.seats import Seat
from events import attention, hosting, inviting
from events.attention import Lack
from events.hosting import HostConsent
from events.models import Event, Guest


@dataclass(frozen=True)
class GuestLine:
    """A guest, the seat they come as, and the seats they could come as."""

    guest: Guest
    seat: Seat | None
    seats: Sequence[tuple[str, Seat]]

    @property
    def seat_key(self) -> str:
        """Return what a form calls the seat."""
        return inviting.key(self.seat)

    @property
    def is_seat_over(self) -> bool:
        """Tell whether the guest no longer holds that seat on the day of the event."""
        return self.seat is not None and self.seat_key not in {key for key, _seat in self.seats}

    @property
    def may_choose(self) -> bool:
        """Tell whether there is another seat to come as."""
        return any(key != self.seat_key for key, _seat in self.seats)


@dataclass(frozen=True)
class Group:
    """The guests who gave the same answer."""

    answer: str
    title: str
    lines: Sequence[GuestLine]


@dataclass(frozen=True)
class Cockpit:
    """All that the page says of an event, on a day, to a reader."""

    event: Event
    on: datetime.date
    lacks: Sequence[Lack]
    hosts: Sequence[HostConsent]
    groups: Sequence[Group]
    names_hosts: bool

    @property
    def host_count(self) -> int:
        """Return how many residents receive."""
        return len(self.hosts)

    @property
    def needs_hosts(self) -> bool:
        """Tell whether residents receive at this kind of event."""
        return hosting.needs_hosts(self.event) or bool(self.hosts)

    @property
    def guest_count(self) -> int:
        """Return how many are invited, whatever they answered."""
        return sum(len(group.lines) for group in self.groups)


def event_with_parts(pk: int) -> Event | None:
    """Return an event with all its page shows, in a fixed number of queries."""
    events = Event.objects.with_parts().fetch_mode(models.FETCH_RAISE)
    return events.filter(pk=pk).first()


def cockpit(event: Event, on: datetime.date, *, named: bool) -> Cockpit:
    """Return what to show of an event; `named` for readers who hold READ_RESIDENTS."""
    return Cockpit(
        event=event,
        on=on,
        lacks=attention.missing_for(event, on, named=named),
        hosts=hosting.consents(event),
        groups=_groups(event),
        names_hosts=named,
    )


def _groups(event: Event) -> list[Group]:
    people = Stakeholder.objects.with_seats(event.starts_on)
    guests = (
        Guest.objects.filter(event=event)
        .select_related("mandate__territory", "post__organization")
        .prefetch_related(models.Prefetch("stakeholder", people))
        .order_by("stakeholder__sort_key", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
    found: dict[str, list[GuestLine]] = {answer.value: [] for answer in _TITLES}
    for guest in guests:
        held = seats_held.current(guest.stakeholder, on=event.starts_on)
        seats = [(inviting.key(seat), seat) for seat in held]
        found[guest.answer].append(GuestLine(guest, inviting.seat_of(guest), seats))
    return [
        Group(answer, _TITLES[Guest.Answer(answer)](len(lines)) % {"count": len(lines)}, lines)
        for answer, lines in found.items()
        if lines
    ]


_TITLES = {
    Guest.Answer.ACCEPTED: lambda n: ngettext("%(count)s person comes", "%(count)s people come", n),
    Guest.Answer.WAITING: lambda n: ngettext(
        "%(count)s person has not answered yet", "%(count)s people have not answered yet", n
    ),
    Guest.Answer.DECLINED: lambda n: ngettext(
        "%(count)s person does not come", "%(count)s people do not come", n
    ),
}
