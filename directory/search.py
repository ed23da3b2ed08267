"""Searching the register by name, function and territory, the same on both engines."""

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from directory.folding import words_of
from directory.models import RegisterMandate, RegisterPerson
from directory.territories import beginning

# Enough to find the best among; more would only tell the reader to be more precise.
CANDIDATES = 200
SHORT = 3


def search(text: str, *, limit: int = 50) -> list[RegisterPerson]:
    """Return the people whose name, functions or territories hold every word, best first.

    First those whose surname begins with what was typed, then the rest in the order of names.
    """
    words = words_of(text)
    if not words:
        return []
    everybody = RegisterPerson.objects.all()
    starting = list(
        everybody.filter(beginning("sort_key", " ".join(words))).order_by("sort_key", "pk")[:limit]
    )
    if len(starting) == limit:
        return starting
    known = {person.pk for person in starting}
    others = everybody.filter(pk__in=[pk for pk in _candidates(words) if pk not in known])
    return (starting + sorted(others, key=lambda person: _order(person, words)))[:limit]


def with_seats(people: QuerySet[RegisterPerson]) -> QuerySet[RegisterPerson]:
    """Return the people with `seats`: their current mandates, territories and editions loaded."""
    return people.prefetch_related(seats())


def is_listed() -> Q:
    """Return the condition of those whose load is complete."""
    return ~Q(search_text="")


def seats() -> Prefetch[str]:
    """Return what gives each person their `seats`: the mandates that nothing replaces."""
    current = RegisterMandate.objects.current().select_related("territory", "last_seen_in")
    return Prefetch("mandates", queryset=current.order_by("pk"), to_attr="seats")


def _order(person: RegisterPerson, words: list[str]) -> tuple[int, str, int]:
    in_name = sum(word in person.sort_key for word in words)
    begins = any(person.sort_key.startswith(word) for word in words)
    return (-2 * in_name - begins, person.sort_key, person.pk)


def _candidates(words: list[str]) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = " ".join(f'"{_piece(word)}"' for word in words)
            cursor.execute(
                "SELECT rowid FROM directory_person_search"
                " WHERE directory_person_search MATCH %s LIMIT %s",
                [wanted, CANDIDATES],
            )
        else:
            likes = " AND ".join(["search_text LIKE %s"] * len(words))
            cursor.execute(
                f"SELECT id FROM directory_registerperson WHERE {likes} LIMIT %s",  # noqa: S608
                [*(f"%{_piece(word)}%" for word in words), CANDIDATES],
            )
        return [row[0] for row in cursor.fetchall()]


def _piece(word: str) -> str:
    """Return what must stand in the text: a short word begins a word, a single letter is one.

    Both indexes know pieces of three characters only; the texts begin and end with a space.
    """
    if len(word) >= SHORT:
        return word
    return f" {word}" if len(word) == SHORT - 1 else f" {word} "
