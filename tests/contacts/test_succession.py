"""Following a new mayor, and following somebody again."""

import datetime

import pytest
from django.core import serializers
from django.test import RequestFactory

from contacts import following
from contacts.models import Mandate, Stakeholder
from directory.models import SeatKind
from tests import make
from tests.contacts import register

LONG_AGO = datetime.date(2020, 5, 25)


@pytest.fixture
def mayor(db):
    return register.seat(register.person()).person


def _dump() -> str:
    return serializers.serialize("json", [*Stakeholder.objects.all(), *Mandate.objects.all()])


def _undo(director, taken):
    request = RequestFactory().post("/")
    request.user = director
    following.unfollow(request, pk=taken.stakeholder.pk, batch=taken.batch.pk)


def test_the_predecessor_is_closed_the_day_the_successor_starts_and_it_is_said(director, mayor):
    old = make.mandate(make.stakeholder("Yann", "Cadiou"), started_on=LONG_AGO)
    following.naming.refresh(old.stakeholder)
    before = _dump()
    taken = following.take_in(mayor, author=director)
    old.refresh_from_db()
    assert old.ended_on == datetime.date(2026, 3, 21)
    assert following.said(taken) == (
        "Vous suivez maintenant Anne Le Goff. Le mandat de Yann Cadiou (Maire de Port-Élorn) est"
        " clos au 21\N{NO-BREAK SPACE}mars 2026."
    )
    assert "maire" not in Stakeholder.objects.get(pk=old.stakeholder_id).search_text
    _undo(director, taken)
    assert _dump() == before


def test_who_started_the_same_day_or_later_is_not_closed_by_an_older_row(director, mayor):
    holder = make.mandate(make.stakeholder("Yann", "Cadiou"), started_on=datetime.date(2026, 9, 1))
    taken = following.take_in(mayor, author=director)
    holder.refresh_from_db()
    assert holder.ended_on is None
    assert [line.title for line in taken.left_out] == ["Maire"]
    assert not taken.stakeholder.mandates.exists()


def test_following_again_brings_the_newer_seats(director, mayor):
    first = following.take_in(mayor, author=director)
    assert following.take_in(mayor, author=director).batch is None
    register.seat(mayor, kind=SeatKind.DEPARTMENTAL, district="Quimper-1")
    again = following.take_in(mayor, author=director)
    assert (again.stakeholder, again.is_new) == (first.stakeholder, False)
    assert [seat.title for seat in again.added] == ["Conseillère départementale"]
    assert first.stakeholder.mandates.count() == 2
    _undo(director, again)
    assert first.stakeholder.mandates.count() == 1


def test_another_term_closes_the_one_before(director, mayor):
    stakeholder, _new = following.follow(mayor, author=director)
    Mandate.objects.update(started_on=LONG_AGO)
    taken = following.take_in(mayor, author=director)
    terms = stakeholder.mandates.order_by("started_on").values_list("started_on", "ended_on")
    spring = datetime.date(2026, 3, 21)
    assert list(terms) == [(LONG_AGO, spring), (spring, None)]
    assert "clos" not in following.said(taken)


def test_a_seat_ended_by_hand_does_not_come_back(director, mayor):
    stakeholder, _new = following.follow(mayor, author=director)
    mandate = stakeholder.mandates.get()
    mandate.ended_on = make.TODAY
    mandate.save()
    assert following.take_in(mayor, author=director).batch is None


def test_who_was_entered_by_hand_in_that_seat_under_that_name_is_the_same_person(director, mayor):
    known = make.mandate(make.stakeholder("Anne", "Le Goff")).stakeholder
    taken = following.take_in(mayor, author=director)
    assert taken.stakeholder == known
    assert Stakeholder.objects.get().register_person == mayor
    assert Mandate.objects.count() == 1
