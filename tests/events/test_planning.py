"""What planning an event writes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from events import planning
from events.models import Event
from tests import make

STARTS_AT = datetime.datetime(2026, 12, 3, 9, 0, tzinfo=datetime.UTC)


def plan(scheduler: User, **values: object) -> Event:
    return planning.plan_event(
        organizer=scheduler,
        **{  # type: ignore[arg-type]
            "kind": Event.Kind.INAUGURATION,
            "starts_at": STARTS_AT,
            "meeting_point": "Devant la mairie",
        }
        | values,
    )


def test_what_is_not_said_follows_from_the_operation(scheduler: User) -> None:
    operation = make.operation()
    event = plan(scheduler, operation=operation)
    assert event.title == "Inauguration\N{NO-BREAK SPACE}– Le Clos des Pins"
    assert event.commune == operation.commune
    assert event.ends_at == STARTS_AT + datetime.timedelta(hours=2)
    assert event.status == Event.Status.DRAFT


def test_an_event_ends_after_it_starts(scheduler: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        plan(scheduler, ends_at=STARTS_AT)


def test_texts_are_cleaned_on_the_way_in(scheduler: User) -> None:
    event = plan(scheduler, title=" La\r\nfête\x07 ", note="un\u2028deux\x1b")
    assert (event.title, event.note) == ("La fête", "un\ndeux")


def test_only_what_calendars_show_of_time_place_and_status_is_numbered(scheduler: User) -> None:
    event = plan(scheduler)
    event.note = "Prévoir un parapluie"
    assert planning.change(event).sequence == 0
    assert planning.move(event, starts_at=STARTS_AT + datetime.timedelta(days=1)).sequence == 1
    assert event.ends_at == STARTS_AT + datetime.timedelta(days=1, hours=2)
    assert planning.cancel(event).sequence == 2
    assert planning.cancel(event).sequence == 2
    assert planning.set_status(event, Event.Status.DRAFT).sequence == 3


def test_a_cancelled_event_is_not_confirmed(scheduler: User) -> None:
    with pytest.raises(planning.EventCancelled):
        planning.confirm(planning.cancel(plan(scheduler)))


def test_events_are_found_by_month_with_what_runs_over_midnight(scheduler: User) -> None:
    paris_midnight = datetime.datetime(2026, 11, 30, 23, 0, tzinfo=datetime.UTC)
    hour = datetime.timedelta(hours=1)
    over = plan(scheduler, title="à cheval", starts_at=paris_midnight - hour)
    before = plan(
        scheduler, title="avant", starts_at=paris_midnight - 2 * hour, ends_at=paris_midnight
    )
    after = plan(scheduler, title="après", starts_at=paris_midnight)
    assert list(Event.objects.in_month(2026, 11)) == [before, over]
    assert list(Event.objects.in_month(2026, 12)) == [over, after]
    assert before.ends_on == datetime.date(2026, 11, 30)


def test_upcoming_events_are_not_over_and_not_cancelled(scheduler: User) -> None:
    later = plan(scheduler, starts_at=STARTS_AT + datetime.timedelta(days=1))
    under_way = plan(scheduler, starts_at=STARTS_AT - datetime.timedelta(hours=1))
    planning.cancel(plan(scheduler))
    over = plan(scheduler, starts_at=STARTS_AT - datetime.timedelta(days=1))
    assert list(Event.objects.upcoming(STARTS_AT)) == [under_way, later]
    assert list(Event.objects.past(STARTS_AT)) == [over]
