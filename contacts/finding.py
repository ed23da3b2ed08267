"""Finds people and organizations by a few words, best first; for the search and the pick boxes."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import islice, product
from operator import or_

from contacts import naming, search_index
from contacts.models import Organization, Stakeholder
from directory import names
from directory.folding import fold
from directory.ranking import Asked, Candidate, Ranked, look_for
from directory.territories import beginning
from ui.word_index import LONGEST_WORD, MOST_WORDS, WordIndex, among

READ = 2_000  # characters of what was typed or pasted
FILED = 50
MOST_MEANT = 12  # ways a search may have been meant that are tried


def asked_for(text: str) -> Asked:
    """Return what a text asks for; the digits of a phone number are one word."""
    return Asked(tuple(word[:LONGEST_WORD] for word in naming.words(text[:READ])[:MOST_WORDS]))


def find_people(asked: Asked, *, is_forgiving: bool = False) -> list[Ranked]:
    """Return the keys of the people who answer, best first: neither merged nor erased."""
    if not asked:
        return []
    under = (beginning("sort_key", key) for key in names.filings(asked.words))
    filed = Stakeholder.objects.filter(reduce(or_, under)).order_by("sort_key")
    return look_for(
        asked,
        search_index.STAKEHOLDERS,
        _people,
        first=filed.values_list("pk", flat=True)[:FILED],
        is_forgiving=is_forgiving,
    )


def find_organizations(asked: Asked, *, is_forgiving: bool = False) -> list[Ranked]:
    """Return the keys of the organizations that answer, best first."""
    return look_for(asked, search_index.ORGANIZATIONS, _organizations, is_forgiving=is_forgiving)


def meant(text: str, index: WordIndex) -> str:
    """Return the words a list may have been asked for, when nothing at all holds those typed.

    The list then shows, names and keeps these words: what is done with it is never done with other
    people than it says.
    """
    asked = asked_for(text)
    if not asked or index.keys(asked.exact, 1):
        return ""
    for words in asked.after([]):
        for chosen in islice(product(*words), MOST_MEANT):
            if index.keys([(one,) for one in chosen], 1):
                return " ".join(" ".join(chosen).split())
    return ""


def _people(keys: Sequence[int]) -> Iterable[Candidate]:
    rows = Stakeholder.objects.filter(among(keys)).order_by()
    for pk, first, last, said, key in rows.values_list(
        "pk", "first_name", "last_name", "search_text", "sort_key"
    ):
        yield Candidate(pk, fold(f"{first} {last}"), said, key)


def _organizations(keys: Sequence[int]) -> Iterable[Candidate]:
    rows = Organization.objects.filter(among(keys)).order_by()
    for pk, said, key in rows.values_list("pk", "search_text", "sort_key"):
        yield Candidate(pk, key, said, key)
