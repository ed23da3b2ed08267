"""The door and the menus, by mouse, by keyboard, without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Cooperative, User
from accounts.permissions import Role
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claire(transactional_db: Any) -> User:
    return User.objects.create_user(
        "claire@coop.test",
        "secret",
        roles=(Role.DIRECTOR,),
        first_name="Claire",
        last_name="Morvan",
    )


def test_one_signs_in_reads_and_signs_out(page: Page, claire):
    page.goto("/personnes/")
    expect(page).to_have_url(re.compile("/compte/connexion/"))
    page.get_by_label("Courriel").fill("claire@coop.test")
    page.get_by_label("Mot de passe", exact=True).fill("not hers")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("mot de passe")
    assert faults(page) == []
    page.get_by_label("Mot de passe", exact=True).fill("secret")
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/personnes/$"))
    page.get_by_text("CM").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(re.compile("/compte/connexion/"))


def test_everything_is_within_reach_of_the_keyboard(page: Page, claire):
    page.goto("/")
    page.get_by_label("Courriel").focus()
    page.keyboard.type("claire@coop.test")
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Menu principal")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_hidden()


def test_the_palette_opens_with_ctrl_k_and_closes_with_escape(page: Page, claire, sign_in):
    sign_in(claire)
    page.goto("/")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.palette")).to_be_visible()
    expect(page.locator("dialog.palette input").first).to_be_focused()
    assert faults(page) == []
    page.keyboard.type("helene")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).to_be_hidden()


def test_a_demonstration_is_entered_with_one_click(page: Page, claire):
    claire.set_password("demo")
    claire.save()
    Cooperative.objects.create(pk=1, name="Habitat des Rives", is_demo=True)
    page.goto("/")
    page.get_by_role("button", name="Claire Morvan").click()
    expect(page.get_by_role("navigation", name="Menu principal")).to_be_visible()
    expect(page.get_by_text("Données de démonstration")).to_be_visible()


def test_the_theme_and_the_language_are_switched(page: Page, claire, sign_in):
    sign_in(claire)
    page.goto("/")
    page.get_by_text("CM").click()
    page.get_by_role("button", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.get_by_text("CM").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_door_opens_too(page: Page, claire):
    page.goto("/")
    page.get_by_label("Courriel").fill("claire@coop.test")
    page.get_by_label("Mot de passe", exact=True).fill("secret")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("navigation", name="Menu principal")).to_be_visible()
    page.get_by_role("link", name="Personnes").first.click()
    expect(page).to_have_url(re.compile("/personnes/$"))
