"""Keeps the pairs a scan of the base finds, without forgetting what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.duplicates import Pair
from contacts.likeness import Reason
from contacts.matters import MATTERS, Matter
from contacts.models import DuplicatePair
from ui import jobs
from ui.jobs import Progress
from ui.models import Job
from ui.templatetags.ui import number

JOB = "contacts.duplicates"
AT_ONCE = 500
S = DuplicatePair.State


def start(matter: Matter, *, owner: Any) -> Job:
    """Ask for a scan of all people, or of all organizations."""
    title = _("Look for duplicates among people")
    if not matter.is_people:
        title = _("Look for duplicates among organizations")
    return jobs.start(kind=JOB, title=title, owner=owner, params={"matter": matter.slug})


def run(job: Job, progress: Progress) -> None:
    """Scan: read the cards, compare them, keep the pairs; done again from the start if killed."""
    matter = MATTERS[job.params["matter"]]
    progress.step(_("Reading the cards"), done=0, total=100)
    index = matter.index()
    count = max(1, len(index.cards))

    def tick(done: int) -> None:
        progress.step(_("Comparing the cards"), done=10 + 80 * done // count, total=100)

    found = list(index.pairs(tick))
    with transaction.atomic():
        open_count = store(matter, found)
        progress.step(_("Keeping the pairs"), done=99, total=100)
        progress.report(_report(matter, len(index.cards), open_count))


def _report(matter: Matter, card_count: int, open_count: int) -> dict[str, Any]:
    text = ngettext(
        "%(count)s pair of cards looks alike.", "%(count)s pairs of cards look alike.", open_count
    )
    if not open_count:
        text = _("No two cards look alike.")
    return {
        "summary": text % {"count": number(open_count)},
        "rows": [[_("Cards compared"), number(card_count)]],
        "next_url": reverse("duplicate_list", args=[matter.slug]),
        "next_label": _("Look at them") if open_count else _("Back to duplicates"),
    }


def stored(reasons: Iterable[Reason]) -> list[str]:
    """Return reasons as a pair keeps them: their codes, no name or number of anybody."""
    return [reason.code for reason in reasons]


def survivors(matter: Matter) -> dict[int, int]:
    """Return, for each card merged into another, the one that remains in the end."""
    merged = matter.model.everyone.exclude(merged_into=None).order_by("pk")
    into: dict[int, int] = dict(merged.values_list("pk", "merged_into"))
    ends = {}
    for pk in into:
        end = pk
        while end in into:
            end = into[end]
        ends[pk] = end
    return ends


def set_apart(matter: Matter) -> set[tuple[int, int]]:
    """Return the pairs somebody said are no duplicates, whoever each was merged into since."""
    ends = survivors(matter)
    decided = matter.pairs.objects.filter(state=S.NOT_DUPLICATE).values_list("first", "second")
    return {ordered(ends.get(first, first), ends.get(second, second)) for first, second in decided}


def store(matter: Matter, found: Iterable[Pair]) -> int:
    """Add the new pairs, renew the open ones, forget open ones that no longer look alike.

    Returns how many are open. What somebody said is no duplicate stays so for ever.
    """
    model = matter.pairs
    apart = set_apart(matter)
    with transaction.atomic():
        kept = {(pair.first_id, pair.second_id): pair for pair in model.objects.all()}
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


def ordered(one: int, other: int) -> tuple[int, int]:
    """Return two primary keys as a pair keeps them, the smaller one first."""
    return (one, other) if one < other else (other, one)
