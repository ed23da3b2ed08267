"""A form posted twice makes one thing, whoever posts it and whenever."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from contacts.models import Organization
from tests import make
from ui.models import Submission
from ui.writes import one_write


@one_write
def add_bank(request: HttpRequest) -> HttpResponse:
    bank = make.bank(request.POST["name"])
    return HttpResponseRedirect(f"/banques/{bank.pk}/")


@one_write
def refuse(request: HttpRequest) -> HttpResponse:
    make.bank("Never kept")
    return HttpResponse("no", status=422)


def post(user: Any, key: uuid.UUID | str | None = None, **headers: str) -> HttpRequest:
    data = {"name": "Banque des Embruns"} | ({"_once": str(key)} if key else {})
    request = RequestFactory().post("/banques/", data, headers=headers)
    request.user = user
    return request


def test_the_second_post_is_led_where_the_first_one_led(director):
    key = uuid.uuid4()
    first = add_bank(post(director, key))
    second = add_bank(post(director, key))
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert Organization.objects.count() == 1


def test_a_second_post_by_htmx_is_led_by_a_header(director):
    key = uuid.uuid4()
    first = add_bank(post(director, key))
    second = add_bank(post(director, key, hx_request="true"))
    assert second.headers["HX-Redirect"] == first["Location"]


def test_two_forms_make_two_things(director):
    add_bank(post(director, uuid.uuid4()))
    add_bank(post(director, uuid.uuid4()))
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("key", [None, "", "not-a-key"])
def test_a_post_without_a_key_is_taken_as_it_comes(director, key):
    add_bank(post(director, key))
    assert (Organization.objects.count(), Submission.objects.count()) == (1, 0)


def test_a_refused_post_changes_nothing_and_frees_its_key(director):
    key = uuid.uuid4()
    assert refuse(post(director, key)).status_code == 422
    assert (Organization.objects.count(), Submission.objects.count()) == (0, 0)
    assert add_bank(post(director, key)).status_code == 302
    assert Organization.objects.count() == 1


def test_an_error_changes_nothing(director):
    @one_write
    def fail(request: HttpRequest) -> HttpResponse:
        make.bank()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(post(director, uuid.uuid4()))
    assert (Organization.objects.count(), Submission.objects.count()) == (0, 0)


def test_reading_takes_no_key(director):
    @one_write
    def show(request: HttpRequest) -> HttpResponse:
        return HttpResponse("shown")

    request = RequestFactory().get("/banques/")
    request.user = director
    assert show(request).content == b"shown"
    assert Submission.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_moment_make_one_thing(director):
    key = uuid.uuid4()
    together = threading.Barrier(4)

    def add() -> str:
        together.wait()
        return add_bank(post(director, key))["Location"]

    locations = in_threads(add, 4)
    assert len(set(locations)) == 1
    assert len(locations) == 4
    assert Organization.objects.count() == 1


def in_threads(work: Callable[[], str], count: int) -> list[str]:
    results: list[str] = []

    def run() -> None:
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
