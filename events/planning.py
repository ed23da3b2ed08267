"""Plans events: writes them, moves them, confirms and cancels them.

What a calendar shows of an event (its time, its place, whether it takes place) is numbered: each
change of it makes `Event.sequence` grow (RFC 5545 §3.8.7.4), so that Outlook, Google and Apple
take the new version.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import Territory
from events import hosting, plain_text
from events.models import Event
from operations.models import Operation

USUAL_LENGTH = datetime.timedelta(hours=2)
NUMBERED = ("starts_at", "ends_at", "meeting_point", "commune_id", "status")


class EventCancelled(Exception):
    """The event was called off: nothing is confirmed, nobody invited."""

    def __init__(self) -> None:
        super().__init__(_("This event was cancelled. Take it up again first."))


def propose_title(
    *, kind: str, operation: Operation | None = None, commune: Territory | None = None
) -> str:
    """Return the title an event of this kind usually bears: "Inauguration – Le Clos des Pins"."""
    word = str(Event.Kind(kind).label)
    word = word[:1].upper() + word[1:]
    about = operation.name if operation else (commune.name if commune else "")
    return f"{word}\N{NO-BREAK SPACE}– {about}"[:150] if about else word


@transaction.atomic
def plan_event(
    *,
    organizer: Any,
    kind: str,
    starts_at: datetime.datetime,
    meeting_point: str,
    ends_at: datetime.datetime | None = None,
    title: str = "",
    operation: Operation | None = None,
    commune: Territory | None = None,
    note: str = "",
) -> Event:
    """Return a new event, being prepared.

    Without an end it lasts two hours; without a title it bears the usual one; without a commune
    it takes place in the one of the operation. Raises IntegrityError when it ends before it starts.
    """
    event = Event(
        organizer=organizer,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + USUAL_LENGTH,
        meeting_point=meeting_point,
        title=title,
        operation=operation,
        commune=commune,
        note=note,
    )
    complete(event).save()
    return event


def complete(event: Event) -> Event:
    """Clean the texts of an event and fill in what follows from the rest; does not save."""
    if event.commune is None and event.operation is not None:
        event.commune = event.operation.commune
    event.title = plain_text.one_line(event.title) or propose_title(
        kind=event.kind, operation=event.operation, commune=event.commune
    )
    event.meeting_point = plain_text.one_line(event.meeting_point)
    event.note = plain_text.several_lines(event.note)
    return event


@transaction.atomic
def change(event: Event) -> Event:
    """Save an event whose fields were changed, numbered anew when calendars must know."""
    stored = Event.objects.select_for_update().get(pk=event.pk)
    complete(event)
    event.sequence = stored.sequence
    if any(getattr(event, name) != getattr(stored, name) for name in NUMBERED):
        event.sequence += 1
    event.save()
    return event


@transaction.atomic
def move(
    event: Event,
    *,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime | None = None,
    meeting_point: str | None = None,
) -> Event:
    """Move an event; without an end it keeps its length. It stays confirmed when it was.

    A host's consent that does not reach the new day makes the event one "to look at again":
    `events.attention` says so.
    """
    length = event.ends_at - event.starts_at
    event.starts_at = starts_at
    event.ends_at = ends_at or starts_at + length
    if meeting_point is not None:
        event.meeting_point = meeting_point
    return change(event)


@transaction.atomic
def confirm(event: Event) -> Event:
    """Confirm that the event takes place.

    Raises EventCancelled, and for a home visit HostMissing when nobody receives, ConsentMissing
    when a host has no hosting consent in force on its day.
    """
    if event.is_cancelled:
        raise EventCancelled
    hosting.require_hosts(event)
    return set_status(event, Event.Status.CONFIRMED)


@transaction.atomic
def cancel(event: Event) -> Event:
    """Call the event off; it stays in the calendars, struck out."""
    return set_status(event, Event.Status.CANCELLED)


@transaction.atomic
def set_status(event: Event, status: str) -> Event:
    """Give the event this status whatever it was (to undo, too); nothing when it has it already."""
    if event.status != status:
        event.status = status
        change(event)
    return event
