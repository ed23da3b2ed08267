"""What a message offers to take back: by whom, for how long."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from tests import make
from ui import undo


@pytest.fixture
def taken_back(monkeypatch) -> list[dict[str, Any]]:
    """Register an undo that remembers what it was asked."""
    asked: list[dict[str, Any]] = []

    def take_back(request: HttpRequest, **arguments: Any) -> str:
        asked.append(arguments)
        return "/retour/"

    monkeypatch.setitem(undo._undos, "tests.take_back", take_back)
    return asked


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().post("/annuler/")
    request.user = user
    request._messages = CookieStorage(request)
    return request


def offered(user: Any, **arguments: Any) -> str:
    """Return the token of the button that the message shows."""
    request = request_of(user)
    undo.offer(request, "Fait.", "tests.take_back", **arguments)
    (message,) = get_messages(request)
    found = re.search(r'name="token" value="([^"]+)"', str(message))
    assert found
    return found[1]


def test_the_token_leads_back_with_its_arguments(director, taken_back):
    location = undo.perform(request_of(director), offered(director, pk=7))
    assert location == "/retour/"
    assert taken_back == [{"pk": 7}]


def test_nobody_else_takes_it_back(director, reader, taken_back):
    with pytest.raises(undo.CannotUndo):
        undo.perform(request_of(reader), offered(director, pk=7))
    assert taken_back == []


def test_after_a_day_it_is_too_late(director, taken_back):
    token = offered(director, pk=7)
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(hours=25)),
        pytest.raises(undo.CannotUndo),
    ):
        undo.perform(request_of(director), token)
    assert taken_back == []


@pytest.mark.parametrize("token", ["", "forged", "a:b:c"])
def test_a_forged_token_does_nothing(director, taken_back, token):
    with pytest.raises(undo.CannotUndo):
        undo.perform(request_of(director), token)
    assert taken_back == []


def test_a_name_nobody_registered_does_nothing(director):
    token = signing.dumps(["tests.unknown", director.pk, {}], salt=undo.SALT, compress=True)
    with pytest.raises(undo.CannotUndo):
        undo.perform(request_of(director), token)


def test_the_page_takes_back_and_says_so(director, signed_in, taken_back):
    response = signed_in(director).post("/annuler/", {"token": offered(director, pk=7)})
    assert response.status_code == 302
    assert response["Location"] == "/retour/"
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["C’est annulé."]


def test_a_list_stays_filtered_as_it_was(director, signed_in, taken_back):
    client = signed_in(director)
    here = "http://testserver/retour/?segment=1"
    for key, referer, back in ((7, here, here), (8, "http://else.test/retour/", "/retour/")):
        typed = {"token": offered(director, pk=key)}
        answer = client.post("/annuler/", typed, headers={"Referer": referer})
        assert answer["Location"] == back


def test_the_page_says_when_it_is_too_late_and_changes_nothing(director, signed_in, monkeypatch):
    def fail(request: HttpRequest) -> str:
        make.bank()
        raise undo.CannotUndo("Trop tard.")

    monkeypatch.setitem(undo._undos, "tests.take_back", fail)
    response = signed_in(director).post(
        "/annuler/", {"token": offered(director)}, headers={"referer": "http://testserver/ici/"}
    )
    assert response["Location"] == "http://testserver/ici/"
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Trop tard."]
    assert not make.Organization.objects.exists()


def test_undo_is_never_a_plain_link(director, signed_in):
    assert signed_in(director).get("/annuler/").status_code == 405


def test_a_second_press_says_so_and_takes_nothing_back_again(director, signed_in, taken_back):
    client, token = signed_in(director), offered(director, pk=7)
    client.post("/annuler/", {"token": token})
    response = client.post("/annuler/", {"token": token})
    assert taken_back == [{"pk": 7}]
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said == ["C’est annulé.", "C’est déjà annulé."]
