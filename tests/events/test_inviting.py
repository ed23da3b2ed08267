"""Guests come once, in a seat of theirs."""

import datetime

import pytest

from accounts.models import User
from directory.models import SeatKind
from events import inviting, planning
from events.inviting import AlreadyInvited, CannotInvite, SeatOfAnother
from events.models import Guest
from tests import make


def test_a_guest_comes_in_their_highest_seat_of_that_day(scheduler: User) -> None:
    maelle = make.stakeholder()
    make.mandate(maelle, kind=SeatKind.MUNICIPAL, title="Conseillère municipale", rank=60)
    mayor = make.mandate(maelle)
    make.mandate(maelle, title="Députée", rank=2, ended_on=datetime.date(2026, 12, 3))
    guest = inviting.invite(event=make.event(scheduler), stakeholder=maelle)
    assert (guest.mandate, guest.post, guest.answer) == (mayor, None, Guest.Answer.WAITING)


def test_someone_without_an_elected_office_comes_in_their_post(scheduler: User) -> None:
    banker = make.stakeholder("Yves", "Cadiou")
    post = make.post(banker, make.bank())
    guest = inviting.invite(event=make.event(scheduler), stakeholder=banker)
    assert inviting.seat_of(guest) == post


def test_someone_without_a_seat_comes_as_themselves(scheduler: User) -> None:
    guest = inviting.invite(event=make.event(scheduler), stakeholder=make.stakeholder())
    assert inviting.seat_of(guest) is None


def test_a_seat_may_be_chosen_and_changed(scheduler: User) -> None:
    maelle = make.stakeholder()
    mayor = make.mandate(maelle)
    post = make.post(maelle, make.bank())
    guest = inviting.invite(event=make.event(scheduler), stakeholder=maelle, post=post)
    assert inviting.seat_of(guest) == post
    inviting.change_seat(guest, name=f"mandate-{mayor.pk}")
    guest.refresh_from_db()
    assert (guest.mandate, guest.post) == (mayor, None)
    inviting.change_seat(guest, name="")
    assert inviting.seat_of(guest) is None


def test_the_seat_of_another_or_of_another_time_is_refused(scheduler: User) -> None:
    maelle, yves = make.stakeholder(), make.stakeholder("Yves", "Cadiou")
    theirs = make.mandate(yves)
    ended = make.mandate(maelle, ended_on=datetime.date(2026, 6, 1))
    event = make.event(scheduler)
    for seat in (theirs, ended):
        with pytest.raises(SeatOfAnother):
            inviting.invite(event=event, stakeholder=maelle, mandate=seat)
    guest = inviting.invite(event=event, stakeholder=maelle)
    for name in (f"mandate-{theirs.pk}", "post-1", "nonsense"):
        with pytest.raises(SeatOfAnother):
            inviting.change_seat(guest, name=name)


def test_nobody_is_invited_twice_nor_to_a_cancelled_event(scheduler: User) -> None:
    event = make.event(scheduler)
    maelle = make.stakeholder()
    inviting.invite(event=event, stakeholder=maelle)
    with pytest.raises(AlreadyInvited):
        inviting.invite(event=event, stakeholder=maelle)
    planning.cancel(event)
    with pytest.raises(CannotInvite):
        inviting.invite(event=event, stakeholder=make.stakeholder("Yves"))


def test_an_answer_is_dated_and_may_be_taken_back(scheduler: User) -> None:
    guest = inviting.invite(event=make.event(scheduler), stakeholder=make.stakeholder())
    inviting.answer(guest, answer=Guest.Answer.ACCEPTED, on=make.TODAY)
    guest.refresh_from_db()
    assert (guest.answer, guest.answered_on) == (Guest.Answer.ACCEPTED, make.TODAY)
    inviting.answer(guest, answer=Guest.Answer.WAITING, on=make.TODAY)
    assert guest.answered_on is None
