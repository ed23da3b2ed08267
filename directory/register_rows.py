"""Reading the rows of a file of the register: each is either understood or refused with a reason.

Profession and nationality are not read at all.
"""

import csv
import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory import names, titles
from directory.folding import fold
from directory.layouts import Layout
from directory.register_dates import UnreadableDate, birth_date, start_date
from directory.register_file import RegisterFile, cells_of, lines
from directory.register_places import Place, Places
from ui.word_index import framed

LONGEST_NAME = 120
MOST_KEPT = 40_000  # readings of a column kept in memory
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# Letters of any alphabet, and what may stand between them. No digit, no sign of a formula.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-()])*")
_ORDINAL = re.compile(r"^(\d+)\s*(?:er|ère|re|ème|eme|e)\b", re.IGNORECASE)


def mark_of(part: str, text: str) -> int:
    """Return the checksum of a part of a row, 64 bits: another one for each part."""
    said = text.encode(errors="surrogatepass")
    return int.from_bytes(
        hashlib.blake2b(said, digest_size=8, person=part.encode()).digest(), "little"
    )


_BITS, _HALF = (1 << 64) - 1, 1 << 63
_SEXES = {"": 0, "F": mark_of("sex", "F"), "M": mark_of("sex", "M")}


class Name(NamedTuple):
    """A name as it is shown, folded, filed or matched by, and its share of a checksum."""

    written: str
    folded: str
    key: str
    mark: int


class Seat(NamedTuple):
    """The seat of a row: its function, its dates, what two files must agree on, and a checksum."""

    function: str
    started_on: str | None
    function_started_on: str | None
    key: str
    mark: int


class Birth(NamedTuple):
    """A birth date as ISO writes it, nothing when there is none, and its share of a checksum."""

    day: str
    mark: int


class Body:
    """Where a row sits and in which seat; the rows of a body share it, and what is made of it."""

    __slots__ = ("mark", "place", "seat", "values")

    def __init__(self, place: Place, place_mark: int, seat: Seat) -> None:
        self.place, self.seat = place, seat
        self.mark = place_mark + seat.mark
        self.values: Any = None


# A row that was understood, in parts that many rows share: surname, given names, sex, birth, seat.
type Parts = tuple[Name, Name, str, Birth, Body]


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


class _Refusal(Exception):
    """Why a row cannot be read; its text is shown as it stands, so it names nobody."""


def rows_of(file: RegisterFile, *, on: datetime.date, after: int = 0) -> Iterator[Row | RefusedRow]:
    """Yield every row after that line; `on` is the date of the file."""
    for line, read in parts_of(file, on=on, after=after):
        yield RefusedRow(line, read) if isinstance(read, str) else row_of(line, read)


def parts_of(
    file: RegisterFile, *, on: datetime.date, after: int = 0
) -> Iterator[tuple[int, Parts | str]]:
    """Yield the number of each line after that one, with what it says or why it is refused."""
    read = Reader(file.layout, on).read
    separator, width = file.separator, file.layout.width
    for line, text in lines(file.path, file.encoding, after=max(after, file.header_line)):
        cells = text.split(separator)
        try:
            # Nearly all are plain: no quotes, all columns.
            if len(cells) != width or '"' in text or _UNREADABLE in text:
                cells = _cells(file, text)
            yield line, read(cells)
        except _Refusal as refusal:
            yield line, str(refusal)


def keys_of(parts: Parts) -> tuple[str, str, str]:
    """Return what a person is matched and filed by: identity, match key, sort key."""
    last, first, _sex, birth, body = parts
    key = f"{last.key}{names.APART}{first.folded}"[:280]
    if birth.day:
        return f"{last.folded}|{first.folded}|{birth.day}", f"{birth.day}|{first.key}", key
    place = body.place
    return f"{last.folded}|{first.folded}|@{place.kind}:{place.code}", "", key


def digest_of(parts: Parts) -> int:
    """Return the checksum of all that the register keeps of a row, 64 bits.

    The sum of the checksums of its parts, each worked out once for all the rows that share it.
    """
    last, first, sex, birth, body = parts
    total = last.mark + first.mark + birth.mark + body.mark + _SEXES[sex]
    return (total & _BITS) - _HALF


def row_of(line: int, parts: Parts) -> Row:
    """Return the row of that line, with what people and seats are matched by."""
    last, first, sex, birth, body = parts
    identity, match_key, sort_key = keys_of(parts)
    return Row(
        *(line, last.written, first.written, sex, birth.day, identity),
        *(last.folded, first.folded, match_key, sort_key, body.place),
        *body.seat[:-1],
    )


class Reader:
    """Reads the cells of a row. A file says the same things again and again: each is read once."""

    def __init__(self, layout: Layout, on: datetime.date) -> None:
        self._on = on
        self._kind = layout.kind
        self._places = Places(layout)
        at = layout.places
        self._names = at["last_name"], at["first_name"], at["born_on"], at.get("sex", -1)
        said = ("function", "started_on", "function_started_on")
        self._said = tuple(at.get(column, -1) for column in said)
        self._lasts: dict[str, Name] = {}
        self._firsts: dict[str, Name] = {}
        self._births: dict[str, Birth] = {}
        self._seats: dict[tuple[str, ...], Seat] = {}
        self._place: Place | None = None
        self._place_mark = 0
        self._bodies: dict[tuple[str, ...], Body] = {}

    def read(self, cells: list[str]) -> Parts:
        """Return what the cells say. Raises _Refusal."""
        at_last, at_first, at_born, at_sex = self._names
        raw = cells[at_last]
        last = self._lasts.get(raw) or _kept(self._lasts, raw, _surname(raw))
        raw = cells[at_first]
        first = self._firsts.get(raw) or _kept(self._firsts, raw, _given_names(raw))
        place = self._places.of(cells)
        if not place.code:
            raise _Refusal(_("the row does not say which territory it is about"))
        raw = cells[at_born]
        birth = self._births.get(raw) or _kept(self._births, raw, _birth(raw, self._on))
        function, started, since = self._said
        said = (
            cells[function] if function >= 0 else "",
            cells[started] if started >= 0 else "",
            cells[since] if since >= 0 else "",
        )
        if place is not self._place:
            self._place, self._bodies = place, {}
            told = place.kind, place.code, place.district, place.district_code
            self._place_mark = mark_of("place", "\0".join(told))
        body = self._bodies.get(said)
        if body is None:
            seat = self._seats.get(said)
            seat = seat or _kept(self._seats, said, _seat(self._kind, *said, self._on))
            body = _kept(self._bodies, said, Body(place, self._place_mark, seat))
        sex = cells[at_sex] if at_sex >= 0 else ""
        if sex not in _SEXES:
            sex = sex.strip()
            sex = sex if sex in _SEXES else ""
        return last, first, sex, birth, body


def _kept[K, V](known: dict[K, V], key: K, value: V) -> V:
    """Keep what a cell means, while there is room: what is frequent is met early."""
    if len(known) < MOST_KEPT:
        known[key] = value
    return value


def _cells(file: RegisterFile, text: str) -> list[str]:
    if _UNREADABLE in text:
        raise _Refusal(_("a character cannot be read"))
    try:
        cells = cells_of(text, file.separator)
    except csv.Error as error:
        raise _Refusal(_("a quotation mark is left open")) from error
    width = file.layout.width
    if len(cells) == width:
        return cells
    if len(cells) < width:
        raise _Refusal(
            _("the row has %(count)d columns instead of %(width)d")
            % {"count": len(cells), "width": width}
        )
    if any(cell.strip() for cell in cells[width:]):
        raise _Refusal(
            _("the row has %(count)d columns instead of %(width)d")
            % {"count": len(cells), "width": width}
        )
    return cells


def _surname(raw: str) -> Name:
    if raw.isascii() and raw.isalpha() and raw.isupper() and len(raw) <= LONGEST_NAME:
        # Most are one plain word: "MARTIN" is "Martin".
        folded = raw.lower()
        written = raw[:1] + folded[1:]
        return Name(written, folded, folded, mark_of("last", written))
    written = names.surname(_checked(raw))
    folded = fold(written)
    return Name(written, folded, names.sort_key(written, ""), mark_of("last", written))


def _given_names(raw: str) -> Name:
    written = names.given_names(_checked(raw))
    folded = fold(written)
    return Name(written, folded, names.first_given(written), mark_of("first", written))


def _checked(raw: str) -> str:
    """Return a name that may be one. Raises _Refusal."""
    name = raw.strip()
    if not name:
        raise _Refusal(_("the name or the first name is empty"))
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or not fold(name):
        raise _Refusal(
            _("the name holds signs that no name holds (a digit, or a spreadsheet formula)")
        )
    return name


def _birth(raw: str, on: datetime.date) -> Birth:
    """Return a birth date. Raises _Refusal."""
    try:
        day = birth_date(raw.strip(), on)
    except UnreadableDate as error:
        raise _Refusal(_("the birth date cannot be read")) from error
    written = day.isoformat() if day else ""
    return Birth(written, mark_of("birth", written))


def _seat(kind: str, function: str, started: str, since: str, on: datetime.date) -> Seat:
    function = " ".join(function.split())[:150]
    started_on, since_on = _start(started.strip(), on), _start(since.strip(), on)
    agreed = fold(_ORDINAL.sub(r"\1e", function))[:120]
    key = f"{kind}|{agreed}|{started_on or ''}|{since_on or ''}"
    return Seat(function, started_on, since_on, key, mark_of("seat", f"{function}\0{key}"))


def _start(text: str, on: datetime.date) -> str | None:
    try:
        day = start_date(text, on)
        return day.isoformat() if day else None
    except UnreadableDate as error:
        raise _Refusal(
            _("“%(text)s” is not a possible date for the start of a mandate")
            % {"text": re.sub(r"[^\w/.: -]", "?", text[:20])}
        ) from error


def search_words(
    kind: str, function: str, district: str, territory: str, department: str = ""
) -> str:
    """Return the folded words a seat is found by, between two spaces.

    `department` is its name and its code: "Finistère 29".
    """
    return joined_words(
        titles.search_words(kind, function), place_words(district, territory, department)
    )


def joined_words(title: str, place: str) -> str:
    """Return the words of a function and of a place as the column keeps them."""
    return framed(f"{title} {place}".strip(), 400)


@lru_cache(maxsize=1_000)
def place_words(district: str, territory: str, department: str) -> str:
    """Return the folded words of where a seat is; what one name says, another does not repeat."""
    place = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(territory).split()
    )
    said = " ".join(filter(None, (fold(district), place)))
    more = [word for word in fold(department).split() if f" {word} " not in f" {said} "]
    return " ".join(filter(None, (said, *more)))


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
    for _line, read in parts_of(file, on=today):
        if not isinstance(read, str):
            body = read[4]
            territories.add(body.place.code)
            seats.add(body.seat)
    starts = [day for seat in seats for day in (seat.started_on, seat.function_started_on) if day]
    latest = datetime.date.fromisoformat(max(starts)) if starts else None
    return Survey(latest, len(territories))
