"""Gestures made one after the other in the list of grouped changes: told as one line.

Somebody who follows ten people of the register made ten gestures, each to be taken back by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from ui.models import Batch

type Said = Callable[[int], str]

MANY = 3  # as few lines as that are read one by one

_said: dict[str, Said] = {}


@dataclass(frozen=True)
class Line:
    """One gesture, or some of a kind by one person on one day, the latest first."""

    batches: list[Batch]

    @property
    def is_many(self) -> bool:
        """Tell whether it stands for several."""
        return len(self.batches) > 1

    @property
    def one(self) -> Batch:
        """Return the only one, or the latest."""
        return self.batches[0]

    @property
    def first(self) -> Batch:
        """Return the earliest of them."""
        return self.batches[-1]

    @property
    def title(self) -> str:
        """Return what it did, in words."""
        return _said[self.one.kind](len(self.batches)) if self.is_many else self.one.title


def say(kind: str, said: Said) -> None:
    """Name many gestures of this kind in one sentence, given how many there are."""
    _said[kind] = said


def lines(batches: Iterable[Batch]) -> list[Line]:
    """Return these gestures as lines, in their order."""
    found: list[Line] = []
    for (kind, *_rest), some in groupby(batches, key=_apart_by):
        run = list(some)
        if kind in _said and len(run) >= MANY:
            found.append(Line(run))
        else:
            found += [Line([batch]) for batch in run]
    return found


def _apart_by(batch: Batch) -> tuple[object, ...]:
    return batch.kind, batch.owner_id, timezone.localdate(batch.begun_at)
