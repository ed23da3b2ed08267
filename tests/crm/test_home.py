import datetime

import pytest

from contacts.models import Mandate
from crm import home
from network.models import Stance, StanceChange
from operations.models import Milestone
from tests import make

NOW = datetime.datetime(2026, 11, 22, 8, 0, tzinfo=datetime.UTC)
TODAY = make.TODAY


def sentences(user):
    return [item.sentence for item in home.items(user, now=NOW)]


def ally(author, days_silent, **seat):
    person = make.stakeholder()
    make.mandate(person, **seat)
    noted = make.exchange(person, author, happened_on=TODAY - datetime.timedelta(days=days_silent))
    StanceChange.objects.create(
        stakeholder=person,
        stance=Stance.CONVINCED,
        evidence=noted,
        changed_on=noted.happened_on,
        author=author,
    )
    return person


def test_an_empty_instance_asks_for_nothing(director):
    assert home.items(director, now=NOW) == []
    assert home.lede(director, []) == "Rien ne presse aujourd’hui."


@pytest.mark.parametrize(("days", "count"), [(179, 0), (181, 1)])
def test_a_tie_grows_cold_after_six_months(director, days, count):
    ally(director, days)
    assert len(sentences(director)) == count


def test_a_cold_tie_is_said_with_the_seat_and_the_month(director):
    person = ally(director, 200)
    assert sentences(director) == [
        (
            f'Pas d’échange avec <a href="/personnes/{person.pk}/">Maëlle Kervelec’h</a>'
            " (maire de Port-Élorn) depuis mai 2026."
        )
    ]


def test_the_month_of_a_private_note_is_not_told_to_those_who_may_not_read_it(director, reader):
    person = ally(director, 300)
    private = {"happened_on": TODAY - datetime.timedelta(days=200), "is_private": True}
    make.exchange(person, director, **private)
    assert ["mai 2026" in sentence for sentence in sentences(director)] == [True]
    assert ["janvier 2026" in sentence for sentence in sentences(reader)] == [True]


def test_a_convinced_official_who_lost_the_seat_is_not_forgotten(director):
    person = ally(director, 10, ended_on=datetime.date(2026, 3, 21))
    assert sentences(director) == [
        (
            f'<a href="/personnes/{person.pk}/">Maëlle Kervelec’h</a> ne siège plus\xa0:'
            " remerciez, et rencontrez qui lui succède."
        )
    ]


def test_where_we_build_we_should_know_somebody_in_office(director):
    make.operation()
    [sentence] = sentences(director)
    assert "n’y suivons aucun·e élu·e en fonction" in sentence
    make.mandate(make.stakeholder())
    assert sentences(director) == []
    Mandate.objects.update(ended_on=TODAY)
    assert len(sentences(director)) == 1


def test_a_ground_breaking_without_a_ceremony_is_announced_to_who_plans_them(scheduler):
    operation = make.operation()
    make.mandate(make.stakeholder())
    Milestone.objects.create(
        operation=operation,
        kind=Milestone.Kind.GROUND_BREAKING,
        planned_on=TODAY + datetime.timedelta(days=12),
    )
    [item] = home.items(scheduler, now=NOW)
    assert item.href == f"/agenda/ajouter/?operation={operation.pk}&kind=ground_breaking"
    assert home.lede(scheduler, [item]) == "Une chose ne devrait pas attendre."
    make.event(
        scheduler,
        kind="ground_breaking",
        operation=operation,
        status="confirmed",
        starts_at=NOW + datetime.timedelta(days=20),
    )
    assert home.items(scheduler, now=NOW) == []


def test_what_one_may_act_on_comes_first(director, scheduler):
    ally(director, 200)
    make.event(scheduler, starts_at=NOW + datetime.timedelta(days=2))
    icons = {
        user.first_name: [item.icon for item in home.items(user, now=NOW)]
        for user in (director, scheduler)
    }
    assert icons == {"Claire": ["phone", "calendar-event"], "Inès": ["calendar-event", "phone"]}


def test_names_are_escaped(director):
    person = ally(director, 200)
    type(person).objects.update(last_name="<b>Kervelec’h</b>")
    [sentence] = sentences(director)
    assert "&lt;b&gt;Kervelec’h&lt;/b&gt;" in sentence
