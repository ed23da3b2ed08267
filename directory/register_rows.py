"""Reading the rows of a file of the register: each is either understood or refused with a reason.

Some thousands of rows at a time, column by column: a file says the same things again and again, so
what a cell means is worked out once and looked up afterwards.
"""

import csv
import datetime
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import compress
from operator import add, attrgetter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory import names, register_cells
from directory.layouts import Layout
from directory.register_cells import Birth, Body, Name, Refusal, Seat, mark_of
from directory.register_file import UNREADABLE, RegisterFile, cells_of, line_blocks
from directory.register_places import Place, Places

CHUNK = 16_000
MOST_KEPT = 100_000  # readings of a column kept in memory
_BITS, _HALF = (1 << 64) - 1, 1 << 63
_MARK = attrgetter("mark")
_SEXES = {"": 0, "F": mark_of("sex", "F"), "M": mark_of("sex", "M")}

# Gives the cells of some rows in the column of that place.
type Columns = Callable[[int], Sequence[str]]
# A row that was understood, in parts that many rows share: surname, given names, sex, birth, body,
# seat.
type Parts = tuple[Name, Name, str, Birth, Body, Seat]


class Row(NamedTuple):
    """A row that was understood."""

    line: int
    last_name: str
    first_name: str
    sex: str
    born_on: str
    identity: str
    folded_last: str
    folded_first: str
    match_key: str
    sort_key: str
    place: Place
    function: str
    started_on: str | None
    function_started_on: str | None
    key: str


class RefusedRow(NamedTuple):
    """A row that was not: its line and why, in words for the user."""

    line: int
    reason: str


@dataclass
class Chunk:
    """Rows that follow each other: those that were understood, by columns, and those refused.

    `new_surnames`, `new_given_names` and `new_seats` are those that no chunk before had, in the
    order of their numbers; `new_bodies` all that are named here.
    """

    last_line: int
    lines: list[int] = field(default_factory=list)
    surnames: list[Name] = field(default_factory=list)
    given_names: list[Name] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    births: list[Birth] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    new_surnames: list[Name] = field(default_factory=list)
    new_given_names: list[Name] = field(default_factory=list)
    new_bodies: list[Body] = field(default_factory=list)
    new_seats: list[Seat] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self.lines) + len(self.refused)

    def parts(self) -> Iterator[Parts]:
        """Yield what each row says that was understood."""
        names = self.surnames, self.given_names
        return zip(*names, self.sexes, self.births, self.bodies, self.seats, strict=True)

    def digests(self) -> list[int]:
        """Return the checksum of all that the register keeps of each of these rows, 64 bits.

        The sum of the checksums of its parts, each worked out once for all rows that share it.
        """
        sums: Iterator[int] = map(_SEXES.__getitem__, self.sexes)
        for column in (self.surnames, self.given_names, self.births, self.bodies, self.seats):
            sums = map(add, sums, map(_MARK, column))
        return [(total & _BITS) - _HALF for total in sums]

    def keep(self, kept: list[bool]) -> None:
        """Keep some of the rows that were understood."""
        for name in ("lines", "surnames", "given_names", "sexes", "births", "bodies", "seats"):
            setattr(self, name, list(compress(getattr(self, name), kept)))


def rows_of(file: RegisterFile, *, on: datetime.date) -> Iterator[Row | RefusedRow]:
    """Yield every row, in order; `on` is the date of the file."""
    for chunk in chunks_of(file, on=on):
        read: Iterator[Row | RefusedRow] = map(row_of, chunk.lines, chunk.parts())
        yield from merge(read, chunk.refused, key=attrgetter("line"))


def chunks_of(file: RegisterFile, *, on: datetime.date, after: int = 0) -> Iterator[Chunk]:
    """Yield the rows after that line, some thousands at a time; `on` is the date of the file."""
    reader = Reader(file.layout, on)
    after = max(after, file.header_line)
    for numbers, texts in line_blocks(file.path, file.encoding, after=after, at_most=CHUNK):
        plain = _plain_columns(file, texts)
        if plain is not None:
            yield reader.read(numbers, plain, [])
        else:
            yield reader.read(*_split(file, numbers, texts))


def _plain_columns(file: RegisterFile, texts: list[str]) -> Columns | None:
    """Return the columns of these lines, nothing unless all are plain: no quotes, all columns.

    Nearly all are. They are split at once, with a column more of what stands between two lines.
    """
    separator, width = file.separator, file.layout.width
    whole = f"{separator}\n{separator}".join(texts)
    cells = whole.split(separator)
    between = cells[width :: width + 1]
    if between != ["\n"] * (len(texts) - 1) or '"' in whole or UNREADABLE in whole:
        return None
    return lambda at: cells[at :: width + 1]


def _split(
    file: RegisterFile, numbers: list[int], texts: list[str]
) -> tuple[list[int], Columns, list[RefusedRow]]:
    """Return the lines that have cells, their columns, and the refused ones."""
    kept, rows, refused = [], [], []
    for number, text in zip(numbers, texts, strict=True):
        try:
            rows.append(_cells(file, text))
            kept.append(number)
        except Refusal as refusal:
            refused.append(RefusedRow(number, str(refusal)))
    columns = list(zip(*rows, strict=False))  # cells too many are blank
    return kept, columns.__getitem__, refused


def _cells(file: RegisterFile, text: str) -> list[str]:
    if UNREADABLE in text:
        raise Refusal(_("a character cannot be read"))
    try:
        cells = cells_of(text, file.separator)
    except csv.Error as error:
        raise Refusal(_("a quotation mark is left open")) from error
    width = file.layout.width
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        raise Refusal(
            _("the row has %(count)d columns instead of %(width)d")
            % {"count": len(cells), "width": width}
        )
    return cells


def keys_of(parts: Parts) -> tuple[str, str, str]:
    """Return what a person is matched and filed by: identity, match key, sort key."""
    last, first, _sex, birth, body, _seat = parts
    key = f"{last.key}{names.APART}{first.folded}"[:280]
    if birth.day:
        return f"{last.folded}|{first.folded}|{birth.day}", f"{birth.day}|{first.key}", key
    return f"{last.folded}|{first.folded}|{body.place.said}", "", key


def row_of(line: int, parts: Parts) -> Row:
    """Return the row of that line, with what people and seats are matched by."""
    last, first, sex, birth, body, seat = parts
    identity, match_key, sort_key = keys_of(parts)
    return Row(
        *(line, last.written, first.written, sex, birth.day, identity),
        *(last.folded, first.folded, match_key, sort_key, body.place),
        *seat[:4],
    )


class _Refused(NamedTuple):
    """What stands in the place of a cell that cannot be read."""

    reason: str


class _Readings[K, V](dict[K, V]):
    """What the cells of a column mean; there is room for what is met early, so for the frequent.

    `fresh` are the meanings worked out since it was emptied, `has_refused` tells whether a cell
    could not be read: it is looked at again each time.
    """

    def __init__(self, read: Callable[[K], V]) -> None:
        super().__init__()
        self._read = read
        self.fresh: list[V] = []
        self.has_refused = False

    def __missing__(self, raw: K) -> Any:
        try:
            value = self._read(raw)
        except Refusal as refusal:
            self.has_refused = True
            return _Refused(str(refusal))
        self.fresh.append(value)
        if len(self) < MOST_KEPT:
            self[raw] = value
        return value

    def begin(self) -> None:
        """Begin another chunk."""
        self.fresh, self.has_refused = [], False


class Reader:
    """Reads the cells of rows."""

    def __init__(self, layout: Layout, on: datetime.date) -> None:
        self._on, self._kind = on, layout.kind
        self._places = Places(layout)
        at = layout.places
        self._at = at["last_name"], at["first_name"], at["born_on"]
        self._at_sex = at.get("sex", -1)
        said = ("function", "started_on", "function_started_on")
        self._said = [at.get(column, -1) for column in said]
        self._count = itertools.count(1)
        self._surnames = _Readings(self._surname)
        self._given = _Readings(self._given_names)
        self._births = _Readings(self._birth)
        self._seats = _Readings(self._seat)
        self._sexes = _Readings(_sex)
        self._bodies = _Readings(self._body)

    def read(self, numbers: list[int], columns: Columns, refused: list[RefusedRow]) -> Chunk:
        """Return the rows of those numbers; the refused ones have no cells."""
        last_refused = refused[-1].line if refused else 0
        chunk = Chunk(max(numbers[-1] if numbers else 0, last_refused), refused=refused)
        readings: Any = (self._surnames, self._given, self._bodies, self._births, self._seats)
        for one in readings:
            one.begin()
        self._bodies.clear()  # the rows of a body follow each other
        if numbers:
            chunk.lines = numbers
            self._fill(chunk, columns)
        if any(one.has_refused for one in readings):
            _take_out(chunk)
        chunk.new_surnames, chunk.new_given_names = self._surnames.fresh, self._given.fresh
        chunk.new_bodies, chunk.new_seats = self._bodies.fresh, self._seats.fresh
        return chunk

    def _fill(self, chunk: Chunk, columns: Columns) -> None:
        last, first, born = self._at
        chunk.surnames = list(map(self._surnames.__getitem__, columns(last)))
        chunk.given_names = list(map(self._given.__getitem__, columns(first)))
        chunk.births = list(map(self._births.__getitem__, columns(born)))
        nothing = ("",) * len(chunk.lines)
        sexes = columns(self._at_sex) if self._at_sex >= 0 else nothing
        chunk.sexes = list(map(self._sexes.__getitem__, sexes))
        where = [columns(at) for at in self._places.columns] or [nothing]
        said = [columns(at) if at >= 0 else nothing for at in self._said]
        chunk.bodies = list(map(self._bodies.__getitem__, zip(*where, strict=True)))
        chunk.seats = list(map(self._seats.__getitem__, zip(*said, strict=True)))

    def _surname(self, raw: str) -> Name:
        return register_cells.surname(raw)._replace(number=next(self._count))

    def _given_names(self, raw: str) -> Name:
        return register_cells.given_names(raw)._replace(number=next(self._count))

    def _birth(self, raw: str) -> Birth:
        return register_cells.birth(raw, self._on)

    def _seat(self, said: tuple[str, ...]) -> Seat:
        function, started, since = said
        seat = register_cells.seat(self._kind, function, started, since, self._on)
        return seat._replace(number=next(self._count))

    def _body(self, cells: tuple[str, ...]) -> Body:
        place = self._places.of(cells)
        if not place.code:
            raise Refusal(_("the row does not say which territory it is about"))
        return Body(len(self._bodies.fresh), place)


def _sex(raw: str) -> str:
    sex = raw.strip()
    return sex if sex in _SEXES else ""


def _take_out(chunk: Chunk) -> None:
    """Refuse the rows of which a cell could not be read."""
    columns: Any = (chunk.surnames, chunk.given_names, chunk.bodies, chunk.births, chunk.seats)
    reasons = [
        next((one.reason for one in cells if isinstance(one, _Refused)), "")
        for cells in zip(*columns, strict=True)
    ]
    refused = [RefusedRow(line, why) for line, why in zip(chunk.lines, reasons, strict=True) if why]
    chunk.refused = sorted([*chunk.refused, *refused])
    chunk.keep([not why for why in reasons])


@dataclass(frozen=True)
class Survey:
    """What a file holds, seen without keeping it: its latest date, how many territories."""

    latest_on: datetime.date | None
    territory_count: int


def survey(file: RegisterFile) -> Survey:
    """Return what the file holds. It was not published before its latest start of a mandate."""
    today = datetime.datetime.now(datetime.UTC).date()
    seats: set[Seat] = set()
    territories: set[str] = set()
    for chunk in chunks_of(file, on=today):
        seats.update(chunk.new_seats)
        territories.update(body.place.code for body in set(chunk.bodies))
    starts = [day for seat in seats for day in (seat.started_on, seat.function_started_on) if day]
    latest = datetime.date.fromisoformat(max(starts)) if starts else None
    return Survey(latest, len(territories))
