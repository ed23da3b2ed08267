"""The month as a French calendar sets it: weeks from Monday, each day with what happens on it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

YEARS = range(2000, 2100)
MONDAY_FIRST = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True)
class Day[T]:
    """A square of the month grid, or a heading of the agenda."""

    date: datetime.date
    items: Sequence[T]
    is_in_month: bool
    is_today: bool


@dataclass(frozen=True)
class Month[T]:
    """A month in whole weeks of seven days; `days` holds only the days something happens on."""

    first: datetime.date
    today: datetime.date
    weeks: Sequence[Sequence[Day[T]]]

    @property
    def days(self) -> list[Day[T]]:
        """Return the days of the month on which something happens, for the agenda of a phone."""
        inside = (day for week in self.weeks for day in week if day.is_in_month)
        return [day for day in inside if day.items]

    @property
    def coming(self) -> list[Day[T]]:
        """Return the days from today on; all of them for a month that is over or ahead."""
        return [day for day in self.days if day not in self.earlier]

    @property
    def earlier(self) -> list[Day[T]]:
        """Return the days of the current month that are over, for the end of the agenda."""
        if self.written != written(self.today):
            return []
        return [day for day in self.days if day.date < self.today]

    @property
    def previous(self) -> str:
        """Return the month before, written "2026-10"; empty at the edge of the calendar."""
        return written(self.first - datetime.timedelta(days=1))

    @property
    def next(self) -> str:
        """Return the month after, written "2026-12"; empty at the edge of the calendar."""
        return written(self.first + datetime.timedelta(days=31))

    @property
    def written(self) -> str:
        """Return this month, written "2026-11"."""
        return written(self.first)


def written(day: datetime.date) -> str:
    """Return how an address names the month of that day; empty outside of the calendar."""
    return f"{day:%Y-%m}" if day.year in YEARS else ""


def asked(text: str, *, today: datetime.date) -> datetime.date:
    """Return the first day of the month an address names ("2026-11"), or of the current month."""
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if match and int(match[1]) in YEARS:
        return datetime.date(int(match[1]), int(match[2]), 1)
    return today.replace(day=1)


def edges(first: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day the grid of this month shows."""
    dates = list(MONDAY_FIRST.itermonthdates(first.year, first.month))
    return dates[0], dates[-1]


def month_of[T](
    first: datetime.date,
    items: Iterable[T],
    *,
    days_of: Callable[[T], tuple[datetime.date, datetime.date]],
    today: datetime.date,
) -> Month[T]:
    """Return the month that starts on `first`, each item on each day from `days_of(item)`."""
    found: dict[datetime.date, list[T]] = {}
    start, end = edges(first)
    for item in items:
        begins, ends = days_of(item)
        day = max(begins, start)
        while day <= min(ends, end):
            found.setdefault(day, []).append(item)
            day += datetime.timedelta(days=1)
    weeks = [
        [Day(date, found.get(date, []), date.month == first.month, date == today) for date in week]
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    ]
    return Month(first, today, weeks)


def after(month: Month[Any]) -> datetime.datetime:
    """Return the first moment after the month, to look for what comes next."""
    following = (month.first + datetime.timedelta(days=31)).replace(day=1)
    return timezone.make_aware(datetime.datetime.combine(following, datetime.time.min))
