"""Events as iCalendar, parsed back."""

import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from accounts.models import User
from events import calendar, hosting, planning
from events.models import Event
from tests import make

PARIS = ZoneInfo("Europe/Paris")
ADDRESS = "https://entregent.test/agenda/1/"


def read(body: bytes) -> list[Any]:
    """Return the events of a file, read by the library; each physical line is checked first."""
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def kept(name: str, body: bytes, folder: Path) -> bytes:
    """Keep the file for the judges that stand outside of the tests."""
    (folder / name).write_bytes(body)
    return body


def test_the_file_says_what_the_event_is(scheduler: User) -> None:
    operation = make.operation()
    event = planning.plan_event(
        organizer=scheduler,
        kind=Event.Kind.HOME_VISIT,
        operation=operation,
        starts_at=datetime.datetime(2026, 12, 3, 10, tzinfo=PARIS),
        meeting_point="Devant la mairie",
        note="Prévoir des chaussures ; parking place de l’Église.\nAccueil dès 9 h 45.",
    )
    (found,) = read(calendar.event_file(event, address=ADDRESS))
    assert str(found["uid"]) == f"{event.uid}@entregent"
    assert str(found["summary"]) == event.title
    assert str(found["location"]) == "Devant la mairie, Port-Élorn"
    assert str(found["description"]).startswith(event.note)
    assert str(found["status"]) == "TENTATIVE"
    assert str(found["url"]) == ADDRESS
    assert str(found["organizer"]) == "mailto:ines@coop.test"
    assert found["organizer"].params["CN"] == "Inès Tanguy"
    assert "attendee" not in found
    assert found["dtstamp"].dt == event.changed_at.replace(microsecond=0)
    assert found["dtstart"].params["TZID"] == "Europe/Paris"
    assert found.start == event.starts_at


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-10-25T01:30", "2026-10-25T04:00"),
        ("2026-03-28T23:00", "2026-03-29T04:00"),
        ("2026-07-01T09:00", "2026-07-01T11:00"),
    ],
)
def test_an_event_across_the_clock_change_keeps_its_moments(
    scheduler: User, starts: str, ends: str
) -> None:
    starts_at, ends_at = (
        datetime.datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (starts, ends)
    )
    event = make.event(scheduler, starts_at=starts_at, ends_at=ends_at)
    (found,) = read(calendar.event_file(event, address=ADDRESS))
    assert found.start.astimezone(datetime.UTC) == event.starts_at.astimezone(datetime.UTC)
    assert found.end.astimezone(datetime.UTC) == event.ends_at.astimezone(datetime.UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_happens_twice_is_written_in_universal_time(
    scheduler: User, hour: int
) -> None:
    starts_at = datetime.datetime(2026, 10, 25, hour, 30, tzinfo=datetime.UTC)
    body = calendar.event_file(make.event(scheduler, starts_at=starts_at), address=ADDRESS)
    assert f"DTSTART:20261025T0{hour}3000Z".encode() in body


def test_the_time_zone_is_written_with_its_rules_and_only_when_it_is_used(scheduler: User) -> None:
    body = calendar.event_file(make.event(scheduler), address=ADDRESS)
    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert body.count(b"RRULE:FREQ=YEARLY") == 2
    starts_at = datetime.datetime(2026, 10, 25, 0, 0, tzinfo=datetime.UTC)
    short = make.event(
        scheduler, starts_at=starts_at, ends_at=starts_at + datetime.timedelta(minutes=30)
    )
    assert b"VTIMEZONE" not in calendar.event_file(short, address=ADDRESS)


def test_a_cancelled_event_says_so_and_counts_up(scheduler: User) -> None:
    event = planning.cancel(make.event(scheduler))
    (found,) = read(calendar.event_file(event, address=ADDRESS))
    assert str(found["status"]) == "CANCELLED"
    assert int(found["sequence"]) == 1
    assert str(found["summary"]) == "Annulation\u00a0: Visite au Clos des Pins"


def test_no_host_is_to_be_found_in_the_file(scheduler: User) -> None:
    operation = make.operation()
    host = make.resident(operation, address="12 rue des Ajoncs", access="code 4812")
    event = make.event(
        scheduler,
        operation=operation,
        title="Chez Nolwenn Quéré",
        meeting_point="12, rue des ajoncs",
        note="On sonne chez NOLWENN QUERE.",
    )
    hosting.add_host(event=event, resident=host)
    body = calendar.event_file(event, address=ADDRESS).decode().casefold()
    for secret in ("nolwenn", "quéré", "quere", "ajoncs", "4812"):
        assert secret not in body
    assert "visite chez l’habitant" in body.replace("\r\n ", "")


def test_control_characters_and_quotes_break_nothing(scheduler: User) -> None:
    scheduler.first_name = 'Inès "la\r\nATTENDEE:x'
    event = make.event(
        scheduler,
        title="Visite\r\nATTENDEE:mailto:x@y.fr\x0b\x1b",
        meeting_point="Place; de, l’Église\\n\u2028au fond",
        note="a\tb\x1fc",
    )
    (found,) = read(calendar.event_file(event, address=ADDRESS + "\r\nX:1"))
    assert "attendee" not in found
    assert str(found["summary"]) == "Visite ATTENDEE:mailto:x@y.fr"
    assert found["organizer"].params["CN"] == "Inès ’la ATTENDEE:x Tanguy"
    assert str(found["location"]) == "Place; de, l’Église\\n au fond"


def test_long_french_lines_are_folded_between_characters(scheduler: User) -> None:
    title = "Inauguration des résidences « Éléonore » et « Maëlys » – quartier de l’Élorn 🏡" * 2
    event = make.event(scheduler, title=title[:150])
    (found,) = read(calendar.event_file(event, address=ADDRESS))
    assert str(found["summary"]) == title[:150]


def test_a_feed_shows_its_window_and_keeps_the_cancelled(scheduler: User) -> None:
    now = timezone.now()
    days = (-91, -89, 0, 399, 401)
    for number in days:
        event = make.event(
            scheduler, title=f"J{number}", starts_at=now + datetime.timedelta(number)
        )
        if number == 399:
            planning.cancel(event)
    events = calendar.events_of_feed(now)
    body = calendar.feed_file(
        events, name="Agenda, de la coop", address_of=lambda e: f"{ADDRESS}{e.pk}"
    )
    found = read(body)
    assert [str(e["summary"]) for e in found] == ["J-89", "J0", "Annulation\u00a0: J399"]
    assert [str(e["status"]) for e in found] == ["TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert body.count(b"BEGIN:VTIMEZONE") == 1


def test_an_empty_feed_is_still_a_calendar(db: Any) -> None:
    body = calendar.feed_file([], name="Agenda", address_of=lambda _event: ADDRESS)
    assert read(body) == []
    assert b"BEGIN:VTIMEZONE" in body


def test_the_fingerprint_moves_with_what_the_feed_says(scheduler: User) -> None:
    event = make.event(scheduler)

    def fingerprint() -> str:
        events = calendar.events_of_feed(event.starts_at)
        return calendar.version_of(events, name="Agenda", root="https://entregent.test")

    first = fingerprint()
    assert fingerprint() == first
    planning.cancel(event)
    second = fingerprint()
    assert second != first
    scheduler.last_name = "Le Bihan"
    scheduler.save()
    assert fingerprint() != second
