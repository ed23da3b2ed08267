import datetime

import pytest
from django.test import RequestFactory

from contacts import following, people
from contacts.models import Stakeholder
from directory.models import SeatKind
from tests import make
from tests.contacts import register
from ui.undo import CannotUndo


def test_following_brings_the_seats_with_their_title_their_day_and_their_file(director):
    person = register.person()
    register.seat(person)
    stakeholder, is_new = following.follow(person, author=director)
    seat = stakeholder.mandates.get()
    assert is_new
    assert (seat.line, seat.started_on) == ("Maire de Port-Élorn", datetime.date(2026, 3, 21))
    assert seat.seen_in.published_on == datetime.date(2026, 5, 6)
    assert stakeholder.source == Stakeholder.Source.REGISTER
    assert stakeholder.source_on == datetime.date(2026, 5, 6)
    assert stakeholder.referent == director


def test_following_twice_gives_the_same_person(director, communicator):
    person = register.person()
    register.seat(person)
    first, _new = following.follow(person, author=director)
    again, is_new = following.follow(person, author=communicator)
    assert (again, is_new) == (first, False)
    assert first.mandates.count() == 1


def test_titles_agree_with_the_person(director):
    person = register.person()
    register.seat(person, kind=SeatKind.MUNICIPAL, function="1er adjoint au Maire")
    stakeholder, _new = following.follow(person, author=director)
    assert stakeholder.mandates.get().title == "1re adjointe au maire"


def test_a_mayor_who_stands_in_two_files_holds_one_seat(director):
    person = register.person()
    register.seat(person)
    register.seat(person, kind=SeatKind.MUNICIPAL, function="Maire")
    stakeholder, _new = following.follow(person, author=director)
    assert [seat.kind for seat in stakeholder.mandates.all()] == [SeatKind.MAYOR]


def test_a_replaced_function_is_not_taken_in(director):
    person = register.person()
    register.seat(person)
    register.seat(person, kind=SeatKind.INTERCOMMUNAL, function="", is_superseded=True)
    stakeholder, _new = following.follow(person, author=director)
    assert stakeholder.mandates.count() == 1


def test_without_a_mandate_day_of_function_the_start_of_the_mandate_counts(director):
    person = register.person()
    register.seat(person, function_started_on=None)
    stakeholder, _new = following.follow(person, author=director)
    assert stakeholder.mandates.get().started_on == datetime.date(2026, 3, 20)


def test_a_canton_is_told_as_one_says_it(director):
    person = register.person()
    register.seat(person, kind=SeatKind.DEPARTMENTAL, district="Quimper-1")
    stakeholder, _new = following.follow(person, author=director)
    assert stakeholder.mandates.get().district == "canton de Quimper-1"


def test_somebody_without_a_seat_is_not_followed(director):
    with pytest.raises(following.NoSeat):
        following.follow(register.person(), author=director)


def test_the_birth_date_is_copied_nowhere(director):
    person = register.person()
    register.seat(person)
    stakeholder, _new = following.follow(person, author=director)
    stored = [*Stakeholder.objects.filter(pk=stakeholder.pk).values_list()[0]]
    stored += [*stakeholder.mandates.values_list()[0], *stakeholder.history.values_list()[0]]
    assert register.BORN_ON not in stored
    assert not any("1971" in str(value) for value in stored)


def _request(user):
    request = RequestFactory().post("/")
    request.user = user
    return request


def test_undo_forgets_the_person(director):
    person = register.person()
    register.seat(person)
    stakeholder, _new = following.follow(person, author=director)
    following.unfollow(_request(director), pk=stakeholder.pk)
    assert not Stakeholder.objects.exists()


def test_undo_keeps_somebody_about_whom_something_was_noted(director):
    person = register.person()
    register.seat(person)
    stakeholder, _new = following.follow(person, author=director)
    make.exchange(stakeholder, director)
    with pytest.raises(CannotUndo):
        following.unfollow(_request(director), pk=stakeholder.pk)
    assert Stakeholder.objects.count() == 1


def test_undo_keeps_somebody_who_was_edited(director):
    person = register.person()
    register.seat(person)
    stakeholder, _new = following.follow(person, author=director)
    stakeholder.phone = "06 12 34 56 78"
    stakeholder.save()
    with pytest.raises(CannotUndo):
        following.unfollow(_request(director), pk=stakeholder.pk)


def test_undo_keeps_somebody_who_got_a_post(director):
    person = register.person()
    register.seat(person)
    stakeholder, _new = following.follow(person, author=director)
    people.add_post(stakeholder=stakeholder, organization=make.bank(), title="Administratrice")
    with pytest.raises(CannotUndo):
        following.unfollow(_request(director), pk=stakeholder.pk)
