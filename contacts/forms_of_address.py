"""How one writes to somebody: the salutation of a letter, and the closing that repeats it.

Both come from the highest seat or post held on the day and from the sex, unless another form was
chosen for the person. The titles stand in one table, `data/forms_of_address.toml`. These are words
of a letter: they are French whatever the language of the page.
"""

import datetime
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from contacts import seats
from contacts.models import Mandate, Stakeholder
from directory.folding import fold

TABLE = Path(__file__).parent / "data" / "forms_of_address.toml"
F, M = Stakeholder.Sex.FEMALE, Stakeholder.Sex.MALE
_ORDINAL = re.compile(r"^\d+(?:er|re|e|eme)? ")


@dataclass(frozen=True, kw_only=True)
class Address:
    """How to write to somebody; `seat` is what it follows from, None when nothing does.

    `is_chosen` tells that a form was chosen for this person; `choices` are the usual ones.
    """

    salutation: str
    closing: str
    seat: seats.Seat | None
    is_chosen: bool
    choices: tuple[str, ...]


@cache
def table() -> dict[str, Any]:
    """Return the table of titles and closings."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def salutation(stakeholder: Stakeholder, on: datetime.date) -> str:
    """Return what a letter to this person begins with: "Madame la Maire"."""
    return address(stakeholder, on).salutation


def closing(stakeholder: Stakeholder, on: datetime.date) -> str:
    """Return the last sentence of a letter to this person; it repeats the salutation."""
    return address(stakeholder, on).closing


def address(stakeholder: Stakeholder, on: datetime.date) -> Address:
    """Return how to write to this person on that day; no query after `with_seats(on)`."""
    held = seats.current(stakeholder, on=on)
    found = composed(sex=stakeholder.sex, held=held, chosen=stakeholder.salutation)
    familiar = table()["familiar"].get(stakeholder.sex)
    if familiar is None or not stakeholder.first_name:
        return found
    first = familiar.format(first_name=stakeholder.first_name)
    return replace(found, choices=(*found.choices, first))


def composed(*, sex: str, held: Sequence[seats.Seat], chosen: str = "") -> Address:
    """Return how to write to somebody of this sex who holds these seats and posts.

    A form that was chosen is kept as it is; the closing still honours the seat.
    """
    title, seat = _highest(held)
    usual = _usual(title, sex)
    words = chosen or usual[0]
    formula = table()["closings"][title["closing"] if title else "plain"]
    return Address(
        salutation=words,
        closing=formula.format(salutation=words),
        seat=seat if not chosen and sex in (F, M) else None,
        is_chosen=bool(chosen),
        choices=usual,
    )


def _highest(held: Sequence[seats.Seat]) -> tuple[dict[str, Any] | None, seats.Seat | None]:
    for title in table()["titles"]:
        for seat in held:
            if _fits(title, seat):
                return title, seat
    return None, None


def _fits(title: dict[str, Any], seat: seats.Seat) -> bool:
    kinds, is_elected = title.get("seats"), isinstance(seat, Mandate)
    if isinstance(seat, Mandate) and kinds is not None and seat.kind not in kinds:
        return False
    if (kinds is not None and not is_elected) or (title.get("posts") and is_elected):
        return False
    said = _ORDINAL.sub("", fold(seat.title))
    if not said.startswith(tuple(title.get("title", ("",)))):
        return False
    return not set(title.get("without", ())) & set(said.split())


def _usual(title: dict[str, Any] | None, sex: str) -> tuple[str, ...]:
    """Return the forms one may use, the one to use first."""
    words = table()
    if sex not in (F, M):
        return (words["unknown"],)
    gender = "feminine" if sex == F else "masculine"
    if title is None:
        return (words[gender],)
    return (title[gender], *title.get("also", {}).get(sex, ()), words[gender])
