"""A list of two hundred rows: looked at, two rows corrected, taken in, taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.permissions import Role
from contacts import refreshing
from contacts.models import Stakeholder
from tests.browser.dumping import dump
from tests.browser.looking import faults
from tests.contacts.importing import two_hundred

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def director(transactional_db: Any) -> User:
    return User.objects.create_user(
        "claire@coop.test",
        "secret",
        roles=(Role.DIRECTOR,),
        first_name="Claire",
        last_name="Morvan",
    )


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def choose(page: Page) -> None:
    page.goto("/personnes/importer/")
    page.set_input_files(
        "input[type=file]",
        {
            "name": "salon.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": two_hundred.workbook(),
        },
    )
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="Que contient chaque colonne ?")).to_be_visible()


def only(page: Page, state: str) -> None:
    page.get_by_role("navigation", name="Lignes par état").get_by_role("link", name=state).click()


def row_of(page: Page, name: str) -> Any:
    return page.locator(".import-row").filter(has=page.locator(".row-title", has_text=name))


def correct_two(page: Page) -> None:
    """Correct a date and an address, say who somebody is."""
    only(page, "Refusée")
    expect(page.locator(".import-row")).to_have_count(8)
    for name, column, text in (
        ("Zélie", "Courriel", "zelie@liste.test"),
        (None, "Date d’échange", "28/02/2026"),
    ):
        row = row_of(page, name) if name else page.locator(".import-row.is-refused").nth(2)
        mark = row.get_attribute("id")
        row.get_by_label(column).fill(text)
        row.get_by_role("button", name="Vérifier à nouveau").click()
        expect(page.locator(f"#{mark}.is-new")).to_be_visible()
    only(page, "Peut-être déjà connue")
    row_of(page, "Perrine").get_by_role("button", name="C’est la même personne").click()
    expect(page.locator(".import-row.is-changed")).to_have_count(1)


def test_two_hundred_rows_taken_in_and_taken_back(
    page: Page, director: User, sign_in: Callable[[User], None], keep: Callable[[str], None]
) -> None:
    two_hundred.base(director)
    refreshing.refresh_everybody()
    before = dump()
    sign_in(director)
    choose(page)
    assert faults(page) == []
    keep("columns")
    page.get_by_role("button", name="Voir ce que cela changerait").click()
    expect(page.get_by_role("button", name="Importer 165 lignes")).to_be_visible()
    assert faults(page) == []
    keep("preview")
    correct_two(page)
    keep("decided")
    page.goto(page.url.partition("?")[0])
    page.get_by_role("button", name="Importer 168 lignes").click()
    expect(page.get_by_text("168 lignes ont été importées.")).to_be_visible()
    assert faults(page) == []
    keep("report")
    assert Stakeholder.objects.count() == 43 + 151
    assert Stakeholder.objects.filter(source_name="salon.xlsx").count() == 151
    perrine = Stakeholder.objects.get(first_name="Perrine")
    assert perrine.email == "perrine@liste.test"
    assert Stakeholder.objects.get(first_name="Solenn").exchanges.count() == 0
    assert not Stakeholder.everyone.filter(first_name="Ulysse").exists()
    page.get_by_role("link", name="Annuler tout l’import").click()
    page.get_by_role("main").get_by_role("button", name="Annuler").click()
    page.get_by_role("link", name="Voir le résultat").click()  # so many rows: by a job
    expect(page.get_by_text("Cet import a été annulé")).to_be_visible()
    after = dump()
    assert {table for table in before if before[table] != after[table]} == set()
    assert sum(map(len, before.values())) > 100
