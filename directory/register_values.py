"""What a row of the register writes in the base, of its territory and of its seat."""

from typing import Any

from directory.models import Territory
from directory.register_rows import Body, search_words

type Values = tuple[Any, ...]


class Places:
    """Gives each body what its rows write: worked out once for all of them."""

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

    def fill(self, body: Body) -> Values:
        """Give the body its values, and return them.

        Key of the territory, None when the official code does not know it; district and its code,
        function, the two dates, key of the seat, search words.
        """
        place, seat = body.place, body.seat
        unknown = None, place.label, place.code[: 3 if place.code.startswith("97") else 2]
        pk, name, code = self._known.get((place.kind, place.code), unknown)
        if place.kind == Territory.Kind.DEPARTMENT:
            code = place.code
        department = self._departments.get(code, "")
        words = search_words(self._kind, seat.function, place.district, name, department)
        values: Values = (
            *(pk, place.district[:150], place.district_code[:12], seat.function),
            *(seat.started_on, seat.function_started_on, seat.key, words),
        )
        body.values = values
        return values


def named(body: Body) -> tuple[str, str, str]:
    """Return kind, code and label of a territory that the official code does not know."""
    place = body.place
    return str(place.kind), place.code, place.label[:200]
