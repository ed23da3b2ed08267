"""The pairs to look at, those still alike, with their reasons; and what is decided of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from contacts import comparing, scanning, seats
from contacts.likeness import THRESHOLD, Reason
from contacts.matters import MATTERS, Matter
from contacts.models import DuplicatePair
from ui import undo

UNDO = "contacts.alike"
S = DuplicatePair.State


@dataclass(frozen=True)
class Alike:
    """Two cards as they look today; `kept` is the one proposed to keep."""

    kept: Any
    other: Any
    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_alike(self) -> bool:
        """Tell whether they still look alike: either may have been edited since the scan."""
        return self.score >= THRESHOLD


def open_pairs(matter: Matter) -> Any:
    """Return the pairs nobody decided about, of cards that are both still there."""
    there = {"first__merged_into": None, "second__merged_into": None}
    if matter.is_people:
        there |= {"first__erased_at": None, "second__erased_at": None}
    return matter.pairs.objects.open().filter(**there)


def looked_at(matter: Matter, pairs: Iterable[DuplicatePair], *, on: datetime.date) -> list[Alike]:
    """Return the pairs of a page that still look alike, with their reasons, in a few queries."""
    both = [(pair.first_id, pair.second_id) for pair in pairs]
    mine = matter.model.objects.filter(pk__in={key for pair in both for key in pair})
    cards = {card.pk: card for card in matter.read(mine)}
    rows = {row.pk: row for row in matter.with_lines(mine, on)}
    apart = scanning.set_apart(matter) if both else set()
    found = []
    for first, second in both:
        if first in rows and second in rows and (first, second) not in apart:
            alike = matter.compare(cards[first], cards[second])
            one, two = rows[first], rows[second]
            kept, other = (one, two) if comparing.is_first(one, two) else (two, one)
            found.append(Alike(kept, other, alike.score, alike.reasons))
    return [pair for pair in found if pair.is_alike]


def compare(matter: Matter, kept: Any, other: Any) -> Alike:
    """Return how two cards look today, whichever way they came together."""
    cards = {
        card.pk: card
        for card in matter.read(matter.model.everyone.filter(pk__in=[kept.pk, other.pk]))
    }
    alike = matter.compare(cards[kept.pk], cards[other.pk])
    return Alike(kept, other, alike.score, alike.reasons)


def say_apart(matter: Matter, one: Any, other: Any, *, author: Any) -> DuplicatePair:
    """Remember for ever that these two are not one."""
    first, second = scanning.ordered(one.pk, other.pk)
    pair: DuplicatePair
    pair, _is_new = matter.pairs.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={
            "state": S.NOT_DUPLICATE,
            "decided_by": author,
            "decided_at": timezone.now(),
        },
    )
    return pair


def take_back(request: HttpRequest, *, matter: str, pk: int) -> str:
    """Put a pair said to be no duplicate back among those to look at; return its page."""
    require(request, Permission.EDIT_PEOPLE)
    pairs = MATTERS[matter].pairs.objects
    pair = pairs.filter(pk=pk, state=S.NOT_DUPLICATE).first()
    if pair is None:
        raise undo.CannotUndo(_("Something else was decided of these two since."))
    pair.state, pair.decided_by, pair.decided_at = S.OPEN, None, None
    pair.save()
    return reverse("duplicate_pair", args=[matter, pair.first_id, pair.second_id])


def next_address(matter: Matter, *, on: datetime.date) -> str:
    """Return the page of the next pair to look at, or of the list when there is none."""
    for pair in open_pairs(matter).order_by("-score", "pk")[:20]:
        for alike in looked_at(matter, [pair], on=on):
            return reverse("duplicate_pair", args=[matter.slug, alike.kept.pk, alike.other.pk])
    return reverse("duplicate_list", args=[matter.slug])


def lines_of(matter: Matter, card: Any, *, on: datetime.date) -> list[str]:
    """Return what a card is, in a line or two: the seats of a person, the kind of an office."""
    if matter.is_people:
        return [seat.line for seat in seats.current(card, on=on)]
    place = f" · {card.territory}" if card.territory else ""
    return [f"{card.get_kind_display()}{place}"]
