"""The dates of the register: `dd/mm/yyyy`, ISO, `d/m/yyyy`, and years of two digits."""

import datetime
import re

_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
# Before that day a birth date is a mistake or stands for "unknown" (1900-01-01).
OLDEST_BIRTH = datetime.date(1900, 1, 2)
LONGEST_MANDATE = 60
# A file may be published a little before the mandates it announces.
AHEAD = datetime.timedelta(days=366)
OF_AGE = 18


class UnreadableDate(ValueError):
    """The text is not a day of the calendar, or not one that can be meant."""


def birth_date(text: str, on: datetime.date) -> datetime.date | None:
    """Return a birth date, None when there is none or it stands for "unknown".

    `on` is the date of the file. Raises UnreadableDate.
    """
    if not text:
        return None
    day = _read(text, youngest=on.year - OF_AGE)
    if day > on:
        raise UnreadableDate
    return day if day >= OLDEST_BIRTH else None


def start_date(text: str, on: datetime.date) -> datetime.date | None:
    """Return the start of a mandate or of a function, None when there is none.

    It lies within the 60 years before `on`, the date of the file. Raises UnreadableDate.
    """
    if not text:
        return None
    day = _read(text, youngest=(on + AHEAD).year)
    if not on.year - LONGEST_MANDATE <= day.year or day > on + AHEAD:
        raise UnreadableDate
    return day


def _read(text: str, *, youngest: int) -> datetime.date:
    """Return the day; a year of two digits is the latest one not after `youngest`."""
    french = _FRENCH.fullmatch(text)
    iso = None if french else _ISO.fullmatch(text)
    if french:
        day, month, year = (int(part) for part in french.groups())
        if len(french[3]) == 2:  # noqa: PLR2004 - two digits
            year += 2000 if 2000 + year <= youngest else 1900
    elif iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        raise UnreadableDate
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise UnreadableDate from error
