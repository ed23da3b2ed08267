"""The words of the search indexes: learnt, forgotten, and found one error away."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from rapidfuzz.distance import OSA

from contacts.models import Stakeholder
from directory.search_index import PEOPLE_WORDS
from tests import make
from ui import upkeep, vocabulary, word_index
from ui.models import IndexedWord

pytestmark = pytest.mark.django_db


def person(text):
    values = {"source_on": make.TODAY, "sort_key": text[:200]}
    return Stakeholder.objects.create(**values, search_text=word_index.framed(text, 600))


def words(name="contacts_stakeholder_search"):
    kept = IndexedWord.objects.filter(index_name=name)
    return sorted(kept.values_list("word", flat=True))


def test_the_list_follows_every_write():
    one, other = person("anna kervelech maire 0298"), person("anna le bras maire")
    assert words() == ["0298", "anna", "bras", "kervelech", "maire"]
    Stakeholder.objects.filter(pk=one.pk).update(search_text=" anna kervelec maire ")
    assert words() == ["anna", "bras", "kervelec", "maire"]
    one.delete()
    assert words() == ["anna", "bras", "maire"]
    Stakeholder.objects.filter(pk=other.pk).update(search_text="")
    assert words() == []


def test_odd_text_breaks_no_write():
    person('anna "quoted" back\\slash')
    assert words() == ["anna", "back", "quoted", "slash"]


def test_a_list_that_is_told_keeps_what_it_was_told_until_the_row_goes():
    known = set()
    PEOPLE_WORDS.learn(["guyomarch anne", "py"], known)
    PEOPLE_WORDS.learn(["guyomarch", "elena2"], known)
    told = words("directory_person_search")
    assert {"guyomarch", "anne"} <= set(told)
    assert "py" not in told
    assert known == {"guyomarch", "anne", "elena2"}


@pytest.mark.parametrize(
    "typed",
    ["kervelch", "kervelecch", "kervelach", "kevrelech", "kerveelch", "ervelech", "kerveleh"],
)
def test_one_error_is_forgiven(typed):
    person("kervelech")
    assert vocabulary.neighbours(typed) == ["kervelech"]


@pytest.mark.parametrize(
    "typed", ["kervlch", "kervelech", "keverlche", "kerve1ech", "goff", "", "x" * 90]
)
def test_two_errors_are_not_nor_one_in_a_short_word(typed):
    person("kervelech gof goof")
    assert vocabulary.neighbours(typed) == []


def test_the_likeliest_comes_first():
    person("cartin marti martine martin")
    assert vocabulary.neighbours("martyn") == ["martin"]
    assert vocabulary.neighbours("marton") == ["martin"]
    assert vocabulary.neighbours("martini") == ["martin", "martine"][::-1]
    assert vocabulary.neighbours("partin") == ["cartin", "martin"]


def test_a_word_nobody_knows_is_replaced_by_those_near_it():
    person("kervelech anna martin martine")
    words = [("kervelch",), ("anna",), ("martni",)]
    assert vocabulary.mistyped(words) == [[" kervelech"], ("anna",), [" martin"]]
    assert vocabulary.mistyped([("anna",), ("goff",), ("zzzzzz",), ("marti",)]) is None


def test_a_known_word_may_have_been_typed_for_another():
    person("marie anna maire paris pari")
    assert vocabulary.mistaken([("marie",), ("anna",), ("paris",)]) == [
        [[" maire"], ("anna",), ("paris",)],
        [("marie",), ("anna",), [" pari"]],
    ]


def test_every_list_is_whole_and_made_again_when_it_broke():
    assert upkeep.ensure() == []
    on = "" if connection.vendor == "sqlite" else " ON contacts_stakeholder"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER contacts_stakeholder_search_learnt{on}")
    person("unseen")
    assert words() == []
    assert upkeep.ensure() == ["contacts_stakeholder_search"]
    assert words() == ["unseen"]


LETTERS = "abén"


class Neighbours(TestCase):
    """What the list gives is what comparing with every word gives."""

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.text(LETTERS, min_size=4, max_size=7), min_size=1, max_size=40, unique=True),
        st.text(LETTERS, min_size=5, max_size=7),
    )
    def test_nothing_near_is_missed(self, kept, typed):
        PEOPLE_WORDS.learn(kept)
        near = {one for one in kept if one != typed and OSA.distance(typed, one) <= 1}
        found = vocabulary.neighbours(typed)
        assert set(found) <= near | set(PEOPLE_WORDS.seeds)
        assert len(found) == min(len(near), word_index.MOST_SPELLINGS // 2)
