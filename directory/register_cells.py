"""What the cells of a row of the register say, or why they cannot be read.

Profession and nationality are not read at all.
"""

import datetime
import hashlib
import re
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory import names
from directory.folding import fold
from directory.register_dates import UnreadableDate, birth_date, start_date
from directory.register_places import Place

LONGEST_NAME = 120
# Letters of any alphabet, and what may stand between them. No digit, no sign of a formula.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-()])*")
_ORDINAL = re.compile(r"^(\d+)\s*(?:er|ère|re|ème|eme|e)\b", re.IGNORECASE)


class Refusal(Exception):
    """Why a row cannot be read; its text is shown as it stands, so it names nobody."""


def mark_of(part: str, text: str) -> int:
    """Return the checksum of a part of a row, 64 bits: another one for each part."""
    said = text.encode(errors="surrogatepass")
    return int.from_bytes(
        hashlib.blake2b(said, digest_size=8, person=part.encode()).digest(), "little"
    )


class Name(NamedTuple):
    """A name as it is shown, folded, filed or matched by, and its share of a checksum.

    A reading of a file numbers the names it meets.
    """

    written: str
    folded: str
    key: str
    mark: int
    number: int = 0


class Seat(NamedTuple):
    """The seat of a row: its function, its dates, what two files must agree on, and a checksum.

    A reading of a file numbers the seats it meets.
    """

    function: str
    started_on: str | None
    function_started_on: str | None
    key: str
    mark: int
    number: int = 0


class Birth(NamedTuple):
    """A birth date as ISO writes it, nothing when there is none, and its share of a checksum."""

    day: str
    mark: int


class Body:
    """Where rows sit, its share of a checksum, and what they write of it, worked out once.

    The bodies of a chunk of rows are numbered.
    """

    __slots__ = ("mark", "number", "place", "values")

    def __init__(self, number: int, place: Place) -> None:
        self.number, self.place = number, place
        told = place.kind, place.code, place.district, place.district_code
        self.mark = mark_of("place", "\0".join(told))
        self.values: Any = None


def surname(raw: str) -> Name:
    """Return a surname. Raises Refusal."""
    if raw.isascii() and raw.isalpha() and raw.isupper() and len(raw) <= LONGEST_NAME:
        # Most are one plain word: "MARTIN" is "Martin".
        folded = raw.lower()
        written = raw[:1] + folded[1:]
        return Name(written, folded, folded, mark_of("last", written))
    written = names.surname(_checked(raw))
    folded = _folded(written)
    return Name(written, folded, names.filed(written, folded) or folded, mark_of("last", written))


def given_names(raw: str) -> Name:
    """Return the given names. Raises Refusal."""
    written = names.given_names(_checked(raw))
    folded = _folded(written)
    return Name(written, folded, names.first_given(written), mark_of("first", written))


def _checked(raw: str) -> str:
    """Return a name that may be one. Raises Refusal."""
    name = raw.strip()
    if not name:
        raise Refusal(_("the name or the first name is empty"))
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise _strange()
    return name


def _folded(name: str) -> str:
    """Return the folded name. Raises Refusal when it is made of signs, or of very long letters."""
    folded = fold(name)
    if not 0 < len(folded) <= LONGEST_NAME:
        raise _strange()
    return folded


def _strange() -> Refusal:
    return Refusal(_("the name holds signs that no name holds (a digit, or a spreadsheet formula)"))


def birth(raw: str, on: datetime.date) -> Birth:
    """Return a birth date. Raises Refusal."""
    try:
        day = birth_date(raw.strip(), on)
    except UnreadableDate as error:
        raise Refusal(_("the birth date cannot be read")) from error
    written = day.isoformat() if day else ""
    return Birth(written, mark_of("birth", written))


def seat(kind: str, function: str, started: str, since: str, on: datetime.date) -> Seat:
    """Return the seat that a function and its two dates tell. Raises Refusal."""
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
        raise Refusal(
            _("“%(text)s” is not a possible date for the start of a mandate")
            % {"text": re.sub(r"[^\w/.: -]", "?", text[:20])}
        ) from error
