"""Rows that say what the register knows already, word for word: only that they were seen is kept.

`RegisterMandate.digest` is a checksum of the row that last wrote a mandate. It is set only while
the person is shown as that row writes them (`applying`), so that a row with the same checksum
changes nothing but the edition its mandate was last seen in. A file of the next quarter is mostly
such rows.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db import connection
from django.db.models import QuerySet

from directory.models import RegisterLoad, RegisterMandate, StagedSightings

AT_ONCE = 20_000


@dataclass
class KnownRows:
    """The checksums of the mandates of a kind, and the line each was met on in this file."""

    digests: array[int] = field(default_factory=lambda: array("q"))
    mandates: array[int] = field(default_factory=lambda: array("q"))
    lines: array[int] = field(default_factory=lambda: array("I"))

    @classmethod
    def of(cls, kind: str) -> "KnownRows":
        """Read the checksums of that kind."""
        known = cls()
        rows = RegisterMandate.objects.filter(kind=kind, digest__isnull=False).order_by("digest")
        found = rows.values_list("digest", "pk").iterator(chunk_size=AT_ONCE)
        for some in batched(found, AT_ONCE, strict=False):
            digests, mandates = zip(*some, strict=True)
            known.digests.extend(digests)
            known.mandates.extend(mandates)
        known.lines = array("I", bytes(4 * len(known.digests)))
        return known

    def find(self, digest: int) -> int:
        """Return the place of the mandate with this checksum, -1 when there is none."""
        place = bisect_left(self.digests, digest)
        return place if place < len(self.digests) and self.digests[place] == digest else -1

    def see(
        self, lines: list[int], places: list[int]
    ) -> tuple[tuple[list[int], list[int]], list[tuple[int, int]]]:
        """Take note of the rows found in these places; -1 is none.

        Returns lines and mandates of those, and which repeat one before: both lines.
        """
        seen: tuple[list[int], list[int]] = [], []
        repeated = []
        for line, place in zip(lines, places, strict=True):
            if place < 0:
                continue
            if first := self.lines[place]:
                repeated.append((line, first))
                continue
            self.lines[place] = line
            seen[0].append(line)
            seen[1].append(self.mandates[place])
        return seen, repeated

    def recall(self, load: RegisterLoad) -> None:
        """Take note of what was met before this process took over."""
        places = {pk: place for place, pk in enumerate(self.mandates)}
        for mandate, line in met(load):
            if mandate in places:
                self.lines[places[mandate]] = line


def keep(load: RegisterLoad, lines: list[int], mandates: list[int]) -> None:
    """Keep the mandates met in a chunk, and the lines on which."""
    if lines:
        StagedSightings.objects.create(
            load=load, lines=json.dumps(lines), mandates=json.dumps(mandates), count=len(lines)
        )


def met(load: RegisterLoad) -> Iterator[tuple[int, int]]:
    """Yield each mandate that was met, with its line."""
    for seen in _chunks(load).iterator(chunk_size=1):
        yield from zip(json.loads(seen.mandates), json.loads(seen.lines), strict=True)


def lines_of(load: RegisterLoad, mandates: Iterable[int]) -> dict[int, int]:
    """Return the line each of these mandates was met on, for those that were."""
    wanted = set(mandates)
    found: dict[int, int] = {}
    for seen in _chunks(load).iterator(chunk_size=1) if wanted else ():
        here = json.loads(seen.mandates)
        if not wanted.isdisjoint(here):
            pairs = zip(here, json.loads(seen.lines), strict=True)
            found |= {mandate: line for mandate, line in pairs if mandate in wanted}
    return found


def mandates_met(load: RegisterLoad) -> array[int]:
    """Return the keys of the mandates that were met, in their order."""
    keys: list[int] = []
    for seen in _chunks(load).defer("lines").iterator(chunk_size=1):
        keys += json.loads(seen.mandates)
    keys.sort()
    return array("q", keys)


def _chunks(load: RegisterLoad) -> QuerySet[StagedSightings]:
    return StagedSightings.objects.filter(load=load).order_by("pk")


def values(keys: list[int]) -> str | list[int]:
    """Return the value of the condition `among`."""
    return json.dumps(keys) if connection.vendor == "sqlite" else keys


def among() -> str:
    """Return the condition "is one of these", its value being that of `values`."""
    if connection.vendor == "sqlite":
        return "IN (SELECT value FROM json_each(%s))"
    # Goes through the index in its order; what is read out of JSON is looked up one by one.
    return "= ANY(%s)"
