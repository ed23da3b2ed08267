"""The page of an event."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from events import hosting, inviting, planning
from events.models import Event
from operations.models import Consent, Resident
from tests import make

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
SECRETS = ("Nolwenn", "Quéré", "rue des Ajoncs", "4812")

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def november(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def visit(scheduler: User) -> Event:
    return make.event(scheduler, operation=make.operation(), commune=make.commune())


@pytest.fixture
def nolwenn(visit: Event) -> Resident:
    assert visit.operation
    resident = make.resident(visit.operation, address="12 rue des Ajoncs", access="code 4812")
    hosting.add_host(event=visit, resident=resident, guest_limit=8)
    return resident


def test_it_says_when_where_and_what_is_missing(reader: User, visit: Event, signed_in: Any) -> None:
    page = signed_in(reader).get(visit.get_absolute_url()).text
    assert (
        "Jeudi 3\N{NO-BREAK SPACE}décembre 2026, de 10\N{NO-BREAK SPACE}h à 12\N{NO-BREAK SPACE}h"
        in page
    )
    assert "dans 11 jours" in page
    assert "Devant la mairie, Port-Élorn" in page
    for sentence in (
        "Aucun·e habitant·e ne reçoit encore.",
        "Personne n’est encore invité.",
        "La date n’est pas encore confirmée.",
    ):
        assert sentence in page


def test_hosts_are_named_with_their_consent_to_those_who_prepare_visits(
    scheduler: User, visit: Event, nolwenn: Resident, signed_in: Any
) -> None:
    client = signed_in(scheduler)
    assert "Il manque l’accord écrit de Nolwenn Quéré." in client.get(visit.get_absolute_url()).text
    make.consent(nolwenn, Consent.Kind.HOSTING, scheduler)
    page = client.get(visit.get_absolute_url()).text
    assert "Accord écrit du 23\N{NO-BREAK SPACE}octobre 2026" in page
    assert "8 personnes au plus" in page
    assert "rue des Ajoncs" not in page


@pytest.mark.parametrize("role", ["reader", "communicator"])
def test_others_learn_how_many_receive_and_nothing_more(
    role: str,
    request: pytest.FixtureRequest,
    visit: Event,
    nolwenn: Resident,
    signed_in: Any,
) -> None:
    client = signed_in(request.getfixturevalue(role))
    page = client.get(visit.get_absolute_url()).text
    assert "1 habitant·e reçoit." in page
    assert "Il manque l’accord écrit d’un·e hôte." in page
    file = client.get(reverse("event_ics", args=[visit.pk])).content.decode()
    for secret in SECRETS:
        assert secret not in page
        assert secret not in file


def test_a_home_visit_is_not_confirmed_without_consent_then_is_and_can_be_undone(
    scheduler: User, visit: Event, nolwenn: Resident, signed_in: Any
) -> None:
    client, url = signed_in(scheduler), reverse("event_confirm", args=[visit.pk])
    refusal = client.post(url)
    assert refusal.status_code == 422
    assert "Il manque l’accord écrit d’un·e hôte pour ce jour-là" in refusal.text
    make.consent(nolwenn, Consent.Kind.HOSTING, scheduler)
    page = client.post(url, follow=True).text
    visit.refresh_from_db()
    assert visit.is_confirmed
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    visit.refresh_from_db()
    assert visit.status == Event.Status.DRAFT


def test_an_undo_leaves_alone_what_somebody_changed_since(
    scheduler: User, visit: Event, nolwenn: Resident, signed_in: Any
) -> None:
    make.consent(nolwenn, Consent.Kind.HOSTING, scheduler)
    client = signed_in(scheduler)
    page = client.post(reverse("event_confirm", args=[visit.pk]), follow=True).text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    planning.cancel(Event.objects.get(pk=visit.pk))
    page = client.post(reverse("undo"), {"token": token}, follow=True).text
    assert "rien n’a été annulé" in page
    visit.refresh_from_db()
    assert visit.is_cancelled


def test_a_withdrawn_consent_makes_it_to_look_at_again(
    scheduler: User, visit: Event, nolwenn: Resident, signed_in: Any
) -> None:
    consent = make.consent(nolwenn, Consent.Kind.HOSTING, scheduler)
    planning.confirm(visit)
    consent.withdrawn_on = make.TODAY
    consent.save()
    page = signed_in(scheduler).get(visit.get_absolute_url()).text
    assert "à revoir" in page
    assert "Nolwenn Quéré a retiré son accord le 22\N{NO-BREAK SPACE}novembre 2026." in page


def test_an_event_is_cancelled_taken_back_and_taken_up_again(
    scheduler: User, visit: Event, signed_in: Any
) -> None:
    inviting.invite(event=visit, stakeholder=make.stakeholder())
    client = signed_in(scheduler)
    page = client.post(reverse("event_cancel", args=[visit.pk]), follow=True).text
    visit.refresh_from_db()
    assert visit.is_cancelled
    assert "1 personne invitée est à prévenir." in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    visit.refresh_from_db()
    assert (visit.status, visit.sequence) == (Event.Status.DRAFT, 2)
    client.post(reverse("event_cancel", args=[visit.pk]))
    client.post(reverse("event_resume", args=[visit.pk]))
    visit.refresh_from_db()
    assert visit.status == Event.Status.DRAFT


def test_the_file_is_a_calendar_to_download(reader: User, visit: Event, signed_in: Any) -> None:
    answer = signed_in(reader).get(reverse("event_ics", args=[visit.pk]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "entregent-2026-12-03-" in answer.headers["Content-Disposition"]
    assert b"URL:http://testserver/agenda/" in answer.content


def test_only_those_who_plan_may_confirm_or_cancel(
    director: User, visit: Event, signed_in: Any
) -> None:
    client = signed_in(director)
    for name in ("event_confirm", "event_cancel", "event_resume"):
        assert client.post(reverse(name, args=[visit.pk])).status_code == 403
    page = client.get(visit.get_absolute_url()).text
    assert reverse("event_cancel", args=[visit.pk]) not in page


def test_a_stranger_does_not_learn_that_it_exists(
    stranger: User, visit: Event, signed_in: Any
) -> None:
    client = signed_in(stranger)
    assert client.get(visit.get_absolute_url()).status_code == 404
    assert client.get(reverse("event_ics", args=[visit.pk])).status_code == 404
    assert client.post(reverse("event_cancel", args=[visit.pk])).status_code == 404
    assert client.get(reverse("event_detail", args=[visit.pk + 1])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_guest_and_host_and_three_cost_the_same_queries(
    count: int, scheduler: User, visit: Event, signed_in: Any, django_assert_num_queries: Any
) -> None:
    assert visit.operation
    for number in range(count):
        resident = make.resident(visit.operation, f"N{number}")
        make.consent(resident, Consent.Kind.HOSTING, scheduler)
        hosting.add_host(event=visit, resident=resident)
        person = make.stakeholder(f"G{number}")
        make.councillor(person)
        make.post(person, make.bank())
        inviting.invite(event=visit, stakeholder=person)
    client = signed_in(scheduler)
    with django_assert_num_queries(14):
        client.get(visit.get_absolute_url())
