"""Answering the review: what is written, and how it comes back."""

import datetime

import pytest
from django.core import serializers

from contacts import deciding, following, naming, turnover
from contacts.models import Mandate, Stakeholder, TurnoverLine
from directory.editions import cohort_of
from directory.models import RegisterDoubt, RegisterRespelling, SeatKind
from tests.contacts import register
from tests.contacts.test_turnover import OLD, SPRING, followed, old_seat
from ui import batches

Matter, State = TurnoverLine.Matter, TurnoverLine.State


def dump() -> str:
    rows = [*Stakeholder.objects.all(), *Mandate.objects.all(), *TurnoverLine.objects.all()]
    return serializers.serialize("json", rows)


def terms(stakeholder):
    mandates = stakeholder.mandates.order_by("started_on", "pk")
    return [(one.title, one.started_on, one.ended_on) for one in mandates]


@pytest.fixture
def town(director):
    """A mayor who leaves, her successor; a deputy mayor re-elected, and one respelt."""
    mayor = register.person()
    row = old_seat(mayor)
    leaver = followed(director, mayor)
    row.delete()
    register.seat(register.person("Yann", "Cadiou", sex="M"))
    turnover.build(register.edition())
    deputy = register.person("Rozenn", "Abgrall")
    row = old_seat(deputy, kind=SeatKind.MUNICIPAL, function="2ème adjoint au Maire")
    stays = followed(director, deputy)
    row.delete()
    register.seat(deputy, kind=SeatKind.MUNICIPAL, function="1er adjoint au Maire")
    RegisterRespelling.objects.create(
        person=deputy,
        identity="x",
        last_name="Abgral",
        first_name="Rozenn",
        reason="same_body",
        edition=register.edition(SeatKind.MUNICIPAL),
    )
    stays.refresh_from_db()
    stays.last_name = "Abgral"
    naming.prepare(stays).save()
    turnover.build(register.edition(SeatKind.MUNICIPAL))
    return leaver, stays


def test_accepted_all_at_once_and_taken_back_as_one(town, director):
    leaver, stays = town
    before = dump()
    assert sorted(TurnoverLine.objects.values_list("matter", flat=True)) == [
        "leaver",
        "newcomer",
        "renewed",
        "respelled",
    ]
    done = deciding.accept(TurnoverLine.objects.all(), by=director)
    assert (done.done_count, done.left_count) == (4, 0)
    assert terms(leaver) == [("Maire", OLD, SPRING)]
    assert terms(stays) == [
        ("2e adjointe au maire", OLD, SPRING),
        ("1re adjointe au maire", SPRING, None),
    ]
    stays.refresh_from_db()
    assert (str(stays), "1re adjointe" in stays.search_text) == ("Rozenn Abgrall", True)
    assert [row.last_name for row in stays.history.order_by("history_id")][-2:] == [
        "Abgral",
        "Abgrall",
    ]
    new = Stakeholder.objects.get(last_name="Cadiou")
    assert terms(new) == [("Maire", SPRING, None)]
    versions = leaver.mandates.get().history.order_by("-history_id")
    assert (versions[0].history_user, versions[0].ended_on) == (director, SPRING)
    batches.undo(done.batch, by=director)
    assert dump() == before


def test_the_end_of_a_mandate_may_be_another_day(town, director):
    leaver, _stays = town
    lines = TurnoverLine.objects.filter(matter=Matter.LEAVER)
    deciding.accept(lines, by=director, ends_on=datetime.date(2026, 2, 1))
    assert terms(leaver) == [("Maire", OLD, datetime.date(2026, 2, 1))]


def test_seen_again_the_same_mandate_only_says_so(director):
    person = register.person()
    row = old_seat(person)
    stakeholder = followed(director, person)
    row.cohort = cohort_of(register.edition())
    row.save()
    turnover.build(register.edition())
    deciding.accept(TurnoverLine.objects.all(), by=director)
    mandate = stakeholder.mandates.get()
    assert (mandate.started_on, mandate.seen_in) == (OLD, register.edition())


def test_following_the_successor_answers_the_line_of_the_predecessor(town, director):
    leaver, _stays = town
    deciding.accept(TurnoverLine.objects.filter(matter=Matter.NEWCOMER), by=director)
    assert terms(leaver) == [("Maire", OLD, SPRING)]
    assert TurnoverLine.objects.get(matter=Matter.LEAVER).state == State.ACCEPTED


def test_a_newcomer_noted_for_later_is_not_followed(town, director):
    deciding.note(TurnoverLine.objects.all(), by=director)
    states = dict(TurnoverLine.objects.values_list("matter", "state"))
    assert (states[Matter.NEWCOMER], states[Matter.LEAVER]) == (State.NOTED, State.PROPOSED)
    assert Stakeholder.objects.count() == 2


def test_refusing_changes_nothing_and_is_taken_back(town, director):
    before = dump()
    done = deciding.refuse(TurnoverLine.objects.all(), by=director)
    assert not TurnoverLine.objects.open().exists()
    assert Mandate.objects.filter(ended_on=None).count() == 2
    batches.undo(done.batch, by=director)
    assert dump() == before


def test_a_mandate_ended_meanwhile_is_left_and_told(town, director):
    leaver, _stays = town
    mandate = leaver.mandates.get()
    mandate.ended_on = datetime.date(2026, 1, 1)
    mandate.save()
    done = deciding.accept(TurnoverLine.objects.filter(matter=Matter.LEAVER), by=director)
    assert (done.done_count, done.left_count) == (0, 1)
    assert terms(leaver) == [("Maire", OLD, datetime.date(2026, 1, 1))]


@pytest.fixture
def doubt(director):
    """A mayor, and one of the same name born another day in the newer file."""
    person = register.person()
    row = old_seat(person)
    stakeholder = followed(director, person)
    row.delete()
    born = datetime.date(1950, 1, 1)
    other = register.person(identity="le goff|anne|1950", born_on=born)
    register.seat(other)
    RegisterDoubt.objects.create(
        person=person, other=other, reason="same_name", edition=register.edition()
    )
    turnover.build(register.edition())
    return stakeholder, other


def test_what_is_to_be_checked_is_never_accepted_in_a_heap(doubt, director):
    done = deciding.accept(TurnoverLine.objects.all(), by=director)
    assert done.done_count == 0
    assert TurnoverLine.objects.open().count() == 1


def test_the_same_person_goes_on_with_the_row_of_the_file(doubt, director):
    stakeholder, other = doubt
    before = dump()
    done = deciding.is_same(TurnoverLine.objects.with_evidence().get(), by=director)
    stakeholder.refresh_from_db()
    assert stakeholder.register_person == other
    assert terms(stakeholder) == [("Maire", OLD, SPRING), ("Maire", SPRING, None)]
    batches.undo(done.batch, by=director)
    assert dump() == before


def test_somebody_already_followed_is_not_taken_for_another(doubt, director):
    stakeholder, other = doubt
    following.follow(other, author=director)
    done = deciding.is_same(TurnoverLine.objects.with_evidence().get(), by=director)
    assert done.left_count == 1
    stakeholder.refresh_from_db()
    assert stakeholder.register_person != other
