"""Reading a first file into rows to write, in the process that reads: see `first_load`."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import attrgetter
from typing import Any

from django.db import connection

from directory import first_tables, tombstones
from directory.acquaintances import Acquaintances
from directory.models import RegisterLoad, RegisterPerson
from directory.register_cells import Name
from directory.register_file import RegisterFile
from directory.register_places import Place
from directory.register_rows import Chunk, chunks_of, keys_of
from directory.register_values import Places, Values, of_seat
from directory.staging import compared, erased, is_erased, refused

_BITS = (1 << 30) - 1
_NUMBER, _DAY, _CODE = attrgetter("number"), attrgetter("day"), attrgetter("place.code")
_FOLDED_NAME, _KEY = attrgetter("folded"), attrgetter("key")


@dataclass
class Block:
    """Rows as they are read, in the order in which they are passed between processes.

    `staged` are those refused, and those that may be about somebody known, to be compared.
    `tables` are the others: rows of each of the tables they wait in, as tuples, or (the longest
    one, for PostgreSQL) as the text that COPY reads; `bodies` are numbers, each with the place it
    is of and, when that is worked out, what it writes. `suspects`, told with the last rows: the
    people who may be another one, by their identity, and by what one body knows them by.
    """

    last_line: int = 0
    count: int = 0
    tables: dict[str, Any] = field(default_factory=dict)
    staged: list[Values] = field(default_factory=list)
    bodies: list[Values] = field(default_factory=list)
    suspects: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))


@dataclass
class FirstRows:
    """All that is needed to read a first file into rows to write, without asking the base."""

    load: RegisterLoad
    file: RegisterFile
    guard: tombstones.Guard | None
    known: Acquaintances | None
    places: Places
    is_copied: bool

    @classmethod
    def of(cls, load: RegisterLoad, file: RegisterFile, places: Places) -> "FirstRows":
        """Gather it."""
        first = load.first_person or 0
        is_known = RegisterPerson.objects.filter(pk__lt=first).exists()
        known = Acquaintances.of(load.kind, before=first) if is_known else None
        is_copied = connection.vendor == "postgresql"
        return cls(load, file, tombstones.guard(), known, places, is_copied)

    def blocks(self, after: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows after that line: the fields of a Block, some thousands at a time."""
        met = _Met(self.load.first_person or 0)
        for chunk in chunks_of(self.file, on=self.load.published_on, after=after):
            block = Block(chunk.last_line, chunk.count)
            self._fill(block, chunk)
            met.see(chunk)
            yield tuple(vars(block).values())
        yield tuple(vars(Block(self.file.last_line, suspects=met.suspects())).values())

    def _fill(self, block: Block, chunk: Chunk) -> None:
        block.staged = [refused(self.load.pk, *one) for one in chunk.refused]
        if self.guard:
            self._keep_out(block, chunk, self.guard)
        if self.known:
            self._set_apart(block, chunk, self.known)
        # Whoever has less to do: SQLite works in the process that writes.
        of_place = self.places.of_place if self.is_copied else _nothing
        block.bodies = [
            (body.number, of_place(body.place), *_said(body.place)) for body in chunk.new_bodies
        ]
        first = self.load.first_person or 0
        rows = zip(
            map(first.__add__, chunk.lines),
            map(_NUMBER, chunk.surnames),
            map(_NUMBER, chunk.given_names),
            chunk.sexes,
            map(_DAY, chunk.births),
            map(_NUMBER, chunk.bodies),
            map(_NUMBER, chunk.seats),
            chunk.digests(),
            strict=True,
        )
        block.tables = {
            "load_surname": [_told(name) for name in chunk.new_surnames],
            "load_given_names": [_told(name) for name in chunk.new_given_names],
            "load_seat": [(one.number, *of_seat(self.load.kind, one)) for one in chunk.new_seats],
            "load_row": first_tables.copied(rows) if self.is_copied else list(rows),
        }

    def _keep_out(self, block: Block, chunk: Chunk, guard: tombstones.Guard) -> None:
        """Refuse the rows about somebody who was erased."""
        out = []
        for parts in chunk.parts():
            identity, match_key, _sort_key = keys_of(parts)
            out.append(is_erased(guard, identity, match_key, parts[0].folded))
        block.staged += [
            refused(self.load.pk, line, erased()) for line in compress(chunk.lines, out)
        ]
        chunk.keep([not is_out for is_out in out])

    def _set_apart(self, block: Block, chunk: Chunk, known: Acquaintances) -> None:
        """Stage the rows that may be about somebody the register knows."""
        apart = known.among(chunk)
        rows = zip(chunk.lines, chunk.parts(), chunk.digests(), strict=True)
        block.staged += [compared(self.load.pk, self.places, *row) for row in compress(rows, apart)]
        chunk.keep([not is_apart for is_apart in apart])


def _nothing(_place: Place) -> None:
    """Leave it to whoever writes."""


def _said(place: Place) -> Values:
    return str(place.kind), place.code, place.written, place.district, place.district_code


def _told(name: Name) -> Values:
    return name.number, name.written, name.folded, name.key


class _Met:
    """Which people were met, and in which bodies: a number of 30 bits for each row.

    Two rows with one number are about one person, or about two of a hundred in a national file:
    the base is asked about them.
    """

    def __init__(self, first: int) -> None:
        self._first = first
        self._lines = array("I")
        self._numbers = array("I"), array("I")

    def see(self, chunk: Chunk) -> None:
        """Take note of some rows."""
        self._lines.extend(chunk.lines)
        days = list(map(_DAY, chunk.births))
        apart = days
        if not all(days):
            bodies = [body.place.said for body in chunk.bodies]
            apart = [day or body for day, body in zip(days, bodies, strict=True)]
        given = chunk.given_names
        lasts, firsts = map(_FOLDED_NAME, chunk.surnames), map(_FOLDED_NAME, given)
        self._keep(0, zip(lasts, firsts, apart, strict=True))
        self._keep(1, zip(map(_CODE, chunk.bodies), days, map(_KEY, given), strict=True))

    def _keep(self, which: int, told: Iterator[tuple[str, ...]]) -> None:
        self._numbers[which].extend(map(_BITS.__and__, map(hash, told)))

    def suspects(self) -> tuple[list[int], list[int]]:
        """Return the people who share their number with another: by identity, in a body."""
        same, alike = map(self._shared, self._numbers)
        return same, alike

    def _shared(self, numbers: array[int]) -> list[int]:
        shared = {one for one, other in pairwise(sorted(numbers)) if one == other}
        found = compress(self._lines, map(shared.__contains__, numbers))
        return [self._first + line for line in found] if shared else []
