"""Inviting people, and what they answer."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from contacts import people
from contacts.models import Stakeholder
from events import inviting, planning
from events.models import Event, Guest
from tests import make

HTMX = {"HX-Request": "true"}


def person(first_name: str, last_name: str) -> Stakeholder:
    return people.add_stakeholder(first_name=first_name, last_name=last_name, source_on=make.TODAY)


@pytest.fixture
def event(scheduler: User) -> Event:
    return make.event(scheduler, commune=make.commune())


@pytest.fixture
def url(event: Event) -> str:
    return reverse("guest_add", args=[event.pk])


def test_those_who_sit_where_it_takes_place_are_suggested(
    scheduler: User, url: str, signed_in: Any
) -> None:
    here, elsewhere = person("Maëlle", "Kervelec’h"), person("Yves", "Cadiou")
    make.mandate(here)
    make.mandate(elsewhere, make.commune("Le Faou-Neuf", "29902"))
    page = signed_in(scheduler).get(url).text
    assert "Maëlle Kervelec’h" in page
    assert "Yves Cadiou" not in page


def test_people_are_found_as_one_types_and_the_ticked_ones_stay(
    scheduler: User, url: str, signed_in: Any
) -> None:
    kept = person("Yves", "Cadiou")
    person("Hélène", "Le Goff")
    answer = signed_in(scheduler).get(url, {"q": "helene goff", "person": kept.pk}, headers=HTMX)
    assert answer.text.lstrip().startswith('<div id="proposals">')
    assert "Hélène Le Goff" in answer.text
    assert f'value="{kept.pk}" checked' in " ".join(answer.text.split())


def test_several_are_invited_at_once_each_in_the_chosen_seat_and_it_can_be_undone(
    scheduler: User, event: Event, url: str, signed_in: Any
) -> None:
    maelle, yves = person("Maëlle", "Kervelec’h"), person("Yves", "Cadiou")
    make.mandate(maelle)
    post = make.post(maelle, make.bank())
    client = signed_in(scheduler)
    asked = {"person": [maelle.pk, yves.pk], f"seat-{maelle.pk}": f"post-{post.pk}"}
    page = client.post(url, asked, follow=True).text
    guests = {guest.stakeholder: guest for guest in event.guests.all()}
    assert (guests[maelle].mandate, guests[maelle].post) == (None, post)
    assert inviting.seat_of(guests[yves]) is None
    assert "2 personnes sont sur la liste." in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert not event.guests.exists()


def test_the_same_form_posted_twice_invites_once(
    scheduler: User, event: Event, url: str, signed_in: Any
) -> None:
    client = signed_in(scheduler)
    asked = {"person": person("Yves", "Cadiou").pk, "_once": str(uuid.uuid4())}
    assert [client.post(url, asked).status_code for _time in range(2)] == [302, 302]
    assert event.guests.count() == 1


def test_bad_input_says_why_and_invites_nobody(
    scheduler: User, event: Event, url: str, signed_in: Any
) -> None:
    maelle, yves = person("Maëlle", "Kervelec’h"), person("Yves", "Cadiou")
    theirs = make.mandate(yves)
    client = signed_in(scheduler)
    for asked, sentence in (
        ({}, "Cochez au moins une personne de la liste."),
        ({"person": ["x", "9" * 40]}, "Cochez au moins une personne de la liste."),
        (
            {"person": [yves.pk, maelle.pk], f"seat-{maelle.pk}": f"mandate-{theirs.pk}"},
            "Cette personne n’exerce pas ce mandat",
        ),
    ):
        answer = client.post(url, asked)
        assert answer.status_code == 422
        assert sentence in answer.text
    assert not event.guests.exists()
    planning.cancel(event)
    refusal = client.post(url, {"person": yves.pk})
    assert refusal.status_code == 422
    assert "Cet événement est annulé." in refusal.text


def test_without_javascript_the_search_button_keeps_what_is_ticked(
    scheduler: User, event: Event, url: str, signed_in: Any
) -> None:
    yves = person("Yves", "Cadiou")
    answer = signed_in(scheduler).post(url, {"q": "rien", "person": yves.pk, "search": "1"})
    assert answer.status_code == 200
    assert f'value="{yves.pk}" checked' in " ".join(answer.text.split())
    assert not event.guests.exists()


def test_an_answer_is_noted_in_one_click(scheduler: User, event: Event, signed_in: Any) -> None:
    guest = inviting.invite(event=event, stakeholder=person("Yves", "Cadiou"))
    url = reverse("guest_answer", args=[guest.pk])
    client = signed_in(scheduler)
    part = client.post(url, {"answer": "accepted"}, headers=HTMX)
    assert part.text.lstrip().startswith('<div id="cockpit">')
    assert "1 personne vient" in part.text
    assert client.post(url, {"answer": "declined"}).status_code == 302
    client.post(url, {"answer": "perhaps"})
    guest.refresh_from_db()
    assert guest.answer == Guest.Answer.DECLINED
    assert guest.answered_on is not None


def test_the_seat_is_changed_or_refused(scheduler: User, event: Event, signed_in: Any) -> None:
    yves = person("Yves", "Cadiou")
    mandate, post = make.mandate(yves), make.post(yves, make.bank())
    guest = inviting.invite(event=event, stakeholder=yves)
    assert guest.mandate == mandate
    url = reverse("guest_seat", args=[guest.pk])
    client = signed_in(scheduler)
    assert client.post(url, {"seat": f"post-{post.pk}"}, headers=HTMX).status_code == 200
    guest.refresh_from_db()
    assert guest.post == post
    refusal = client.post(url, {"seat": "post-0"}, headers=HTMX)
    assert refusal.status_code == 422
    assert "Cette personne n’exerce pas ce mandat" in refusal.text


def test_a_guest_taken_off_the_list_can_be_put_back_with_their_answer(
    scheduler: User, event: Event, signed_in: Any
) -> None:
    guest = inviting.invite(event=event, stakeholder=person("Yves", "Cadiou"))
    inviting.answer(guest, answer=Guest.Answer.ACCEPTED, on=make.TODAY)
    client = signed_in(scheduler)
    page = client.post(reverse("guest_remove", args=[guest.pk]), follow=True).text
    assert not event.guests.exists()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    back = event.guests.get()
    assert (back.answer, back.answered_on) == (Guest.Answer.ACCEPTED, make.TODAY)


def test_others_may_not_touch_the_guests(
    director: User, stranger: User, event: Event, url: str, signed_in: Any
) -> None:
    guest = inviting.invite(event=event, stakeholder=person("Yves", "Cadiou"))
    for user, status in ((director, 403), (stranger, 404)):
        client = signed_in(user)
        assert client.get(url).status_code == status
        for name in ("guest_answer", "guest_seat", "guest_remove"):
            assert client.post(reverse(name, args=[guest.pk])).status_code == status
    assert event.guests.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_one_person_and_three_cost_the_same_queries(
    count: int, scheduler: User, url: str, signed_in: Any, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.councillor(person(f"G{number}", "Cadiou"))
    client = signed_in(scheduler)
    with django_assert_num_queries(9):
        client.get(url)
