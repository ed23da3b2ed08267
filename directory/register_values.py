"""What a row of the register writes in the base, of its territory and of its seat."""

from functools import lru_cache
from typing import Any

from directory import titles
from directory.folding import fold
from directory.models import Territory
from directory.register_cells import Body, Seat
from ui.word_index import framed

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
        *where, place = body.values or self.of_body(body)
        *said, title = self.of_seat(seat)
        return (*where, *said, joined_words(title, place))

    def of_body(self, body: Body) -> Values:
        """Give the body its values, and return them: those of its territory, and its words."""
        place = body.place
        unknown = None, place.label, place.code[: 3 if place.code.startswith("97") else 2]
        pk, name, code = self._known.get((place.kind, place.code), unknown)
        if place.kind == Territory.Kind.DEPARTMENT:
            code = place.code
        words = place_words(place.district, name, self._departments.get(code, ""))
        body.values = (pk, place.district[:150], place.district_code[:12], words)
        return body.values  # type: ignore[no-any-return]

    def of_seat(self, seat: Seat) -> Values:
        """Return the values of a seat, and its words."""
        words = title_words(self._kind, seat.function)
        return (*seat[:4], words)


def named(body: Body) -> tuple[str, str, str]:
    """Return kind, code and label of a territory that the official code does not know."""
    place = body.place
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
    place = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(territory).split()
    )
    said = " ".join(filter(None, (fold(district), place)))
    more = [word for word in fold(department).split() if f" {word} " not in f" {said} "]
    return framed(" ".join(filter(None, (said, *more))), 200).lstrip()
