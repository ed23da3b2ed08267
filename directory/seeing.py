"""Marking the mandates that a file names word for word as seen: nearly all of a register.

When a mandate was last seen is said by its cohort (`RegisterCohort`). Of each earlier cohort, the
file names all, most, few or none. Where it names most, the others leave for a cohort that stays
with the earlier edition, and the one row of the cohort says the new edition; where it names few,
those leave for a cohort of the new edition.

Whoever takes a load over finds what is left to move by looking again: who left is not of that
cohort any more, and a cohort that says the new edition is no earlier one.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched, chain
from typing import Any

from directory import editions, presence, sightings
from directory.loads import Work
from directory.models import RegisterCohort, RegisterEdition, RegisterMandate

SPAN = 20_000
_MOVE = "UPDATE directory_registermandate SET cohort_id = %s WHERE id {among}"
_FORGET = "DELETE FROM directory_registercohort WHERE id = %s"


@dataclass
class _Parted:
    """An earlier cohort: which of its mandates the file names word for word, which not."""

    cohort: RegisterCohort
    named: array[int] = field(default_factory=lambda: array("q"))
    others: array[int] = field(default_factory=lambda: array("q"))

    @property
    def is_mostly_named(self) -> bool:
        """Tell whether the cohort itself says the new edition."""
        return len(self.named) > len(self.others)


def see_known(work: Work, edition: RegisterEdition, label: str) -> None:
    """Let the mandates that were known word for word say that the file names them."""
    known = sightings.mandates_met(work.load)
    parts = _parted(edition, known)
    # What moves below is not asked for again: what is left then is shorter, and was done.
    asked = _asked(edition, known, parts)
    for at in range(work.progress.get("at", 0), -(-len(asked) // SPAN)):
        some = list(asked[at * SPAN : (at + 1) * SPAN])
        with work.step(label, at=at + 1) as cursor:
            presence.keep_days(cursor, edition, sightings.among(), [sightings.values(some)])
    joined = _leave(work, label, parts)
    few = chain.from_iterable(part.named for part in parts if not part.is_mostly_named)
    for moved in batched(few, SPAN, strict=False):
        with work.step(label) as cursor:
            _move(cursor, moved, editions.cohort_of(edition))
    _say(work, edition, label, [part for part in parts if part.cohort.pk not in joined])


def _parted(edition: RegisterEdition, known: array[int]) -> list[_Parted]:
    """Return the cohorts that an earlier file was the last to name, parted by what this one names.

    None when it names nothing word for word.
    """
    earlier = RegisterCohort.objects.filter(
        kind=edition.kind, last_seen_in__published_on__lt=edition.published_on
    )
    cohorts = earlier.select_related("last_seen_in").order_by("pk")
    parts = {cohort.pk: _Parted(cohort) for cohort in cohorts if known}
    rows = RegisterMandate.objects.filter(cohort__in=list(parts)).order_by("pk")
    found = rows.values_list("pk", "cohort").iterator(chunk_size=SPAN)
    start = 0
    for some in batched(found, SPAN, strict=False):
        end = bisect_right(known, some[-1][0], lo=start)
        named = set(known[start:end])
        start = end
        for pk, cohort in some:
            part = parts[cohort]
            (part.named if pk in named else part.others).append(pk)
    return list(parts.values())


def _asked(edition: RegisterEdition, known: array[int], parts: Sequence[_Parted]) -> array[int]:
    """Return the mandates of which to keep the days: those that a file between left out.

    All of them when this file is not the latest.
    """
    if not presence.is_latest(edition):
        return known
    jumped = presence.jumped(edition, [part.cohort for part in parts])
    named = (part.named for part in parts if part.cohort.pk in jumped)
    return array("q", sorted(chain.from_iterable(named)))


def _leave(work: Work, label: str, parts: Sequence[_Parted]) -> set[int]:
    """Let those whom the file does not name leave cohorts of which it names most.

    Returns the cohorts they joined.
    """
    rest = [part for part in parts if not part.is_mostly_named]
    joined: dict[int, RegisterCohort] = {}
    for part in parts:
        last = part.cohort.last_seen_in
        for some in batched(part.others if part.is_mostly_named else (), SPAN, strict=False):
            with work.step(label) as cursor:
                cohort = joined.get(last.pk) or _staying(last, rest)
                _move(cursor, some, cohort)
            joined[last.pk] = cohort
    return {cohort.pk for cohort in joined.values()}


def _say(work: Work, edition: RegisterEdition, label: str, parts: Sequence[_Parted]) -> None:
    """Let the cohorts of which most are named say the edition, all at once; forget empty ones.

    The longest of them is kept in mind: nobody joined it (`finishing`).
    """
    most = sorted((part for part in parts if part.is_mostly_named), key=lambda one: len(one.named))
    empty = [part.cohort.pk for part in parts if not part.named and not part.others]
    if not most and not empty:
        return
    unjoined = {"unjoined": most[-1].cohort.pk} if most else {}
    with work.step(label, **unjoined) as cursor:
        named = RegisterCohort.objects.filter(pk__in=[part.cohort.pk for part in most])
        named.update(last_seen_in=edition)
        cursor.executemany(_FORGET, [(pk,) for pk in empty])


def _staying(last: RegisterEdition, rest: Iterable[_Parted]) -> RegisterCohort:
    """Return the cohort that whoever leaves another with the same last edition joins."""
    found = (part.cohort for part in rest if part.cohort.last_seen_in_id == last.pk)
    cohort = next(found, None)
    return cohort or RegisterCohort.objects.create(kind=last.kind, last_seen_in=last)


def _move(cursor: Any, mandates: Iterable[int], cohort: RegisterCohort) -> None:
    among = sightings.among()
    cursor.execute(_MOVE.format(among=among), [cohort.pk, sightings.values(list(mandates))])
