"""Events as iCalendar (RFC 5545, 5546): what Outlook, Google and Apple read.

Everything here is `METHOD:PUBLISH`: one organizer, no attendee, so that nobody's calendar shows
the list of guests. Nothing says who receives or where they live: the place is the meeting point.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import icalendar
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import hosting, plain_text, planning
from events.models import Event
from operations.models import Resident

type AddressOf = Callable[[Event], str]

PARIS = ZoneInfo("Europe/Paris")
PRODUCT = "-//Entregent//Agenda//FR"
CONTENT_TYPE = "text/calendar; charset=utf-8"
BEFORE, AFTER = datetime.timedelta(days=90), datetime.timedelta(days=400)  # what a feed shows
STATUS = {
    Event.Status.DRAFT: "TENTATIVE",
    Event.Status.CONFIRMED: "CONFIRMED",
    Event.Status.CANCELLED: "CANCELLED",
}
# Written out with its rules: the list of dates that libraries write instead makes ical.js read
# summer events an hour late.
TIME_ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")


def event_file(event: Event, *, address: str) -> bytes:
    """Return the file that adds one event to a calendar; `address` is its page here."""
    return _file([_component(event, address)], head=[])


def feed_file(events: Sequence[Event], *, name: str, address_of: AddressOf) -> bytes:
    """Return a calendar to subscribe to, called `name`; events come from `events_of_feed`."""
    head = [
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("X-WR-TIMEZONE", "Europe/Paris"),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
    ]
    return _file([_component(event, address_of(event)) for event in events], head=head)


def events_of_feed(now: datetime.datetime) -> list[Event]:
    """Return the events a subscription shows, cancelled ones included, in a fixed order."""
    window = Event.objects.between(now - BEFORE, now + AFTER).with_place()
    return list(
        window.prefetch_related("hosts__resident")
        .order_by("starts_at", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def version_of(events: Sequence[Event], *, name: str, root: str) -> str:
    """Return a fingerprint of all a feed says, without writing it: its ETag."""
    said = [
        (
            str(event.uid),
            event.changed_at.isoformat(),
            str(event.organizer),
            event.organizer.email,
            str(event.commune),
            str(event.operation),
            [_known_of(host.resident) for host in event.hosts.all()],
        )
        for event in events
    ]
    return hashlib.sha256(repr((PRODUCT, name, root, said)).encode()).hexdigest()[:32]


def _known_of(resident: Resident) -> tuple[str, ...]:
    """Return all that `hosting.gives_away` looks for."""
    return (str(resident), resident.address, resident.access, resident.phone, resident.email)


def _file(components: Sequence[icalendar.Event], *, head: Sequence[tuple[str, str]]) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    lines = [calendar.to_ical().replace(b"END:VCALENDAR\r\n", b"")]
    lines += [_line(name, text) for name, text in head]
    bodies = [component.to_ical() for component in components]
    # A calendar holds at least one component (RFC 5545 §3.6): an empty feed keeps the time zone.
    if not bodies or any(b"TZID=Europe/Paris" in body for body in bodies):
        lines.append(TIME_ZONE)
    return b"".join([*lines, *bodies, b"END:VCALENDAR\r\n"])


def _line(name: str, text: str) -> bytes:
    value = icalendar.vText(plain_text.one_line(text)).to_ical().decode()
    folded: bytes = icalendar.parser.Contentline(f"{name}:{value}").to_ical()  # type: ignore[no-untyped-call]
    return folded + b"\r\n"


def _component(event: Event, address: str) -> icalendar.Event:
    residents = [host.resident for host in event.hosts.all()]
    component = icalendar.Event()
    component.add("uid", f"{event.uid}@entregent")
    component.add("dtstamp", event.changed_at.astimezone(datetime.UTC))
    component.add("created", event.created_at.astimezone(datetime.UTC))
    component.add("last-modified", event.changed_at.astimezone(datetime.UTC))
    component.add("sequence", event.sequence)
    component.add("status", STATUS[Event.Status(event.status)])
    component.add("dtstart", _moment(event.starts_at))
    component.add("dtend", _moment(event.ends_at))
    component.add("summary", _summary(event, residents))
    for name, text in (
        ("location", _place(event, residents)),
        ("description", _description(event, residents)),
    ):
        if text:  # an empty property is refused by libical
            component.add(name, text)
    component.add("categories", [capfirst(event.get_kind_display())])
    component.add("organizer", _organizer(event))
    component.add("url", plain_text.one_line(address))
    return component


def _moment(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment in Paris time; in UTC during the hour that happens twice in October."""
    local = moment.astimezone(PARIS)
    if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
        return moment.astimezone(datetime.UTC)
    return local


def _summary(event: Event, residents: Sequence[Resident]) -> str:
    title = plain_text.one_line(event.title)
    if hosting.gives_away(title, residents):
        title = planning.propose_title(
            kind=event.kind, operation=event.operation, commune=event.commune
        )
    return _("Cancelled: %(title)s") % {"title": title} if event.is_cancelled else title


def _place(event: Event, residents: Sequence[Resident]) -> str:
    place = plain_text.one_line(event.meeting_point)
    if hosting.gives_away(place, residents):
        place = ""
    commune = event.commune.name if event.commune else ""
    if commune and commune.casefold() in place.casefold():
        commune = ""
    return ", ".join(part for part in (place, commune) if part)


def _description(event: Event, residents: Sequence[Resident]) -> str:
    note = plain_text.several_lines(event.note)
    lines = [
        "" if hosting.gives_away(note, residents) else note,
        _("Operation: %(name)s") % {"name": event.operation} if event.operation else "",
        _("The date is not confirmed yet.") if event.status == Event.Status.DRAFT else "",
    ]
    return "\n".join(line for line in lines if line)


def _organizer(event: Event) -> icalendar.vCalAddress:
    organizer = icalendar.vCalAddress(f"mailto:{plain_text.one_line(event.organizer.email)}")
    name = plain_text.one_line(str(event.organizer)).replace('"', "’")
    organizer.params["CN"] = name
    return organizer
