"""What someone is: the seats and posts they hold or held, in one line and as a timeline."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts.models import Mandate, Post, Source, Stakeholder
from ui.templatetags.ui import day

type Seat = Mandate | Post


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the timeline: a seat or a post, and where we know it from."""

    seat: Any
    is_elected: bool
    is_current: bool
    source: str


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


def timeline(stakeholder: Stakeholder, *, on: datetime.date) -> list[Step]:
    """Return every seat and post: those held on that day first, then the latest ended."""
    mandates = list(stakeholder.mandates.select_related("territory", "seen_in"))
    posts = list(stakeholder.posts.select_related("organization"))
    noted = {
        Mandate: _noted(Mandate, [mandate.pk for mandate in mandates]),
        Post: _noted(Post, [post.pk for post in posts]),
    }
    held: list[Seat] = [*mandates, *posts]
    steps = [
        Step(
            seat=seat,
            is_elected=isinstance(seat, Mandate),
            is_current=seat.is_current(on),
            source=_source(seat, noted[type(seat)].get(seat.pk, [])),
        )
        for seat in held
    ]
    now = [step for step in steps if step.is_current]
    before = [step for step in steps if not step.is_current]
    before.sort(key=lambda step: step.seat.ended_on or datetime.date.max, reverse=True)
    return now + before


def note_of(version: Any, *, ended: bool = False) -> str:
    """Say who noted this version of a row, and when: "noté par Claire le 12 mai".

    Or which file it came from: an import gives its versions the name of the file as their reason.
    """
    if version.history_change_reason and not ended:
        return file_note(version.history_change_reason, version.history_date)
    values = {"day": day(version.history_date)}
    if version.history_user is None:
        text = _("end noted on %(day)s") if ended else _("noted on %(day)s")
        return text % values
    text = _("end noted by %(who)s on %(day)s") if ended else _("noted by %(who)s on %(day)s")
    return text % (values | {"who": version.history_user.get_short_name()})


def file_note(name: str, on: datetime.date) -> str:
    """Say which imported file a fact comes from."""
    said = {"file": name or _("a file"), "day": day(on)}
    return _("imported from %(file)s on %(day)s") % said


def register_note(published_on: datetime.date) -> str:
    """Say which file of the register a fact comes from: "RNE du 6 mai 2026"."""
    return _("RNE of %(day)s") % {"day": day(published_on)}


def _noted(model: type[models.Model], pks: list[int]) -> dict[int, list[Any]]:
    """Return the versions of each row, oldest first, with those who wrote them."""
    found: dict[int, list[Any]] = {}
    if pks:
        history: Any = model.history  # type: ignore[attr-defined]
        rows = history.filter(id__in=pks).select_related("history_user")
        for version in rows.order_by("history_date", "history_id"):
            found.setdefault(version.id, []).append(version)
    return found


def _source(seat: Seat, versions: list[Any]) -> str:
    parts = []
    if isinstance(seat, Mandate) and seat.seen_in:
        parts.append(register_note(seat.seen_in.published_on))
    elif seat.source == Source.FILE and seat.source_on:
        parts.append(file_note(seat.source_name, seat.source_on))
    elif versions:
        parts.append(note_of(versions[0]))
    if seat.ended_on and versions:
        ending = [version for version in versions if version.ended_on == seat.ended_on]
        if ending and ending[0] is not versions[0]:
            parts.append(note_of(ending[0], ended=True))
    return " · ".join(parts)
