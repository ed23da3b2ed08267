"""The agenda."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from events import planning
from events.models import Event
from operations.models import Consent
from tests import make

URL = reverse("event_month")
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def november(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def test_it_shows_the_month_with_hour_kind_and_full_title(
    reader: User, scheduler: User, signed_in: Any
) -> None:
    title = "Pose de la première pierre des Quatre Vents en présence de la présidente"
    event = make.event(scheduler, kind=Event.Kind.GROUND_BREAKING, title=title, starts_at=NOW)
    page = signed_in(reader).get(URL).text
    assert "Novembre 2026" in page
    assert page.count(title) == 2  # the grid of a desk, the list of a phone
    assert page.count("10\N{NO-BREAK SPACE}h</time> · pose de première pierre") == 1
    assert reverse("event_detail", args=[event.pk]) in page
    assert reverse("event_add") not in page


def test_another_month_and_one_kind_may_be_asked_for(
    reader: User, scheduler: User, signed_in: Any
) -> None:
    make.event(scheduler, title="En décembre")
    make.event(scheduler, title="Apéro de décembre", kind=Event.Kind.APERITIF)
    client = signed_in(reader)
    assert "En décembre" not in client.get(URL, {"month": "2026-11", "kind": "meeting"}).text
    assert "En décembre" in client.get(URL, {"month": "2026-12"}).text
    filtered = client.get(URL, {"month": "2026-12", "kind": "aperitif"}).text
    assert "Apéro de décembre" in filtered
    assert "En décembre" not in filtered
    assert "month=2027-01&amp;kind=aperitif" in filtered


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "x"}, {"kind": "nothing"}])
def test_what_makes_no_sense_shows_the_current_month(
    reader: User, signed_in: Any, query: dict[str, str]
) -> None:
    answer = signed_in(reader).get(URL, query)
    assert answer.status_code == 200
    assert "Novembre 2026" in answer.text


def test_an_empty_month_names_what_comes_next(
    reader: User, scheduler: User, signed_in: Any
) -> None:
    make.event(scheduler, title="La prochaine")
    page = signed_in(reader).get(URL, {"month": "2026-10"}).text
    assert "Rien n’est prévu ce mois-ci." in page
    assert "La prochaine" in page


def test_a_cancelled_event_is_struck_out_and_says_so(
    reader: User, scheduler: User, signed_in: Any
) -> None:
    planning.cancel(make.event(scheduler, starts_at=NOW))
    page = signed_in(reader).get(URL).text
    assert page.count("is-cancelled") == 2
    assert page.count("événement annulé") == 2


def test_htmx_gets_the_agenda_alone_but_the_whole_page_when_it_goes_back(
    reader: User, signed_in: Any
) -> None:
    client = signed_in(reader)
    part = client.get(URL, headers={"HX-Request": "true"})
    title, _div, _agenda = part.text.partition('<div id="agenda">')
    assert title.strip() == "<title>Agenda – novembre 2026 · Entregent</title>"
    assert "HX-Request" in part.headers["Vary"]
    back = client.get(URL, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<!DOCTYPE html>" in back.text


def test_a_stranger_does_not_learn_that_it_exists(stranger: User, signed_in: Any) -> None:
    assert signed_in(stranger).get(URL).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_event_and_three_cost_the_same_queries(
    count: int, reader: User, scheduler: User, signed_in: Any, django_assert_num_queries: Any
) -> None:
    operation = make.operation()
    for number in range(count):
        event = make.event(scheduler, operation=operation, starts_at=NOW)
        resident = make.resident(operation, f"N{number}")
        make.consent(resident, Consent.Kind.HOSTING, scheduler)
        event.hosts.create(resident=resident)
        event.guests.create(stakeholder=make.stakeholder(f"G{number}"))
    client = signed_in(reader)
    with django_assert_num_queries(10):
        client.get(URL)
