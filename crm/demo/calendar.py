"""Writes the demonstration's events, their hosts, their guests and the answers."""

import datetime

from django.utils import timezone

from crm.demo.cast import Cast
from crm.demo.occasions import OCCASIONS
from crm.demo.shapes import Occasion, day
from events import hosting, inviting, planning
from events.models import Event, Guest

ANSWER_AHEAD_DAYS = 9


def write_events(cast: Cast) -> list[Event]:
    """Return the events, in the order in which they are written down."""
    return [_event(occasion, cast) for occasion in OCCASIONS]


def _event(occasion: Occasion, cast: Cast) -> Event:
    on = day(occasion.when, cast.on)
    starts_at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(*occasion.hour)))
    event = planning.plan_event(
        organizer=cast.users[occasion.organizer],
        kind=occasion.kind,
        title=occasion.title,
        operation=cast.operations[occasion.programme] if occasion.programme else None,
        commune=cast.territory(occasion.place),
        starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(minutes=occasion.minutes),
        meeting_point=occasion.meeting_point,
        note=occasion.note,
    )
    for key, guest_limit in occasion.hosts:
        hosting.add_host(event=event, resident=cast.residents[key], guest_limit=guest_limit)
    answered_on = min(cast.on, on - datetime.timedelta(days=ANSWER_AHEAD_DAYS))
    for key, answer in occasion.guests:
        guest = inviting.invite(event=event, stakeholder=cast.stakeholders[key])
        if answer != Guest.Answer.WAITING:
            inviting.answer(guest, answer=answer, on=answered_on)
    if occasion.status == Event.Status.CONFIRMED:
        planning.confirm(event)
    elif occasion.status == Event.Status.CANCELLED:
        planning.cancel(event)
    return event
