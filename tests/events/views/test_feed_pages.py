"""Subscriptions: made once, read by calendars, revoked at once."""

import datetime
import hashlib
import uuid
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events import feeds, hosting, planning
from events.models import CalendarFeed, Event
from operations.models import Consent
from tests import make

URL = reverse("feed_list")


def address_of(token: str) -> str:
    return reverse("calendar_feed", args=[token])


@pytest.fixture
def token(reader: User) -> str:
    _feed, token = feeds.open_feed(user=reader, name="Téléphone")
    return token


def test_the_page_explains_itself_for_three_calendars(reader: User, signed_in: Any) -> None:
    page = signed_in(reader).get(URL).text
    for name in ("Outlook", "Google Agenda", "iPhone, iPad, Mac"):
        assert name in page


def test_the_address_is_shown_once_and_only_its_hash_is_kept(reader: User, signed_in: Any) -> None:
    client = signed_in(reader)
    answer = client.post(URL, {"name": "Outlook au bureau"}, follow=True)
    address = answer.context["address"]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    assert address in answer.text
    assert address.replace("http:", "webcal:") in answer.text
    feed = CalendarFeed.objects.get()
    assert feed.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert "no-store" in answer.headers["Cache-Control"]
    again = client.get(URL)
    assert token not in again.text
    assert "Outlook au bureau" in again.text
    assert Client().get(address_of(token)).status_code == 200


def test_the_same_form_posted_twice_makes_one_and_still_shows_it(
    reader: User, signed_in: Any
) -> None:
    client, asked = signed_in(reader), {"name": "Téléphone", "_once": str(uuid.uuid4())}
    client.post(URL, asked)
    assert client.post(URL, asked, follow=True).context["address"]
    assert CalendarFeed.objects.count() == 1


def test_a_subscription_without_a_name_is_refused(reader: User, signed_in: Any) -> None:
    answer = signed_in(reader).post(URL, {"name": ""})
    assert answer.status_code == 422
    assert "Ce champ est obligatoire." in answer.text


def test_a_calendar_reads_the_events(token: str, scheduler: User) -> None:
    event = make.event(scheduler, starts_at=timezone.now())
    answer = Client().get(address_of(token))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private"
    assert "Cookie" not in answer.headers.get("Vary", "")
    (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(found["url"]) == f"http://testserver{event.get_absolute_url()}"


def test_nothing_is_sent_again_until_something_changes(token: str, scheduler: User) -> None:
    event = make.event(scheduler, starts_at=timezone.now())
    client, url = Client(), address_of(token)
    first = client.get(url)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(url, headers=known).status_code == 304
    assert client.get(url, headers=known).content == b""
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(url, headers=since).status_code == 304
    planning.cancel(event)
    second = client.get(url, headers=known)
    assert second.status_code == 200
    assert b"STATUS:CANCELLED" in second.content
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_the_residents_who_receive_are_not_in_it(token: str, scheduler: User) -> None:
    operation = make.operation()
    event = make.event(scheduler, operation=operation, starts_at=timezone.now())
    resident = make.resident(operation, address="12 rue des Ajoncs", access="code 4812")
    make.consent(resident, Consent.Kind.HOSTING, scheduler)
    hosting.add_host(event=event, resident=resident)
    Event.objects.filter(pk=event.pk).update(meeting_point="12 rue des Ajoncs")
    text = Client().get(address_of(token)).content.decode()
    for secret in ("Nolwenn", "Quéré", "Ajoncs", "4812"):
        assert secret not in text


def test_an_unknown_a_revoked_and_an_outsiders_address_are_not_found(
    token: str, reader: User, signed_in: Any
) -> None:
    client, url = Client(), address_of(token)
    assert client.get(address_of("unknown")).status_code == 404
    reader.is_active = False
    reader.save()
    assert client.get(url).status_code == 404
    reader.is_active = True
    reader.save()
    groups = list(reader.groups.all())
    reader.groups.clear()
    assert client.get(url).status_code == 404
    reader.groups.set(groups)
    assert client.get(url).status_code == 200
    signed_in(reader).post(reverse("feed_revoke", args=[CalendarFeed.objects.get().pk]))
    assert client.get(url).status_code == 404


def test_when_it_was_read_is_written_once_an_hour(token: str, time_machine: Any) -> None:
    start = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
    moments = []
    for minutes in (0, 59, 61):
        time_machine.move_to(start + datetime.timedelta(minutes=minutes), tick=False)
        Client().get(address_of(token))
        moments.append(CalendarFeed.objects.get().last_read_at)
    assert moments == [start, start, start + datetime.timedelta(minutes=61)]


def test_nobody_revokes_the_subscription_of_another(
    token: str, director: User, stranger: User, signed_in: Any
) -> None:
    url = reverse("feed_revoke", args=[CalendarFeed.objects.get().pk])
    assert signed_in(director).post(url).status_code == 404
    assert signed_in(stranger).post(url).status_code == 404
    assert signed_in(stranger).get(URL).status_code == 404
    assert Client().get(address_of(token)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_one_event_and_three_cost_the_same_queries(
    count: int, token: str, scheduler: User, django_assert_num_queries: Any
) -> None:
    operation = make.operation()
    for number in range(count):
        event = make.event(scheduler, operation=operation, starts_at=timezone.now())
        event.hosts.create(resident=make.resident(operation, f"N{number}"))
    with django_assert_num_queries(8):
        Client().get(address_of(token))


@pytest.mark.parametrize("count", [1, 3])
def test_one_subscription_and_three_cost_the_same_queries(
    count: int, reader: User, signed_in: Any, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        feeds.open_feed(user=reader, name=f"N{number}")
    client = signed_in(reader)
    with django_assert_num_queries(6):
        client.get(URL)
