"""Reading the rows of a file of the register: each is either understood or refused with a reason.

Profession and nationality are not read at all.
"""

import csv
import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory import names, titles
from directory.folding import fold
from directory.register_dates import UnreadableDate, birth_date, start_date
from directory.register_file import RegisterFile, cells_of, lines
from directory.register_places import Place, place_of

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
    accent_count: int
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
    for line, text in lines(file.path, file.encoding, after=max(after, file.header_line)):
        try:
            yield _row(file, line, _cells(file, text), on)
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


def _row(file: RegisterFile, line: int, cells: list[str], on: datetime.date) -> Row:
    places = file.layout.places

    def read(column: str) -> str:
        index = places.get(column)
        return cells[index].strip() if index is not None else ""

    last_name, first_name = _names(read("last_name"), read("first_name"))
    place = place_of(file.layout, cells)
    if not place.code:
        raise _Refusal(_("the row does not say which territory it is about"))
    try:
        born_on = birth_date(read("born_on"), on)
    except UnreadableDate as error:
        raise _Refusal(_("the birth date cannot be read")) from error
    started_on = _start(read("started_on"), on)
    function_started_on = _start(read("function_started_on"), on)
    function = " ".join(read("function").split())[:150]
    folded_last, folded_first = fold(last_name), fold(first_name)
    birth = born_on.isoformat() if born_on else ""
    return Row(
        line=line,
        last_name=last_name,
        first_name=first_name,
        sex=_sex(read("sex")),
        born_on=born_on,
        identity=f"{folded_last}|{folded_first}|{birth or f'@{place.kind}:{place.code}'}",
        folded_last=folded_last,
        folded_first=folded_first,
        match_key=f"{birth}|{_given(first_name)}" if birth else "",
        sort_key=names.sort_key(last_name, first_name),
        accent_count=_accents(last_name) + _accents(first_name),
        place=place,
        function=function,
        started_on=started_on,
        function_started_on=function_started_on,
        key=f"{file.layout.kind}|{_function_key(function)}"
        f"|{started_on or ''}|{function_started_on or ''}",
    )


@lru_cache(maxsize=200_000)
def _written(raw: str, *, is_surname: bool) -> str:
    """Return a name as French writes it, or nothing when it is not a name."""
    if len(raw) > LONGEST_NAME or not _NAME.fullmatch(raw) or not fold(raw):
        return ""
    return names.surname(raw) if is_surname else names.given_names(raw)


def _names(last_name: str, first_name: str) -> tuple[str, str]:
    if not last_name or not first_name:
        raise _Refusal(_("the name or the first name is empty"))
    last = _written(last_name, is_surname=True)
    first = _written(first_name, is_surname=False)
    if not last or not first:
        raise _Refusal(
            _("the name holds signs that no name holds (a digit, or a spreadsheet formula)")
        )
    return last, first


def _start(text: str, on: datetime.date) -> datetime.date | None:
    try:
        return start_date(text, on)
    except UnreadableDate as error:
        raise _Refusal(
            _("“%(text)s” is not a possible date for the start of a mandate")
            % {"text": re.sub(r"[^\w/.: -]", "?", text[:20])}
        ) from error


def _sex(code: str) -> str:
    return code if code in ("F", "M") else ""


@lru_cache(maxsize=100_000)
def _given(first_name: str) -> str:
    """Return the first of the given names, folded: "Jean-Marie Joseph" is "jean marie"."""
    return fold(first_name.split(" ", maxsplit=1)[0])[:60]


@lru_cache(maxsize=200_000)
def _accents(name: str) -> int:
    return sum(not letter.isascii() and letter != names.APOSTROPHE for letter in name)


@lru_cache(maxsize=5_000)
def _function_key(function: str) -> str:
    """Return what two files must agree on for the same function."""
    return fold(_ORDINAL.sub(r"\1e", function))[:120]


@lru_cache(maxsize=50_000)
def search_words(kind: str, function: str, district: str, territory: str) -> str:
    """Return the folded words a seat is found by, between two spaces."""
    place = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(territory).split()
    )
    words = (titles.search_words(kind, function), fold(district), place)
    return f" {' '.join(word for word in words if word)} "[:400]


def latest_start(file: RegisterFile) -> datetime.date | None:
    """Return the latest start of a mandate or function in the file: it is not older than that."""
    columns = [
        file.layout.places[column]
        for column in ("started_on", "function_started_on")
        if column in file.layout.places
    ]
    latest: datetime.date | None = None
    today = datetime.datetime.now(datetime.UTC).date()
    for _line, text in lines(file.path, file.encoding, after=file.header_line):
        try:
            cells = cells_of(text, file.separator)
        except csv.Error:
            continue
        for column in columns:
            try:
                day = start_date(cells[column].strip() if column < len(cells) else "", today)
            except UnreadableDate:
                continue
            if day is not None and (latest is None or day > latest):
                latest = day
    return latest
