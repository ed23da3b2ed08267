"""The month grid."""

import datetime

import pytest

from events import month

TODAY = datetime.date(2026, 11, 22)


def grid(first: datetime.date, *days: datetime.date) -> month.Month[datetime.date]:
    return month.month_of(first, days, days_of=lambda day: (day, day), today=TODAY)


def test_weeks_start_on_monday_and_are_whole() -> None:
    november = grid(datetime.date(2026, 11, 1))
    assert [len(week) for week in november.weeks] == [7] * 6
    assert november.weeks[0][0].date == datetime.date(2026, 10, 26)
    assert november.weeks[-1][-1].date == datetime.date(2026, 12, 6)
    assert [d.date for week in november.weeks for d in week if d.is_today] == [TODAY]
    assert (november.previous, november.written, november.next) == ("2026-10", "2026-11", "2026-12")


def test_what_lasts_several_days_stands_on_each_of_them() -> None:
    span = (datetime.date(2026, 11, 29), datetime.date(2026, 12, 20))
    november = month.month_of(
        datetime.date(2026, 11, 1), [span], days_of=lambda item: item, today=TODAY
    )
    filled = [d.date.day for week in november.weeks for d in week if d.items]
    assert filled == [29, 30, 1, 2, 3, 4, 5, 6]
    assert [d.date.day for d in november.days] == [29, 30]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2027-02", datetime.date(2027, 2, 1)),
        ("", datetime.date(2026, 11, 1)),
        ("2026-13", datetime.date(2026, 11, 1)),
        ("0001-01", datetime.date(2026, 11, 1)),
        ("٢٠٢٦-٠١", datetime.date(2026, 11, 1)),
        ("9999-12", datetime.date(2026, 11, 1)),
    ],
)
def test_a_month_that_makes_no_sense_is_the_current_one(text: str, first: datetime.date) -> None:
    assert month.asked(text, today=TODAY) == first


def test_the_calendar_has_edges() -> None:
    first, last = grid(datetime.date(2000, 1, 1)), grid(datetime.date(2099, 12, 1))
    assert (first.previous, last.next) == ("", "")


def test_the_agenda_of_the_current_month_starts_with_what_comes() -> None:
    days = [datetime.date(2026, 11, day) for day in (4, 22, 26)]
    current = grid(datetime.date(2026, 11, 1), *days)
    assert [day.date.day for day in current.coming] == [22, 26]
    assert [day.date.day for day in current.earlier] == [4]
    over = grid(datetime.date(2026, 10, 1), datetime.date(2026, 10, 4))
    assert ([day.date.day for day in over.coming], over.earlier) == ([4], [])
