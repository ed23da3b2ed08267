"""What someone is, in one line: the seats and posts they hold, the most important first."""

from __future__ import annotations

import datetime
from typing import Any

from contacts.models import Mandate, Post, Stakeholder

type Seat = Mandate | Post


def current(stakeholder: Stakeholder, *, on: datetime.date) -> list[Seat]:
    """Return seats, then posts, held on that day; no query after `with_seats(on)`."""
    fetched: Any = stakeholder
    if hasattr(fetched, "current_mandates"):
        return [*fetched.current_mandates, *fetched.current_posts]
    return [
        *stakeholder.mandates.current(on).select_related("territory", "seen_in"),
        *stakeholder.posts.current(on).select_related("organization"),
    ]


def first(stakeholder: Stakeholder, *, on: datetime.date) -> Seat | None:
    """Return the seat or post named first, if there is one."""
    return next(iter(current(stakeholder, on=on)), None)


def label(stakeholder: Stakeholder, *, on: datetime.date) -> str:
    """Return the name with the first seat, as it tells one person from another in a list."""
    seat = first(stakeholder, on=on)
    return f"{stakeholder} ({seat.line})" if seat else str(stakeholder)
