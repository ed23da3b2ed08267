"""Signing in: calm, in French, closed to those nobody awaits."""

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse

from accounts import demo_team
from accounts.models import Cooperative
from crm.demo import SIGN_INS

LOGIN = "/compte/connexion/"


@pytest.fixture
def demonstration(director, communicator, scheduler):
    return Cooperative.objects.create(pk=1, name="Habitat des Rives", is_demo=True)


def test_one_signs_in_and_lands_where_one_wanted_to_go(director, client):
    wanted = client.get("/recherche/")
    assert wanted["Location"] == f"{LOGIN}?next=/recherche/"
    page = client.get(wanted["Location"])
    assert 'value="/recherche/"' in page.content.decode()
    answer = client.post(
        LOGIN, {"login": "CLAIRE@coop.test", "password": "secret", "next": "/recherche/"}
    )
    assert answer["Location"] == "/recherche/"
    assert list(get_messages(answer.wsgi_request)) == []


def test_a_wrong_password_says_so_in_french_without_saying_what_exists(director, client):
    wrong = client.post(LOGIN, {"login": "claire@coop.test", "password": "wrong"})
    unknown = client.post(LOGIN, {"login": "nobody@coop.test", "password": "wrong"})
    (said,) = wrong.context["form"].errors["__all__"]
    assert unknown.context["form"].errors["__all__"] == [said]
    assert "mot de passe" in said


def test_a_demonstration_shows_who_one_may_sign_in_as(demonstration, client):
    page = client.get(LOGIN)
    shown = [member.get_full_name() for member in page.context["form"].demo_members]
    assert shown == ["Claire Morvan", "Hugo Le Roux", "Inès Tanguy"]
    assert "claire@coop.test" in page.content.decode()


def test_a_real_instance_shows_nobody(director, client):
    page = client.get(LOGIN)
    assert page.context["form"].demo_members == []
    assert "claire@coop.test" not in page.content.decode()


def test_the_page_names_the_password_of_the_demonstration():
    assert {entry.password for entry in SIGN_INS} == {demo_team.PASSWORD}


def test_nobody_signs_up_alone(client, db):
    page = client.get(reverse("account_signup"))
    assert "On n’entre pas sans être attendu·e" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "x@y.test", "password1": "trois mots salés"})
    assert not demo_team.User.objects.exists()


def test_signing_out_asks_first_and_only_obeys_a_post(director, signed_in):
    page = signed_in(director)
    assert "Se déconnecter" in page.get(reverse("account_logout")).content.decode()
    assert page.get("/recherche/").status_code == 200
    page.post(reverse("account_logout"))
    assert page.get("/recherche/").status_code == 302


def test_a_forgotten_password_is_the_same_page_for_an_unknown_address(director, client):
    for address in ("claire@coop.test", "nobody@coop.test"):
        answer = client.post(reverse("account_reset_password"), {"email": address})
        assert answer["Location"] == reverse("account_reset_password_done")
    known, unknown = mail.outbox
    assert known.subject == "Choisissez votre mot de passe pour Entregent"
    assert "/compte/mot-de-passe/nouveau/" in known.body
    assert unknown.subject == "Cette adresse est inconnue d’Entregent"
    assert "/compte/mot-de-passe/nouveau/" not in unknown.body


def test_a_link_that_no_longer_works_says_so(client, db):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"]))
    assert "Ce lien ne fonctionne plus" in page.content.decode()


def test_a_member_changes_their_password(director, signed_in):
    page = signed_in(director)
    address = reverse("account_change_password")
    assert page.get(address).status_code == 200
    words = {"password1": "trois mots salés", "password2": "trois mots salés"}
    answer = page.post(address, words | {"oldpassword": "secret"})
    assert answer["Location"] == "/"
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Votre mot de passe est changé."
    ]
    refused = page.post(address, {"password1": "x", "password2": "y", "oldpassword": "wrong"})
    assert set(refused.context["form"].errors) >= {"oldpassword", "password1"}


def test_too_many_attempts_are_asked_to_wait(director, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(LOGIN, {"login": "claire@coop.test", "password": "wrong"})
    answer = client.post(LOGIN, {"login": "claire@coop.test", "password": "wrong"})
    assert answer.status_code == 429
    assert "Un instant" in answer.content.decode()


PAGE = "http://testserver/personnes/3/?onglet=1"


@pytest.mark.parametrize(
    ("headers", "header"),
    [
        ({"HX-Request": "true", "HX-Current-URL": PAGE}, "HX-Redirect"),
        ({"Referer": PAGE}, "Location"),
    ],
)
def test_an_action_after_the_session_ended_leads_back_to_the_page_it_was_on(
    client, headers, header
):
    answer = client.post("/echanges/1/supprimer/", headers=headers)
    assert answer[header] == f"{LOGIN}?next=%2Fpersonnes%2F3%2F%3Fonglet%3D1"


@pytest.mark.parametrize("referer", ["", "https://ailleurs.example//evil/", "http://[", "\\\\evil"])
def test_nobody_is_led_elsewhere_after_signing_in(director, client, referer):
    door = client.post("/annuler/", headers={"Referer": referer})["Location"]
    assert door.startswith(f"{LOGIN}?next=%2F")
    answer = client.post(door, {"login": "claire@coop.test", "password": "secret"})
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith("//")
