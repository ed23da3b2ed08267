"""Shorthand for the offices, with the dates of the real calendar of elections."""

import datetime

from contacts.models import Exchange
from crm.demo.shapes import Place, Seat
from directory.models import SeatKind

# Municipal elections of 15 and 22 March 2026: the council elects the mayor the week after.
MUNICIPAL_2014 = datetime.date(2014, 4, 4)
MUNICIPAL_2020 = datetime.date(2020, 5, 25)
MUNICIPAL_2020_SECOND_ROUND = datetime.date(2020, 7, 4)
MUNICIPAL_2026 = datetime.date(2026, 3, 21)
MUNICIPAL_2026_SECOND_ROUND = datetime.date(2026, 3, 28)
COUNCIL_2020 = datetime.date(2020, 7, 16)
COUNCIL_2026 = datetime.date(2026, 4, 16)
DEPARTMENTAL_2021 = datetime.date(2021, 7, 1)
REGIONAL_2021 = datetime.date(2021, 7, 2)
LEGISLATIVE_2024 = datetime.date(2024, 7, 8)
SENATORIAL_2026 = datetime.date(2026, 10, 1)

MEETING = Exchange.Channel.MEETING
CALL = Exchange.Channel.CALL
EMAIL = Exchange.Channel.EMAIL
LETTER = Exchange.Channel.LETTER
VISIT = Exchange.Channel.VISIT
NOTE = Exchange.Channel.NOTE


def mayor(place: Place, since: datetime.date, until: datetime.date | None = None) -> Seat:
    """Return a mayor's seat."""
    return Seat(kind=SeatKind.MAYOR, place=place, title="Maire", since=since, until=until)


def municipal(
    place: Place,
    title: str,
    since: datetime.date = MUNICIPAL_2026,
    until: datetime.date | None = None,
) -> Seat:
    """Return a municipal councillor's seat, with the function held."""
    return Seat(kind=SeatKind.MUNICIPAL, place=place, title=title, since=since, until=until)


def intercommunal(
    place: Place,
    title: str,
    since: datetime.date = COUNCIL_2026,
    until: datetime.date | None = None,
) -> Seat:
    """Return a seat in the council of an intercommunality, with the function held."""
    return Seat(kind=SeatKind.INTERCOMMUNAL, place=place, title=title, since=since, until=until)


def departmental(place: Place, title: str, canton: str) -> Seat:
    """Return a departmental councillor's seat."""
    return Seat(
        kind=SeatKind.DEPARTMENTAL,
        place=place,
        title=title,
        since=DEPARTMENTAL_2021,
        district=canton,
    )


def regional(place: Place, title: str, section: str) -> Seat:
    """Return a regional councillor's seat."""
    return Seat(
        kind=SeatKind.REGIONAL, place=place, title=title, since=REGIONAL_2021, district=section
    )
