"""Searching the register by name, function and territory, the same on both engines.

Where they differ is `ui.word_index`. Names that begin with what was typed are read from the index
of names, in their order; of all the others that hold the words, at most `ranking.CANDIDATES` are
weighed: limited first, ordered afterwards. When more hold them ("conseiller municipal"), those are
weighed in which words begin so, the people first loaded before the others.
"""

from collections.abc import Iterable, Sequence

from django.db.models import BigIntegerField, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from directory.models import RegisterLoad, RegisterMandate, RegisterPerson
from directory.names import filings
from directory.ranking import Asked, Candidate, Ranked, look_for, rank
from directory.search_index import PEOPLE
from directory.territories import beginning
from ui.word_index import among

BEYOND = 2**62  # no key is as large


def search(text: str, *, limit: int = 50) -> list[RegisterPerson]:
    """Return the people whose name, functions or territories hold every word, best first."""
    found = ranked(Asked.of(text), limit=limit)[:limit]
    people = RegisterPerson.objects.in_bulk([one.pk for one in found])
    return [people[one.pk] for one in found if one.pk in people]


def ranked(asked: Asked, *, limit: int = 50) -> list[Ranked]:
    """Return the keys of the people who answer, best first, with what they are worth."""
    filed = _beginning(asked, limit)
    if len(filed) >= limit:
        return rank(asked, asked.exact, _described(filed))
    return look_for(asked, PEOPLE, _described, first=filed)


def with_seats(people: QuerySet[RegisterPerson]) -> QuerySet[RegisterPerson]:
    """Return the people with `seats`: their current mandates, territories and editions loaded."""
    return people.prefetch_related(seats())


def is_listed() -> Q:
    """Return the condition of those whose load is complete."""
    loading = RegisterLoad.objects.filter(first_person__isnull=False).order_by("first_person")
    first = Subquery(loading.values("first_person")[:1])
    return ~Q(search_text="") & Q(
        pk__lt=Coalesce(first, Value(BEYOND), output_field=BigIntegerField())
    )


def seats() -> Prefetch[str]:
    """Return what gives each person their `seats`: the mandates that nothing replaces."""
    current = RegisterMandate.objects.current().select_related("territory", "cohort__last_seen_in")
    return Prefetch("mandates", queryset=current.order_by("pk"), to_attr="seats")


def _beginning(asked: Asked, limit: int) -> list[int]:
    """Return those filed under what was typed, whichever of its words are the surname."""
    if not asked:
        return []
    people = RegisterPerson.objects.filter(is_listed()).order_by("sort_key", "pk")
    found: dict[int, None] = {}
    for key in filings(asked.words):
        under = people.filter(beginning("sort_key", key)).values_list("pk", flat=True)
        found |= dict.fromkeys(under[:limit])
    return list(found)


def _described(keys: Sequence[int]) -> Iterable[Candidate]:
    rows = RegisterPerson.objects.filter(is_listed(), among(keys)).order_by()
    for pk, first, last, said, key in rows.values_list(
        "pk", "folded_first", "folded_last", "search_text", "sort_key"
    ):
        yield Candidate(pk, f"{first} {last}", said, key)
