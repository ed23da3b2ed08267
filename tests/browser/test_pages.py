"""Every page of the policy table: styled, readable by everyone, in both themes, wide and narrow."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from accounts.permissions import Role
from crm.policy import POLICY, Access
from tests import world as worlds
from tests.browser.looking import faults
from tests.routes import address, takes_arguments
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (1280, 320)


@pytest.fixture
def everybody(transactional_db: Any) -> User:
    """Return a member who holds every role, and may thus open every page."""
    return User.objects.create_user(
        "all@coop.test", "secret", roles=tuple(Role), first_name="Maïwenn", last_name="Tout"
    )


@pytest.fixture
def world(everybody: User) -> World:
    world = worlds.build()
    world.job.owner = everybody
    world.job.save()
    return world


def pages(world: World, user: User | None, access: set[Access]) -> dict[str, str]:
    """Return the addresses that answer this user with a whole page, by the name of their route."""
    client = Client()
    if user is not None:
        client.force_login(user)
    found = {}
    for name, rule in POLICY.items():
        if rule.access in access and not rule.by_post and name != "account_logout":
            answer = client.get(address(name, world))
            if answer.streaming:
                list(answer.streaming_content)
            elif answer.status_code == 200 and b"<html" in answer.content:
                found[name] = address(name, world)
    return found


@pytest.fixture
def look_at_all(page: Page, base_url: str) -> Callable[[dict[str, str], str], dict[str, list[str]]]:
    """Return a function that opens each address at each width and returns what is wrong there."""

    def look(found: dict[str, str], theme: str) -> dict[str, list[str]]:
        page.context.add_cookies([{"name": "theme", "value": theme, "url": base_url}])
        bad = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for name, path in found.items():
                page.goto(path)
                if wrong := faults(page):
                    bad[f"{name} at {width} px"] = wrong
        return bad

    return look


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", [0, 1])
def test_every_page_of_the_team(part, theme, look_at_all, world, sign_in):
    everybody = world.job.owner
    found = pages(world, everybody, {Access.TEAM, Access.SIGNED_IN})
    assert len(found) > 20
    sign_in(everybody)
    assert look_at_all(dict(list(found.items())[part::2]), theme) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_before_the_door(theme, look_at_all, world):
    found = pages(world, None, {Access.OPEN})
    assert len(found) > 5
    assert look_at_all(found, theme) == {}


def test_pages_of_an_instance_where_nothing_was_entered_yet(look_at_all, everybody, sign_in):
    lists = [name for name in POLICY if name.endswith("_list") and not takes_arguments(name)]
    names = [*lists, "home", "event_month"]
    client = Client()
    client.force_login(everybody)
    found = {name: reverse(name) for name in names}
    assert {name for name, path in found.items() if client.get(path).status_code != 200} == set()
    sign_in(everybody)
    assert look_at_all(found, "light") == {}
