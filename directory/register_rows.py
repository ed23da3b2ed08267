"""Reading the rows of a file of the register: each is either understood or refused with a reason.

Profession and nationality are not read at all.
"""

import csv
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory import names, titles
from directory.folding import fold
from directory.layouts import Layout
from directory.register_dates import UnreadableDate, birth_date, start_date
from directory.register_file import RegisterFile, cells_of, lines
from directory.register_places import Place, Places

LONGEST_NAME = 120
# Letters of any alphabet, and what may stand between them. No digit, no sign of a formula.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-()])*")
_ORDINAL = re.compile(r"^(\d+)\s*(?:er|ère|re|ème|eme|e)\b", re.IGNORECASE)


class Row(NamedTuple):
    """A row that was understood."""

    line: int
    last_name: str
    first_name: str
    sex: str
    born_on: datetime.date | None
    identity: str
    folded_last: str
    folded_first: str
    match_key: str
    sort_key: str
    place: Place
    function: str
    started_on: datetime.date | None
    function_started_on: datetime.date | None
    key: str


class RefusedRow(NamedTuple):
    """A row that was not: its line and why, in words for the user."""

    line: int
    reason: str


class _Refusal(Exception):
    """Why a row cannot be read; its text is shown as it stands, so it names nobody."""


def rows_of(file: RegisterFile, *, on: datetime.date, after: int = 0) -> Iterator[Row | RefusedRow]:
    """Yield every row after that line; `on` is the date of the file."""
    places = Places(file.layout)
    for line, text in lines(file.path, file.encoding, after=max(after, file.header_line)):
        try:
            cells = _cells(file, text)
            yield _row(file.layout, line, cells, places.of(cells), on)
        except _Refusal as refusal:
            yield RefusedRow(line, str(refusal))


def _cells(file: RegisterFile, text: str) -> list[str]:
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise _Refusal(_("a character cannot be read"))
    try:
        cells = cells_of(text, file.separator)
    except csv.Error as error:
        raise _Refusal(_("a quotation mark is left open")) from error
    width = file.layout.width
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


def _row(layout: Layout, line: int, cells: list[str], place: Place, on: datetime.date) -> Row:
    at = layout.places
    last = _surname(cells[at["last_name"]])
    first = _given_names(cells[at["first_name"]])
    if not place.code:
        raise _Refusal(_("the row does not say which territory it is about"))
    try:
        born_on = birth_date(cells[at["born_on"]].strip(), on)
    except UnreadableDate as error:
        raise _Refusal(_("the birth date cannot be read")) from error
    seat = _seat(
        layout.kind,
        cells[at["function"]] if "function" in at else "",
        cells[at["started_on"]] if "started_on" in at else "",
        cells[at["function_started_on"]] if "function_started_on" in at else "",
        on,
    )
    birth = born_on.isoformat() if born_on else ""
    sex = cells[at["sex"]].strip() if "sex" in at else ""
    return Row(
        line=line,
        last_name=last.written,
        first_name=first.written,
        sex=sex if sex in ("F", "M") else "",
        born_on=born_on,
        identity=f"{last.folded}|{first.folded}|{birth or f'@{place.kind}:{place.code}'}",
        folded_last=last.folded,
        folded_first=first.folded,
        match_key=f"{birth}|{first.key}" if birth else "",
        sort_key=f"{last.key} {first.folded}"[:280],
        place=place,
        function=seat.function,
        started_on=seat.started_on,
        function_started_on=seat.function_started_on,
        key=seat.key,
    )


class _Written(NamedTuple):
    """A name as it is shown, folded, and filed or matched by."""

    written: str
    folded: str
    key: str


@lru_cache(maxsize=30_000)
def _surname(raw: str) -> _Written:
    written = names.surname(_checked(raw))
    folded = fold(written)
    return _Written(written, folded, names.sort_key(written, ""))


@lru_cache(maxsize=30_000)
def _given_names(raw: str) -> _Written:
    written = names.given_names(_checked(raw))
    folded = fold(written)
    return _Written(written, folded, names.first_given(written))


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


class _Seat(NamedTuple):
    """The seat of a row: its function, its dates, and what two files must agree on for it."""

    function: str
    started_on: datetime.date | None
    function_started_on: datetime.date | None
    key: str


@lru_cache(maxsize=30_000)
def _seat(kind: str, function: str, started: str, since: str, on: datetime.date) -> _Seat:
    function = " ".join(function.split())[:150]
    started_on, since_on = _start(started.strip(), on), _start(since.strip(), on)
    agreed = fold(_ORDINAL.sub(r"\1e", function))[:120]
    key = f"{kind}|{agreed}|{started_on or ''}|{since_on or ''}"
    return _Seat(function, started_on, since_on, key)


def _start(text: str, on: datetime.date) -> datetime.date | None:
    try:
        return start_date(text, on)
    except UnreadableDate as error:
        raise _Refusal(
            _("“%(text)s” is not a possible date for the start of a mandate")
            % {"text": re.sub(r"[^\w/.: -]", "?", text[:20])}
        ) from error


@lru_cache(maxsize=20_000)
def search_words(kind: str, function: str, district: str, territory: str) -> str:
    """Return the folded words a seat is found by, between two spaces."""
    place = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(territory).split()
    )
    words = (titles.search_words(kind, function), fold(district), place)
    return f" {' '.join(word for word in words if word)} "[:400]


@dataclass(frozen=True)
class Survey:
    """What a file holds, seen without keeping it: its latest date, how many territories."""

    latest_on: datetime.date | None
    territory_count: int


def survey(file: RegisterFile) -> Survey:
    """Return what the file holds. It was not published before its latest start of a mandate."""
    today = datetime.datetime.now(datetime.UTC).date()
    latest: datetime.date | None = None
    territories: set[str] = set()
    for row in rows_of(file, on=today):
        if isinstance(row, RefusedRow):
            continue
        territories.add(row.place.code)
        for day in (row.started_on, row.function_started_on):
            if day is not None and (latest is None or day > latest):
                latest = day
    return Survey(latest, len(territories))
