"""Who of a long file may be somebody the register knows, when it knows few people.

Told without asking the base, from what `matching` goes by, more widely: whoever is not told here
is new for certain. Numbers stand for what is compared (hashes): two that are equal by chance only
make one more row that is compared.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter, or_

from directory.models import RegisterMandate, RegisterPerson, RegisterRespelling, SeatKind
from directory.register_rows import Chunk

MOST = 100_000  # people: kept in memory
TIMES = 4  # so many times as many rows as people, or all are compared
_DAY, _SAID = attrgetter("day"), attrgetter("place.said")
_FOLDED = attrgetter("folded")
_WRITTEN = "folded_last", "folded_first", "born_on"
_MUNICIPAL = SeatKind.MAYOR, SeatKind.MUNICIPAL


@dataclass
class Acquaintances:
    """What rows may share with the people who are there.

    `births`: a birth date and the first word of the given names, anywhere; `days` and `seated`:
    a birth date, or both names, in one body; `undated`: both names, of people without a birth
    date; `names`: both names, for rows without one.
    """

    births: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    seated: set[int] = field(default_factory=set)
    undated: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, kind: str, *, before: int) -> "Acquaintances":
        """Return what the rows of a file of that kind may share with those who were there.

        `before` is the first key of the people of the file itself, of whom some may be written.
        """
        found = cls()
        people = RegisterPerson.objects.filter(pk__lt=before).order_by().values_list(*_WRITTEN)
        for last, first, born in people.iterator():
            found._meet(last, first, born.isoformat() if born else "")
        identities = RegisterRespelling.objects.order_by().values_list("identity", flat=True)
        for identity in identities.iterator():
            last, first, *apart = identity.split("|")
            if len(apart) == 1:  # no row gives another identity
                found._meet(last, first, "" if apart[0].startswith("@") else apart[0])
        kinds = _MUNICIPAL if kind in _MUNICIPAL else (kind,)
        seats = (
            RegisterMandate.objects.filter(kind__in=kinds, person__lt=before)
            .order_by()
            .values_list(
                *(f"person__{column}" for column in _WRITTEN), "territory__kind", "territory__code"
            )
        )
        for last, first, born, place, code in seats.iterator():
            body = f"@{place}:{code}"
            found.seated.add(hash((body, last, first)))
            if born:
                found.days.add(hash((body, born.isoformat())))
        return found

    def _meet(self, last: str, first: str, day: str) -> None:
        self.names.add(hash((last, first)))
        if day:
            self.births.add(hash((day, _word(first))))
        else:
            self.undated.add(hash((last, first)))

    def among(self, chunk: Chunk) -> list[bool]:
        """Tell of each row whether it may be about one of them."""
        days = list(map(_DAY, chunk.births))
        bodies = list(map(_SAID, chunk.bodies))
        lasts, firsts = list(map(_FOLDED, chunk.surnames)), list(map(_FOLDED, chunk.given_names))
        words = {first: _word(first) for first in set(firsts)}
        told = _held(self.births, days, map(words.__getitem__, firsts))
        for others in (
            _held(self.days, bodies, days),
            _held(self.seated, bodies, lasts, firsts),
            _held(self.undated, lasts, firsts),
        ):
            told = map(or_, told, others)
        if all(days):
            return list(told)
        named = _held(self.names, lasts, firsts)
        return [
            is_told or (is_named and not day)
            for is_told, is_named, day in zip(told, named, days, strict=True)
        ]


def _held(known: set[int], *columns: Iterable[str]) -> Iterator[bool]:
    return map(known.__contains__, map(hash, zip(*columns, strict=True)))


def _word(first: str) -> str:
    """Return the first word of folded given names: "jean" of "jean marie", however it is written.

    A match key holds "jean marie" of "Jean-Marie" and "jean" of "Jean Marie".
    """
    return first.partition(" ")[0]
