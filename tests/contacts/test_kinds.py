import datetime

import pytest
from django.utils import translation

from contacts import kinds
from contacts.models import ELECTED, NOBODY_TODAY, Stakeholder
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


def _found(kind):
    return list(Stakeholder.objects.of_kind(kind, make.TODAY))


def test_somebody_may_be_of_several_kinds_at_once():
    both = make.stakeholder(sex="F")
    make.mandate(both)
    make.post(both, make.bank())
    assert kinds.kinds_of(both, make.TODAY) == [ELECTED, "bank"]
    assert kinds.words(both, make.TODAY) == ["élue", "banque"]
    assert _found(ELECTED) == _found("bank") == [both]
    assert _found("media") == _found(NOBODY_TODAY) == []


def test_what_has_ended_or_not_begun_makes_no_kind():
    former = make.stakeholder(sex="M")
    make.mandate(former, ended_on=make.TODAY)
    make.post(former, make.bank(), started_on=make.TODAY + datetime.timedelta(days=4000))
    assert kinds.kinds_of(former, make.TODAY) == [NOBODY_TODAY]
    assert _found(NOBODY_TODAY) == [former]
    assert _found(ELECTED) == _found("bank") == []


@pytest.mark.parametrize(("sex", "word"), [("F", "élue"), ("M", "élu"), ("", "élu·e")])
def test_the_word_agrees_with_the_person(sex, word):
    official = make.stakeholder(sex=sex)
    make.mandate(official)
    assert kinds.words(official, make.TODAY) == [word]


def test_the_list_costs_no_query_more_per_person(django_assert_num_queries):
    for number in range(3):
        person = make.stakeholder(last_name=f"N{number}")
        make.post(person, make.bank(f"B{number}"))
    people = list(Stakeholder.objects.with_seats(make.TODAY).with_kinds())
    with django_assert_num_queries(0):
        assert [kinds.kinds_of(one, make.TODAY) for one in people] == [["bank"]] * 3
