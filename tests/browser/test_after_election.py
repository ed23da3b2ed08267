"""After an election: load a newer file, review it, accept a territory, undo; nothing is left.

Everybody here is invented: the files of `tests/directory/data`, and one derived from them where a
commune has another mayor, another one is forgotten, and a surname lost half of itself.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.permissions import Role
from contacts import following
from contacts.models import Mandate, Stakeholder, TurnoverLine
from directory.models import RegisterPerson
from tests.browser.looking import faults
from tests.directory.loading import APRIL, load

pytestmark = pytest.mark.django_db(transaction=True)
APRIL_FILE = (
    Path(__file__).resolve().parents[1] / "directory/data/2026-04_layout/elus-maires-mai.csv"
)


def _later(folder: Path) -> Path:
    """Write the file after the next elections."""
    lines = APRIL_FILE.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("KERVELEC'H;Maëlle;F;12/02/1971", "BREIZHOU;Gwenn;F;09/09/1980")
    lines[1] = lines[1].replace("15/03/2026;21/03/2026", "21/07/2026;25/07/2026")
    lines[3] = lines[3].replace(
        "29903;Sainte-Brevelaine;LE TREVIDIC;Yann;M;21/11/1984",
        "29905;Plou-Inventé;AUTREFOIS;Luc;M;01/02/1960",
    )
    lines[4] = lines[4].replace("SALLEVERT DUPRAT (DE)", "DUPRAT")
    path = folder / "elus-maires-mai.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def _dump() -> dict[str, str]:
    """Return what the tables of contacts hold, but the logs of who changed what."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_app_config("contacts").get_models()
        if not model.__name__.startswith("Historical")
    }


def _load(page: Page, path: Path, day: str) -> None:
    page.goto(reverse("register_load"))
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="Lire le fichier").first.click()
    page.locator("#id_published_on").fill(day)
    page.get_by_role("button", name="Charger ce fichier").first.click()
    expect(page).to_have_url(re.compile("/travaux/"), timeout=120_000)
    expect(page.locator("progress")).to_have_attribute("value", "100", timeout=120_000)


def test_review_accept_a_territory_and_undo(
    page: Page,
    sign_in: Callable[[User], None],
    keep: Callable[[str], None],
    tmp_path: Path,
    client: Any,
) -> None:
    page.set_default_timeout(60_000)
    author = User.objects.create_user(
        "nora@coop.test", "secret", roles=(Role.ADMINISTRATOR, Role.DIRECTOR), first_name="Nora"
    )
    load("2026-04_layout/elus-maires-mai.csv", APRIL)
    with transaction.atomic():
        for person in RegisterPerson.objects.order_by("pk"):
            following.follow(person, author=author)
    assert Mandate.objects.count() == 5

    sign_in(author)
    _load(page, _later(tmp_path), "2026-08-04")
    matters = list(TurnoverLine.objects.order_by("matter").values_list("matter", flat=True))
    assert matters == [
        "leaver",
        "newcomer",
        "renewed",
        "renewed",
        "renewed",
        "respelled",
        "to_check",
    ]

    page.goto(reverse("turnover_review"))
    assert faults(page) == []
    keep("1-revue")
    expect(
        page.get_by_text("n’est pas dans le fichier du 4\N{NO-BREAK SPACE}août 2026")
    ).to_be_visible()
    assert "1971" not in page.content()
    before = _dump()

    page.locator(".turnover-group", has_text="Port-Élorn").or_(
        page.locator(".turnover-group", has_text="Port-Elorn")
    ).get_by_role("button", name=re.compile("Accepter ce territoire")).click()
    expect(page.locator("#toasts")).to_contain_text("2 lignes acceptées")
    maelle = Stakeholder.objects.get(first_name="Maëlle")
    assert str(maelle.mandates.get().ended_on) == "2026-07-25"
    assert Stakeholder.objects.get(last_name="Breizhou").mandates.get().title == "Maire"
    keep("2-acceptee")

    page.locator("#toasts").get_by_role("button", name="Annuler").click()
    expect(page.locator("#toasts")).to_contain_text("annulé")
    assert _dump() == before

    line = page.locator(".turnover-line", has_text="Duprat").filter(
        has_text="écrit ce nom autrement"
    )
    line.get_by_role("button", name=re.compile("Accepter")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("1 ligne acceptée")
    assert Stakeholder.objects.filter(last_name="Duprat").exists()
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("turnover_review"))
    assert faults(page) == []
    keep("3-telephone")
