"""The administrator's pages of the team."""

import re
import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role

NEW = {
    "first_name": "Yann",
    "last_name": "Cosquer",
    "email": "Yann@coop.test",
    "job_title": "Chargé de visites",
    "phone": "",
    "roles": ["visits", "reader"],
}


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


def edited(desk: Any, member: User, **changes: Any) -> dict[str, Any]:
    """Return what the edit page of a member posts, with some fields changed."""
    shown = desk.get(reverse("user_edit", args=[member.pk])).context["form"]
    values = {name: shown[name].value() or "" for name in shown.fields}
    return values | {"_seen": shown.version_seen} | changes


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_list_shows_who_may_do_what(desk, director):
    text = desk.get(reverse("user_list")).content.decode()
    assert "Claire Morvan" in text
    assert "Direction du développement" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk, django_assert_num_queries, count):
    for number in range(count):
        User.objects.create_user(f"{number}@coop.test", roles=(Role.READER,))
    with django_assert_num_queries(7):
        desk.get(reverse("user_list"))


def test_someone_added_receives_a_link_and_signs_in_with_the_password_chosen(desk, client):
    answer = desk.post(reverse("user_add"), NEW)
    assert (answer.status_code, answer["Location"]) == (302, reverse("user_list"))
    member = User.objects.get(email="yann@coop.test")
    assert member.roles == [Role.VISITS, Role.READER]
    (message,) = mail.outbox
    assert message.to == ["yann@coop.test"]
    link = re.search(r"http://testserver(/\S+)", message.body)
    assert link
    chosen = client.get(link[1], follow=True)
    words = {"password1": "trois mots salés", "password2": "trois mots salés"}
    assert client.post(chosen.request["PATH_INFO"], words).status_code == 302
    signed = client.post(
        reverse("account_login"), {"login": "yann@coop.test", "password": "trois mots salés"}
    )
    assert signed["Location"] == "/"


def test_the_same_form_sent_twice_adds_one_person(desk):
    data = NEW | {"_once": str(uuid.uuid4())}
    desk.post(reverse("user_add"), data)
    assert desk.post(reverse("user_add"), data)["Location"] == reverse("user_list")
    assert User.objects.filter(email="yann@coop.test").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nora@coop.test"}, "email"),
        ({"email": "pas une adresse"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"last_name": ""}, "last_name"),
    ],
)
def test_bad_input_says_why_and_adds_nobody(desk, changes, field):
    answer = desk.post(reverse("user_add"), NEW | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert User.objects.count() == 1


def test_roles_and_name_are_changed_together(desk, director):
    data = edited(desk, director, job_title="Directrice", roles=["director", "administrator"])
    assert desk.post(reverse("user_edit", args=[director.pk]), data).status_code == 302
    member = User.objects.get(pk=director.pk)
    assert (member.job_title, member.roles) == ("Directrice", [Role.DIRECTOR, Role.ADMINISTRATOR])


def test_roles_changed_in_the_meantime_are_not_overwritten(desk, director):
    data = edited(desk, director, job_title="Directrice")
    director.groups.clear()
    answer = desk.post(reverse("user_edit", args=[director.pk]), data)
    assert answer.status_code == 422
    assert [label for label, _mine, _theirs in answer.context["form"].conflict] == [
        "Fonction",
        "Rôles",
    ]


def test_the_last_administrator_is_kept_with_a_sentence(desk, administrator):
    data = edited(desk, administrator, roles=["reader"], first_name="Changé")
    answer = desk.post(reverse("user_edit", args=[administrator.pk]), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["roles"]
    stored = User.objects.get(pk=administrator.pk)
    assert (stored.first_name, stored.roles) == ("Nora", [Role.ADMINISTRATOR])
    closed = desk.post(reverse("user_close", args=[administrator.pk]))
    assert closed["Location"] == reverse("user_edit", args=[administrator.pk])
    assert User.objects.get(pk=administrator.pk).is_active


def test_a_closed_account_opens_no_page_and_can_be_opened_again(desk, director, signed_in, client):
    theirs = signed_in(director)
    answer = desk.post(reverse("user_close", args=[director.pk]))
    assert theirs.get("/")["Location"].startswith(reverse("account_login"))
    refused = client.post(reverse("account_login"), {"login": director.email, "password": "secret"})
    assert refused["Location"] == reverse("account_inactive")
    token = re.search(r'value="([^"]+)"', said(answer)[0])
    assert token
    desk.post(reverse("undo"), {"token": token[1]})
    assert User.objects.get(pk=director.pk).is_active
    desk.post(reverse("user_close", args=[director.pk]))
    desk.post(reverse("user_reopen", args=[director.pk]))
    assert User.objects.get(pk=director.pk).is_active


def test_without_mail_the_link_is_shown(desk, director, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    answer = desk.post(reverse("user_send_link", args=[director.pk]))
    assert "http://testserver/compte/mot-de-passe/nouveau/" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["user_list", "user_add", "cooperative_edit"])
def test_others_are_refused(name, director, stranger, signed_in):
    assert signed_in(director).get(reverse(name)).status_code == 403
    assert signed_in(stranger).get(reverse(name)).status_code == 404
