"""Keeps what lists sort and narrow by: the last exchange, the seat named first, where it is.

Sorting 50,000 people by something computed on the spot takes a second; by a stored column, a few
milliseconds. The columns are written here and nowhere else. Whoever writes seats, posts or
exchanges calls `refresh` with the people concerned; `manage.py refresh_people` computes all again.
A higher package adds its own part with `register`, in its `AppConfig.ready`.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import Max, Model, Q

from contacts.models import Exchange, Mandate, Post, Stakeholder
from ui import batches
from ui.models import BatchChange

AT_ONCE = 500
POST_RANK = 500  # a post is named after every elected seat
COLUMNS = ("exchanged_on", "openly_exchanged_on", "main_rank", "main_place")

type Refresh = Callable[[Sequence[int]], None]
type Values = dict[str, Any]
_others: list[Refresh] = []


def register(refresh_others: Refresh) -> None:
    """Add what a higher package keeps of people, computed again for these primary keys."""
    _others.append(refresh_others)


def refresh(keys: Iterable[int]) -> None:
    """Compute again what is kept of these people, in a few statements for 500 of them."""
    for some in batched(sorted(set(keys)), AT_ONCE, strict=False):
        _store(some)
        for refresh_others in _others:
            refresh_others(some)


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


def truth(keys: Sequence[int]) -> dict[int, Values]:
    """Return what the columns must hold, computed from the rows themselves."""
    found: dict[int, Values] = {key: dict.fromkeys(COLUMNS) for key in keys}
    exchanges = Exchange.objects.filter(stakeholder__in=keys).order_by().values("stakeholder")
    for row in exchanges.annotate(
        latest=Max("happened_on"), latest_open=Max("happened_on", filter=Q(is_private=False))
    ):
        found[row["stakeholder"]] |= {
            "exchanged_on": row["latest"],
            "openly_exchanged_on": row["latest_open"],
        }
    for key, seats in _seats(keys).items():
        rank, _since, _pk, place = min(seats, key=lambda seat: seat[:3])
        found[key] |= {"main_rank": rank, "main_place": place}
    return found


def _seats(keys: Sequence[int]) -> dict[int, list[tuple[int, int, int, str | None]]]:
    """Return the seats and posts without an end: rank, how recent, primary key, place."""
    found: dict[int, list[tuple[int, int, int, str | None]]] = {}
    mandates = Mandate.objects.filter(stakeholder__in=keys, ended_on=None).order_by()
    for person, rank, since, pk, place in mandates.values_list(
        "stakeholder", "rank", "started_on", "pk", "territory__sort_key"
    ):
        found.setdefault(person, []).append((rank, -_ordinal(since), pk, place or None))
    posts = Post.objects.filter(stakeholder__in=keys, ended_on=None).order_by()
    for person, since, pk, place in posts.values_list(
        "stakeholder", "started_on", "pk", "organization__territory__sort_key"
    ):
        found.setdefault(person, []).append((POST_RANK, -_ordinal(since), pk, place or None))
    return found


def _ordinal(day: datetime.date | None) -> int:
    return day.toordinal() if day else 0


def _store(keys: Sequence[int]) -> None:
    wanted = truth(keys)
    changed = []
    for person in Stakeholder.everyone.filter(pk__in=keys).only("pk", *COLUMNS):
        values = wanted[person.pk]
        if any(getattr(person, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(person, name, value)
            changed.append(person)
    Stakeholder.everyone.bulk_update(changed, COLUMNS, batch_size=AT_ONCE)
