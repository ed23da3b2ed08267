"""Keeps what lists sort and narrow by: the last exchange, the seat named first, where it is.

Sorting 50,000 people by something computed on the spot takes a second; by a stored column, a few
milliseconds. The columns are written here and nowhere else. Whoever writes seats, posts or
exchanges calls `refresh` with the people concerned; `manage.py refresh_people` computes all again.
What is held changes by itself too, on the day a seat begins or ends: that day is kept beside, and
`naming.follow_the_day` computes again, on the worker's rounds, whoever it has come for.
A higher package adds its own part with `register`, in its `AppConfig.ready`.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db.models import Max, Model, Q
from django.utils import timezone

from contacts import rewriting
from contacts.models import Exchange, Mandate, Post, Stakeholder
from ui import batches
from ui.models import BatchChange

AT_ONCE = 500
POST_RANK = 500  # a post is named after every elected seat
COLUMNS = ("exchanged_on", "openly_exchanged_on", "main_rank", "main_place", "seats_change_on")

type Refresh = Callable[[Sequence[int]], None]
type Values = dict[str, Any]
_others: list[Refresh] = []


def register(refresh_others: Refresh) -> None:
    """Add what a higher package keeps of people, computed again for these primary keys."""
    _others.append(refresh_others)


def refresh(keys: Iterable[int], *, on: datetime.date | None = None) -> None:
    """Compute again what is kept of these people, in a few statements for 500 of them.

    It is kept as of `on`, today: those who write a seat of any day need not know which day it is.
    """
    day = on or timezone.localdate()
    for some in batched(sorted(set(keys)), AT_ONCE, strict=False):
        _store(some, day)
        for refresh_others in _others:
            refresh_others(some)


def due(on: datetime.date) -> list[int]:
    """Return those for whom a seat began or ended since they were computed."""
    found = Stakeholder.everyone.filter(seats_change_on__lte=on)
    return list(found.order_by("pk").values_list("pk", flat=True))


def refresh_everybody() -> int:
    """Compute everything again; return how many people there are."""
    keys = list(Stakeholder.everyone.order_by("pk").values_list("pk", flat=True))
    refresh(keys)
    return len(keys)


def describe() -> None:
    """Let an undone batch compute again what its rows change; called once, at the start."""
    derived = ("sort_key", "search_text", *COLUMNS)
    batches.describe(Stakeholder, derived=derived, on_restored=restored)
    for model in (Exchange, Mandate, Post):
        batches.describe(model, on_restored=restored)


def restored(rows: Mapping[type[Model], Sequence[int]]) -> None:
    """Compute again after a batch restored rows (`ui.batches.describe`)."""
    refresh({one for model, keys in rows.items() for one in people_of(model, keys)})


def people_of(model: type[Model], keys: Sequence[int]) -> set[int]:
    """Return whom the restored rows are about."""
    if model is Stakeholder:
        return set(keys)
    # A row that is gone, or moved to another person, is known from what the batch remembers.
    changes = BatchChange.objects.filter(model=model._meta.label_lower, row_pk__in=keys)
    held = changes.values_list("before__stakeholder", "after__stakeholder")
    return {key for pair in held for key in pair if key is not None}


def truth(keys: Sequence[int], on: datetime.date) -> dict[int, Values]:
    """Return what the columns must hold on that day, computed from the rows themselves."""
    found: dict[int, Values] = {key: dict.fromkeys(COLUMNS) for key in keys}
    exchanges = Exchange.objects.filter(stakeholder__in=keys).order_by().values("stakeholder")
    for row in exchanges.annotate(
        latest=Max("happened_on"), latest_open=Max("happened_on", filter=Q(is_private=False))
    ):
        found[row["stakeholder"]] |= {
            "exchanged_on": row["latest"],
            "openly_exchanged_on": row["latest_open"],
        }
    for key, seats in _seats(keys, on).items():
        held = [seat for seat in seats if seat.is_held(on)]
        if held:
            first = min(held, key=lambda seat: seat.place_in_line)
            found[key] |= {"main_rank": first.rank, "main_place": first.place or None}
        turns = (day for seat in seats for day in (seat.since, seat.until) if day and day > on)
        found[key]["seats_change_on"] = min(turns, default=None)
    return found


@dataclass(frozen=True, slots=True)
class _Seat:
    """A seat or post that did not end yet: its rank, its days, its key, where it is."""

    rank: int
    since: datetime.date | None
    until: datetime.date | None
    pk: int
    place: str | None

    def is_held(self, on: datetime.date) -> bool:
        """Tell whether it began."""
        return self.since is None or self.since <= on

    @property
    def place_in_line(self) -> tuple[int, int, int]:
        """Return what is named first: the higher rank, then the latest, then the older row."""
        return self.rank, -_ordinal(self.since), self.pk


def _seats(keys: Sequence[int], on: datetime.date) -> dict[int, list[_Seat]]:
    """Return the seats and posts of these people that did not end."""
    found: dict[int, list[_Seat]] = {}
    goes_on = Q(ended_on=None) | Q(ended_on__gt=on)
    days = ("started_on", "ended_on", "pk")
    mandates = Mandate.objects.filter(goes_on, stakeholder__in=keys).order_by()
    elected: Any = mandates.values_list("stakeholder", "rank", *days, "territory__sort_key")
    for person, *told in elected:
        found.setdefault(person, []).append(_Seat(*told))
    posts = Post.objects.filter(goes_on, stakeholder__in=keys).order_by()
    others: Any = posts.values_list("stakeholder", *days, "organization__territory__sort_key")
    for person, *told in others:
        found.setdefault(person, []).append(_Seat(POST_RANK, *told))
    return found


def _ordinal(day: datetime.date | None) -> int:
    return day.toordinal() if day else 0


def _store(keys: Sequence[int], on: datetime.date) -> None:
    wanted = truth(keys, on)
    changed = []
    for person in Stakeholder.everyone.filter(pk__in=keys).only("pk", *COLUMNS):
        values = wanted[person.pk]
        if any(getattr(person, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(person, name, value)
            changed.append(person)
    rewriting.store(changed, COLUMNS)
