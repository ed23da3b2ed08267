"""The policy table says what really happens, route by route and role by role."""

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from accounts.permissions import Role, may
from crm.policy import POLICY, Access, Rule
from tests import world as worlds
from tests.routes import address, routes
from tests.world import World

# What a page says to someone who may open it: shown, led elsewhere, not filled in as it should be,
# or not there in this state of things.
OPENED = {200, 204, 302, 304, 400, 409, 422}
NEEDS_MORE = {
    "access_file_download": "only a copy that was made is given",
    "brochure_page": "the hash of the bytes is part of the address: 404 for another one",
    "cooperative_logo": "404 while no logo was chosen",
    "calendar_feed": "the secret address is the key",
    "objection_lift": "only an objection that stands is lifted",
    "event_resume": "only a cancelled event resumes",
}


@pytest.fixture
def world(db: Any) -> World:
    return worlds.build()


def ask(user: User | None, name: str, world: World, *, post: bool) -> HttpResponse:
    """Return the answer to this user, and take back whatever it changed."""
    client = Client()
    if user is not None:
        client.force_login(user)
    path = address(name, world)
    with transaction.atomic():
        answer = client.post(path) if post else client.get(path)
        transaction.set_rollback(True)
    if answer.streaming:
        list(answer.streaming_content)  # read to its end, a file is closed
    return answer


def opens(answer: HttpResponse, name: str) -> bool:
    return answer.status_code in OPENED or (name in NEEDS_MORE and answer.status_code == 404)


def leads_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/compte/connexion/")


def test_every_address_is_in_the_table_and_no_other():
    assert (sorted(set(routes()) - set(POLICY)), sorted(set(POLICY) - set(routes()))) == ([], [])


@pytest.mark.parametrize("name", POLICY)
def test_the_view_carries_the_permission_of_the_table(name):
    view, rule = routes()[name].callback, POLICY[name]
    carried = Rule(
        access=_access(view),
        permission=getattr(view, "permission", None),
        to_change=getattr(view, "permission_to_change", None),
        is_own=rule.is_own,
        by_post=rule.by_post,
    )
    assert carried == rule


def _access(view: Any) -> Access:
    if getattr(view, "permission", None) is not None:
        return Access.TEAM
    return Access.SIGNED_IN if getattr(view, "login_required", True) else Access.OPEN


@pytest.mark.parametrize("name", POLICY)
def test_a_visitor_is_led_to_the_door(name, world):
    answer = ask(None, name, world, post=POLICY[name].by_post)
    assert leads_to_sign_in(answer) == (POLICY[name].access != Access.OPEN)


@pytest.mark.parametrize("name", [n for n, rule in POLICY.items() if rule.access == Access.TEAM])
def test_an_account_without_a_role_cannot_tell_that_the_page_exists(name, world, stranger):
    assert ask(stranger, name, world, post=POLICY[name].by_post).status_code == 404
    assert ask(stranger, name, world, post=True).status_code == 404


@pytest.mark.parametrize("name", [n for n, rule in POLICY.items() if rule.access == Access.TEAM])
def test_each_role_opens_what_the_table_says_and_nothing_else(name, world):
    rule = POLICY[name]
    assert rule.permission
    for role, member in world.cast.items():
        answer = ask(member, name, world, post=rule.by_post)
        if not may(member, rule.permission):
            assert answer.status_code == 403, role
        elif rule.is_own and role != Role.DIRECTOR:
            assert answer.status_code == 404, role
        else:
            assert opens(answer, name), (role, answer.status_code)


@pytest.mark.parametrize("name", [n for n, rule in POLICY.items() if rule.to_change])
def test_to_change_something_takes_the_other_permission(name, world):
    rule = POLICY[name]
    assert rule.to_change
    for role, member in world.cast.items():
        answer = ask(member, name, world, post=True)
        assert (answer.status_code == 403) == (not may(member, rule.to_change)), role


@pytest.mark.parametrize("name", [n for n, rule in POLICY.items() if rule.by_post])
def test_an_address_that_only_takes_posts_refuses_to_be_read(name, world):
    director = world.cast[Role.DIRECTOR]
    assert ask(director, name, world, post=False).status_code in {403, 405}


@pytest.mark.parametrize(
    "name", [n for n, rule in POLICY.items() if rule.is_own and rule.access == Access.SIGNED_IN]
)
def test_what_belongs_to_somebody_else_is_not_there(name, world):
    mine = ask(world.cast[Role.DIRECTOR], name, world, post=POLICY[name].by_post)
    assert opens(mine, name)
    if name != "undo":  # an undo without a token says that it is too late
        theirs = ask(world.cast[Role.READER], name, world, post=False)
        assert theirs.status_code == 404
