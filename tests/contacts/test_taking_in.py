"""Many people of the register taken in at once: what one by one would have written."""

import datetime
from typing import Any

import pytest

from contacts import following, taking_in
from contacts.models import Mandate, Stakeholder
from directory.models import RegisterPerson, SeatKind
from tests import make
from tests.contacts import register
from tests.contacts.test_turnover import OLD, SPRING
from ui import batches
from ui.models import Batch

pytestmark = pytest.mark.django_db
LATER = SPRING + datetime.timedelta(days=90)
COST = 27  # queries, however many people


def begun(owner: Any) -> Batch:
    return batches.begin(kind="x", title="x", owner=owner, permission="accounts.edit_people")


def rows(model: Any, *names: str) -> list[Any]:
    return sorted(model.objects.values_list(*names))


def written() -> list[Any]:
    """Return all that is kept of people and their seats, but keys and moments."""
    seats = (
        *("stakeholder__sort_key", "title", "started_on", "ended_on", "seat_key", "rank"),
        *("source_on", "seen_in", "register_mandate", "exclusive_key"),
    )
    people = (
        *("sort_key", "first_name", "last_name", "sex", "search_text", "main_rank"),
        *("source_on", "register_person", "referent", "created_by"),
    )
    return [
        [list(map(str, row)) for row in rows(Mandate, *seats)],
        [list(map(str, row)) for row in rows(Stakeholder, *people)],
    ]


@pytest.fixture
def elected(director: Any) -> list[RegisterPerson]:
    """Return people of every sort: new, known, by hand, in turn in one seat, in several seats."""
    found = [register.person()]
    holder = make.stakeholder("Anne", "Ancienne", sort_key="ancienne  anne")
    make.mandate(holder, started_on=OLD)
    register.seat(found[0])
    towns = [make.commune(f"Bourg{at}", f"2980{at}") for at in range(4)]
    known = register.person("Rozenn", "Abgrall")
    register.seat(known, towns[0], kind=SeatKind.MUNICIPAL, function="2ème adjoint au Maire")
    following.follow(known, author=director)
    register.seat(known, towns[1])
    by_hand = make.stakeholder("Yann", "Cadiou", sort_key="cadiou  yann")
    make.mandate(by_hand, towns[2], started_on=OLD)
    hand = register.person("Yann", "Cadiou", sex="M")
    register.seat(hand, towns[2], started_on=OLD, function_started_on=OLD)
    first, second = register.person("Goulven", "Premier"), register.person("Nolwenn", "Seconde")
    register.seat(first, towns[3])
    register.seat(second, towns[3], started_on=LATER, function_started_on=LATER)
    return [*found, known, hand, first, second, register.person("Sans", "Siège")]


def test_at_once_as_one_by_one(elected, director):
    before = written()
    batch = begun(director)
    taken = taking_in.take_in(elected, author=director, batch=batch)
    assert list(taken) == [one.pk for one in elected[:-1]]
    at_once = written()
    assert at_once != before
    batches.undo(batch, by=director)
    assert written() == before
    for person in elected[:-1]:
        following.follow(person, author=director)
    assert written() == at_once


def test_who_is_followed_in_a_seat_by_another_of_the_same_lot_is_closed(elected, director):
    taken = taking_in.take_in(elected, author=director, batch=begun(director))
    first, second = taken[elected[3].pk], taken[elected[4].pk]
    assert second.closed == first.added
    mandate = first.stakeholder.mandates.get()
    assert (mandate.started_on, mandate.ended_on) == (SPRING, LATER)
    assert second.stakeholder.mandates.get().ended_on is None


def test_twice_in_one_lot_somebody_comes_once(director):
    person = register.person()
    register.seat(person)
    taken = taking_in.take_in([person, person], author=director, batch=begun(director))
    assert len(taken) == Stakeholder.objects.count() == Mandate.objects.count() == 1


def test_many_cost_the_queries_of_few(director, django_assert_num_queries):
    people = [register.person(f"Anne{at}", f"Nom{at}") for at in range(40)]
    for at, person in enumerate(people):
        register.seat(person, make.commune(f"Lieu{at}", f"{35000 + at}"))
    few, many = begun(director), begun(director)
    with django_assert_num_queries(COST):
        taking_in.take_in(people[:3], author=director, batch=few)
    with django_assert_num_queries(COST):
        taking_in.take_in(people[3:], author=director, batch=many)
