"""Keeps the pairs a scan of the base finds, without forgetting what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db import transaction

from contacts.duplicates import Pair
from contacts.likeness import Reason
from contacts.models import Stakeholder, StakeholderPair

AT_ONCE = 500
S = StakeholderPair.State


def stored(reasons: Iterable[Reason]) -> list[str]:
    """Return reasons as a pair keeps them: their codes, no name or number of anybody."""
    return [reason.code for reason in reasons]


def store_people(found: Iterable[Pair]) -> int:
    """Keep the pairs of people of a scan; return how many are open. See `_store`."""
    survivors = _survivors(Stakeholder.everyone)
    return _store(StakeholderPair, found, survivors)


def _survivors(rows: Any) -> dict[int, int]:
    """Return, for each row merged into another, the one that remains in the end."""
    into: dict[int, int] = dict(
        rows.exclude(merged_into=None).order_by("pk").values_list("pk", "merged_into")
    )
    ends = {}
    for pk in into:
        end = pk
        while end in into:
            end = into[end]
        ends[pk] = end
    return ends


def _store(model: Any, found: Iterable[Pair], survivors: dict[int, int]) -> int:
    """Add the new pairs, renew the open ones, forget open ones that no longer look alike.

    A pair that somebody said is no duplicate stays so for ever, also for whoever one of the two
    was merged into since.
    """
    with transaction.atomic():
        kept = {(pair.first_id, pair.second_id): pair for pair in model.objects.all()}
        apart = {
            _ordered(survivors.get(first, first), survivors.get(second, second))
            for (first, second), pair in kept.items()
            if pair.state == S.NOT_DUPLICATE
        }
        new, renewed, seen = [], [], set()
        for pair in found:
            both = (pair.first, pair.second)
            if both in apart:
                continue
            seen.add(both)
            known = kept.get(both)
            values = {"score": pair.score, "reasons": stored(pair.reasons), "state": S.OPEN}
            if known is None:
                new.append(model(first_id=pair.first, second_id=pair.second, **values))
            elif any(getattr(known, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(known, name, value)
                renewed.append(known)
        stale = [
            pair.pk for both, pair in kept.items() if pair.state == S.OPEN and both not in seen
        ]
        for some in batched(stale, AT_ONCE, strict=False):
            model.objects.filter(pk__in=some).delete()
        model.objects.bulk_create(new, batch_size=AT_ONCE)
        model.objects.bulk_update(renewed, ["score", "reasons", "state"], batch_size=AT_ONCE)
    return len(seen)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
