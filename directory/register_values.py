"""What a row of the register writes in the base, of its territory and of its seat."""

from typing import Any

from directory import titles
from directory.models import Territory
from directory.register_places import Place
from directory.register_rows import Body, joined_words, place_words

type Values = tuple[Any, ...]


class Places:
    """Gives each body what its rows write: worked out once for all of them."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        departments = dict(
            Territory.objects.filter(kind=Territory.Kind.DEPARTMENT).values_list("code", "name")
        )
        self._departments = {code: f"{name} {code}" for code, name in departments.items()}
        self._place: Place | None = None
        self._where: Values = ()
        found = Territory.objects.values_list("kind", "code", "pk", "name", "department__code")
        self._known = {
            (kind, code): (pk, name, department or "") for kind, code, pk, name, department in found
        }

    def fill(self, body: Body) -> Values:
        """Give the body its values, and return them.

        Key of the territory, None when the official code does not know it; district and its code,
        function, the two dates, key of the seat, search words.
        """
        if body.place is not self._place:
            self._place, self._where = body.place, self._found(body.place)
        *where, said = self._where
        function, started_on, since_on, key, _mark = body.seat
        words = joined_words(titles.search_words(self._kind, function), said)
        values: Values = (*where, function, started_on, since_on, key, words)
        body.values = values
        return values

    def _found(self, place: Place) -> Values:
        """Return key of the territory, district and its code, and the words of the place."""
        unknown = None, place.label, place.code[: 3 if place.code.startswith("97") else 2]
        pk, name, code = self._known.get((place.kind, place.code), unknown)
        if place.kind == Territory.Kind.DEPARTMENT:
            code = place.code
        department = self._departments.get(code, "")
        words = place_words(place.district, name, department)
        return pk, place.district[:150], place.district_code[:12], words


def named(body: Body) -> tuple[str, str, str]:
    """Return kind, code and label of a territory that the official code does not know."""
    place = body.place
    return str(place.kind), place.code, place.label[:200]
