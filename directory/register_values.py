"""What a row of the register writes in the base, of its territory and of its seat."""

from functools import lru_cache
from typing import Any

from directory import titles
from directory.folding import fold
from directory.models import Territory
from directory.register_cells import Body, Seat
from directory.register_places import Place
from ui.word_index import framed

_SAINTS = {"st": "saint", "ste": "sainte"}

type Values = tuple[Any, ...]


class Places:
    """Gives each body and each seat what its rows write: worked out once for all of them."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        departments = dict(
            Territory.objects.filter(kind=Territory.Kind.DEPARTMENT).values_list("code", "name")
        )
        self._departments = {code: f"{name} {code}" for code, name in departments.items()}
        found = Territory.objects.values_list("kind", "code", "pk", "name", "department__code")
        self._known = {
            (kind, code): (pk, name, department or "") for kind, code, pk, name, department in found
        }

    def of_row(self, body: Body, seat: Seat) -> Values:
        """Return what a row writes of both.

        Key of the territory, None when the official code does not know it; district and its code,
        function, the two dates, key of the seat, search words.
        """
        if body.values is None:
            body.values = self.of_place(body.place)
        *where, place = body.values
        *said, title = of_seat(self._kind, seat)
        return (*where, *said, joined_words(title, place))

    def of_place(self, place: Place) -> Values:
        """Return the values of a territory and a district, and their words."""
        unknown = None, place.label, place.code[: 3 if place.code.startswith("97") else 2]
        pk, name, code = self._known.get((place.kind, place.code), unknown)
        if place.kind == Territory.Kind.DEPARTMENT:
            code = place.code
        words = place_words(place.district, name, self._departments.get(code, ""))
        return pk, place.district[:150], place.district_code[:12], words


def of_seat(kind: str, seat: Seat) -> Values:
    """Return the values of a seat, and its words."""
    return (*seat[:4], title_words(kind, seat.function))


def named(place: Place) -> tuple[str, str, str]:
    """Return kind, code and label of a territory that the official code does not know."""
    return str(place.kind), place.code, place.label[:200]


def search_words(
    kind: str, function: str, district: str, territory: str, department: str = ""
) -> str:
    """Return the folded words a seat is found by, between two spaces.

    `department` is its name and its code: "Finistère 29".
    """
    return joined_words(title_words(kind, function), place_words(district, territory, department))


def joined_words(title: str, place: str) -> str:
    """Return the words of a function and of a place as the column keeps them.

    The base joins them so, too (`first_tables`).
    """
    return f" {title}{place}"


@lru_cache(maxsize=1_000)
def title_words(kind: str, function: str) -> str:
    """Return the folded words of a function, each before a space."""
    return framed(titles.search_words(kind, function), 200).lstrip()


@lru_cache(maxsize=1_000)
def place_words(district: str, territory: str, department: str) -> str:
    """Return the folded words of where a seat is, each before a space, none of them twice."""
    place = fold(territory)
    if "st" in place:
        place = " ".join(_SAINTS.get(word, word) for word in place.split())
    said = f" {fold(district)} {place} " if district else f" {place} "
    more = [word for word in fold(department).split() if f" {word} " not in said]
    return framed(" ".join([said.strip(), *more]).strip(), 200).lstrip()
