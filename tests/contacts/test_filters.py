import datetime

import pytest

from contacts import people
from contacts.filters import StakeholderFilter
from contacts.models import Organization, Stakeholder
from tests import make


def _names(on=make.TODAY, **query):
    everybody = Stakeholder.objects.order_by("sort_key")
    found = StakeholderFilter(query, queryset=everybody, on=on).qs
    return [person.first_name for person in found]


@pytest.fixture
def three(db):
    """A mayor, a banker, and somebody whose post ended."""
    mayor = people.add_stakeholder(first_name="Maëlle", last_name="A", source_on=make.TODAY)
    make.mandate(mayor)
    banker = people.add_stakeholder(first_name="Yann", last_name="B", source_on=make.TODAY)
    people.add_post(stakeholder=banker, organization=make.bank(), title="Directeur")
    former = people.add_stakeholder(first_name="Soazig", last_name="C", source_on=make.TODAY)
    people.add_post(
        stakeholder=former, organization=make.bank(), title="X", ended_on=datetime.date(2026, 1, 1)
    )
    return mayor, banker, former


def test_people_are_narrowed_by_what_they_are_today(three):
    assert _names(kind="elected") == ["Maëlle"]
    assert _names(kind=Organization.Kind.BANK) == ["Yann"]
    assert _names(kind=Organization.Kind.COMPANY) == []
    assert _names(kind="none") == ["Soazig"]
    assert _names() == ["Maëlle", "Yann", "Soazig"]


def test_people_are_narrowed_by_the_day_today_is(three):
    assert _names(on=datetime.date(2025, 12, 1), kind="bank") == ["Yann", "Soazig"]


def test_people_are_narrowed_by_silence(three, director):
    make.exchange(three[0], director, happened_on=datetime.date(2026, 10, 1))
    make.exchange(three[1], director, happened_on=datetime.date(2026, 3, 1))
    assert _names(silence="3") == ["Yann", "Soazig"]
    assert _names(silence="12") == ["Soazig"]


def test_people_are_narrowed_by_who_follows_them(three, director):
    Stakeholder.objects.filter(pk=three[1].pk).update(referent=director)
    assert _names(referent=str(director.pk)) == ["Yann"]


def test_a_filter_that_does_not_exist_narrows_nothing(three):
    assert _names(kind="martian") == ["Maëlle", "Yann", "Soazig"]
