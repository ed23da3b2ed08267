"""The review after an election: what it proposes, and why."""

import datetime

import pytest

from contacts import following, places, turnover
from contacts.models import Mandate, TurnoverLine
from directory.editions import cohort_of
from directory.models import RegisterDoubt, RegisterRespelling, SeatKind, Territory
from tests import make
from tests.contacts import register

OLD = datetime.date(2020, 5, 25)
SPRING = datetime.date(2026, 3, 21)
BEFORE = datetime.date(2026, 1, 6)
AFTER = datetime.date(2026, 5, 6)
Matter, State = TurnoverLine.Matter, TurnoverLine.State


def old_edition(kind=SeatKind.MAYOR):
    return register.edition(kind, published_on=BEFORE, sha256=f"old-{kind}")


def old_seat(person, **extra):
    """A row that the file of January names and the one of May does not."""
    edition = old_edition(extra.get("kind", SeatKind.MAYOR))
    values = {"first_seen_in": edition, "last_seen_in": edition, "started_on": OLD}
    return register.seat(person, function_started_on=OLD, **(values | extra))


def followed(author, person):
    return following.follow(person, author=author)[0]


def review(kind=SeatKind.MAYOR):
    turnover.build(register.edition(kind))
    lines = TurnoverLine.objects.open().order_by("sort_key", "pk")
    return [(line.matter, line.evidence["reason"]) for line in lines]


@pytest.fixture
def mayor(director):
    """Anne Le Goff, followed as mayor since 2020."""
    person = register.person()
    row = old_seat(person)
    stakeholder = followed(director, person)
    row.delete()
    return stakeholder


def test_a_new_mayor_ends_the_one_we_follow_and_comes_as_a_newcomer(mayor, director):
    register.seat(register.person("Yann", "Cadiou", sex="M"))
    assert review() == [(Matter.NEWCOMER, "seat"), (Matter.LEAVER, "absent")]
    leaver = TurnoverLine.objects.get(matter=Matter.LEAVER)
    assert leaver.evidence["ends_on"] == "2026-03-21"
    assert leaver.evidence["held"]["since"] == "2020-05-25"
    assert "1971" not in str(list(TurnoverLine.objects.values()))
    assert Mandate.objects.get().ended_on is None


def test_the_same_mandate_is_only_seen_again_and_another_term_is_a_re_election(director):
    kept, again = register.person(), register.person("Yann", "Cadiou", sex="M")
    town = make.commune("Le Faou-Neuf", "29902")
    old = old_seat(kept)
    followed(director, kept)
    old.cohort = cohort_of(register.edition())
    old.save()
    row = old_seat(again, territory=town)
    followed(director, again)
    row.delete()
    register.seat(again, town)
    assert sorted(review()) == [(Matter.RENEWED, "seen"), (Matter.RENEWED, "term")]


def test_a_commune_that_the_file_forgets_ends_nothing(mayor):
    register.seat(register.person("Yann", "Cadiou"), make.commune("Le Faou-Neuf", "29902"))
    assert review() == [(Matter.TO_CHECK, "no_body")]


def test_what_still_waits_is_told_by_the_latest_file(mayor):
    elsewhere = register.person("Yann", "Cadiou")
    row = register.seat(elsewhere, make.commune("Le Faou-Neuf", "29902"))
    review()
    first = TurnoverLine.objects.get()
    summer = datetime.date(2026, 7, 28)
    later = register.edition(SeatKind.MAYOR, published_on=summer, sha256="later")
    row.cohort = cohort_of(later)
    row.save()
    turnover.build(later)
    line = TurnoverLine.objects.get()
    assert (line.pk, line.edition) == (first.pk, later)


def test_of_two_lines_that_say_the_same_one_goes(mayor):
    register.seat(register.person("Yann", "Cadiou"), make.commune("Le Faou-Neuf", "29902"))
    review()
    line = TurnoverLine.objects.get()
    first, line.pk = line.pk, None
    line.save()
    assert review() == [(Matter.TO_CHECK, "no_body")]
    assert TurnoverLine.objects.get().pk == first


def test_another_function_in_the_same_council_is_no_departure(director):
    person = register.person()
    row = old_seat(person, kind=SeatKind.MUNICIPAL, function="1er adjoint au Maire")
    followed(director, person)
    row.delete()
    register.seat(person, kind=SeatKind.MUNICIPAL, function="")
    assert review(SeatKind.MUNICIPAL) == [(Matter.RENEWED, "function")]


def test_a_respelling_is_neither_a_departure_nor_an_arrival(director):
    person = register.person("Anne", "Le Goff Kerbrat")
    register.seat(person)
    stakeholder = followed(director, person)
    RegisterRespelling.objects.create(
        person=person,
        identity="x",
        last_name="Le Goff",
        first_name="Anne",
        reason="same_body",
        edition=register.edition(),
    )
    stakeholder.last_name = "Le Goff"
    stakeholder.save()
    assert review() == [(Matter.RESPELLED, "respelled")]
    stakeholder.last_name = "Le Goff-Bihan"  # corrected by hand: no spelling of the register
    stakeholder.save()
    assert review() == []


def test_the_same_name_with_another_birth_date_is_asked_and_never_decided(mayor, director):
    other = register.person(identity="le goff|anne|1950-01-01", born_on=datetime.date(1950, 1, 1))
    register.seat(other)
    RegisterDoubt.objects.create(
        person=mayor.register_person, other=other, reason="same_name", edition=register.edition()
    )
    assert review() == [(Matter.TO_CHECK, "same_name")]


def test_who_was_entered_by_hand_is_asked_about_by_name(director):
    make.mandate(make.stakeholder("Anne", "Le Goff", source_on=OLD), started_on=OLD)
    register.seat(register.person())
    assert review() == [(Matter.TO_CHECK, "same_name")]


def test_what_we_noted_after_the_file_is_left_alone(director):
    make.mandate(make.stakeholder("Yann", "Cadiou"), started_on=make.TODAY)
    make.councillor(make.stakeholder("Rozenn", "Abgrall"))
    register.seat(register.person())
    assert review() == []
    register.seat(register.person("Loïc", "Bihan"), kind=SeatKind.MUNICIPAL)
    assert review(SeatKind.MUNICIPAL) == []


def test_new_holders_where_we_build_come_with_their_councils(director, monkeypatch):
    monkeypatch.setattr(places, "_providers", [])
    council = Territory.objects.create(
        kind="intercommunality", code="200000001", name="Rives", name_of="des Rives"
    )
    town = make.commune(intercommunality=council)
    person, president = register.person(), register.person("Loïc", "Bihan", sex="M")
    register.seat(person, town)
    register.seat(president, council, kind=SeatKind.INTERCOMMUNAL, function="Président")
    for kind in (SeatKind.MAYOR, SeatKind.INTERCOMMUNAL):
        old_edition(kind)
    assert review() == []
    places.register(lambda: Territory.objects.filter(pk=town.pk).values_list("pk", flat=True))
    assert review() == [(Matter.NEWCOMER, "built")]
    assert review(SeatKind.INTERCOMMUNAL) == [(Matter.NEWCOMER, "built")] * 2
    assert [line.person for line in turnover.new_where_we_build()] == [person, president]


def test_a_seat_gained_by_somebody_we_follow_is_told(director):
    person = register.person()
    register.seat(person)
    stakeholder = followed(director, person)
    register.seat(person, kind=SeatKind.DEPARTMENTAL, district="Quimper-1")
    assert review(SeatKind.DEPARTMENTAL) == [(Matter.NEWCOMER, "gained")]
    assert list(turnover.gained()) == [stakeholder]


def test_made_again_the_review_is_the_same_and_an_older_file_makes_none(mayor):
    register.seat(register.person("Yann", "Cadiou", sex="M"))
    first = review()
    keys = set(TurnoverLine.objects.values_list("pk", flat=True))
    assert review() == first
    assert set(TurnoverLine.objects.values_list("pk", flat=True)) == keys
    turnover.build(old_edition())
    assert set(TurnoverLine.objects.values_list("pk", flat=True)) == keys


def test_refused_lines_stay_refused_until_their_evidence_changes(mayor):
    row = register.seat(register.person("Yann", "Cadiou", sex="M"))
    review()
    TurnoverLine.objects.update(state=State.REFUSED)
    assert review() == []
    row.function_started_on = datetime.date(2026, 4, 4)
    row.save()
    assert review() == [(Matter.NEWCOMER, "seat"), (Matter.LEAVER, "absent")]


def test_three_people_cost_the_queries_of_one(director, django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        for number in range(count):
            town = make.commune(f"Commune {count}{number}", f"299{count}{number}")
            person = register.person("Anne", f"Nom{count}{number}")
            row = old_seat(person, territory=town)
            followed(director, person)
            row.delete()
            register.seat(register.person("Yann", f"Autre{count}{number}"), town)
        with django_assert_max_num_queries(60) as queries:
            review()
        costs.append(len(queries))
    assert costs[0] == costs[1]
