"""Choosing who receives."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from events import hosting, planning
from events.models import Event
from operations.models import Consent, Resident
from tests import make


@pytest.fixture
def event(scheduler: User) -> Event:
    return make.event(scheduler, operation=make.operation())


@pytest.fixture
def url(event: Event) -> str:
    return reverse("host_add", args=[event.pk])


@pytest.fixture
def nolwenn(event: Event) -> Resident:
    assert event.operation
    return make.resident(event.operation, home="T4, rez-de-jardin", address="12 rue des Ajoncs")


def test_residents_of_the_operation_are_shown_with_their_consent(
    scheduler: User, nolwenn: Resident, url: str, signed_in: Any
) -> None:
    client = signed_in(scheduler)
    assert "Pas encore d’accord écrit pour recevoir" in client.get(url).text
    make.consent(nolwenn, Consent.Kind.HOSTING, scheduler, scope="Le séjour seulement")
    make.resident(make.operation("Ti Glas"), "Ronan", "Le Bris")
    page = client.get(url).text
    assert "Accord écrit du 23\N{NO-BREAK SPACE}octobre 2026" in page
    assert "Le séjour seulement" in page
    assert "Ronan" not in page


def test_hosts_are_added_and_it_can_be_undone(
    scheduler: User, event: Event, nolwenn: Resident, url: str, signed_in: Any
) -> None:
    client = signed_in(scheduler)
    asked = {"resident": nolwenn.pk, f"limit-{nolwenn.pk}": "8"}
    page = client.post(url, asked, follow=True).text
    assert event.hosts.get().guest_limit == 8
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert not event.hosts.exists()


@pytest.mark.parametrize("limit", ["0", "-1", "beaucoup", "1000"])
def test_a_number_of_guests_that_is_none_is_refused(
    *, scheduler: User, event: Event, nolwenn: Resident, url: str, signed_in: Any, limit: str
) -> None:
    asked = {"resident": nolwenn.pk, f"limit-{nolwenn.pk}": limit}
    answer = signed_in(scheduler).post(url, asked)
    assert answer.status_code == 422
    assert "Le nombre d’invité·e·s est un nombre entier, de 1 à 999." in answer.text
    assert f'value="{limit}"' in answer.text
    assert not event.hosts.exists()


def test_bad_input_says_why(
    scheduler: User, event: Event, nolwenn: Resident, url: str, signed_in: Any
) -> None:
    elsewhere = make.resident(make.operation("Ti Glas"), "Ronan", "Le Bris")
    client = signed_in(scheduler)
    for asked in ({}, {"resident": elsewhere.pk}, {"resident": "9" * 30}):
        answer = client.post(url, asked)
        assert answer.status_code == 422
        assert "Cochez au moins un·e habitant·e de la liste." in answer.text
    planning.cancel(event)
    assert "Cet événement est annulé." in client.post(url, {"resident": nolwenn.pk}).text


def test_without_an_operation_the_page_says_what_to_do(scheduler: User, signed_in: Any) -> None:
    event = make.event(scheduler)
    page = signed_in(scheduler).get(reverse("host_add", args=[event.pk])).text
    assert "L’événement n’indique pas d’opération" in page
    assert reverse("event_edit", args=[event.pk]) in page


def test_a_host_is_freed_and_receives_again(
    scheduler: User, event: Event, nolwenn: Resident, signed_in: Any
) -> None:
    host = hosting.add_host(event=event, resident=nolwenn, guest_limit=4)
    client = signed_in(scheduler)
    page = client.post(reverse("host_remove", args=[host.pk]), follow=True).text
    assert not event.hosts.exists()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert event.hosts.get().guest_limit == 4


def test_the_page_of_the_resident_lists_what_rests_on_their_consent(
    scheduler: User, event: Event, nolwenn: Resident, signed_in: Any
) -> None:
    hosting.add_host(event=event, resident=nolwenn)
    page = signed_in(scheduler).get(reverse("resident_detail", args=[nolwenn.pk])).text
    assert event.get_absolute_url() in page


def test_others_may_not_touch_the_hosts(
    *,
    director: User,
    reader: User,
    stranger: User,
    event: Event,
    nolwenn: Resident,
    url: str,
    signed_in: Any,
) -> None:
    host = hosting.add_host(event=event, resident=nolwenn)
    for user, status in ((director, 403), (reader, 403), (stranger, 404)):
        client = signed_in(user)
        assert client.get(url).status_code == status
        assert client.post(reverse("host_remove", args=[host.pk])).status_code == status
    assert event.hosts.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_one_resident_and_three_cost_the_same_queries(
    *,
    count: int,
    scheduler: User,
    event: Event,
    url: str,
    signed_in: Any,
    django_assert_num_queries: Any,
) -> None:
    assert event.operation
    for number in range(count):
        resident = make.resident(event.operation, f"N{number}")
        make.consent(resident, Consent.Kind.HOSTING, scheduler)
    client = signed_in(scheduler)
    with django_assert_num_queries(8):
        client.get(url)
