"""Looking through the base, comparing two cards, making one of them, and two again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from contacts import people
from contacts.models import Exchange, Stakeholder
from tests import make
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_cards(director: User) -> tuple[Stakeholder, Stakeholder]:
    """Return one person typed twice, with a note on the second card."""
    cards = [
        people.add_stakeholder(
            first_name=first_name, last_name=last_name, source_on=make.TODAY, phone="+33261913146"
        )
        for first_name, last_name in (("Rozenn", "Charpentec"), ("Rosenn", "CHARPENTEC"))
    ]
    bank = make.bank()
    for card in cards:
        people.add_post(stakeholder=card, organization=bank, title="Directrice de travaux")
    people.note_exchange(
        stakeholder=cards[1], author=director, text="Rappelle jeudi.", happened_on=make.TODAY
    )
    return cards[0], cards[1]


def test_scan_compare_merge_undo(
    page: Page,
    sign_in: Callable[[User], None],
    director: User,
    two_cards: Any,
) -> None:
    kept, other = two_cards
    sign_in(director)
    page.goto("/doublons/personnes/")
    page.get_by_role("button", name="Parcourir toute la base").click()
    page.get_by_role("link", name="Les regarder").click(timeout=20_000)
    expect(page.locator(".pair")).to_have_count(1)
    assert faults(page) == []
    page.get_by_role("link", name="Comparer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Une seule et même personne")
    expect(page.get_by_text("la fiche gardée a déjà cette fonction")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="N’en faire qu’une fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Une seule fiche au lieu de deux")
    assert faults(page) == []
    assert [str(card) for card in Stakeholder.objects.all()] == ["Rozenn Charpentec"]
    assert Exchange.objects.get().stakeholder_id == kept.pk
    page.goto(f"/personnes/{other.pk}/")
    expect(page).to_have_url(re.compile(f"/personnes/{kept.pk}/$"))
    page.get_by_role("link", name="La fiche de Rosenn CHARPENTEC l’a rejointe").click()
    page.get_by_role("button", name="Défaire la fusion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De nouveau deux fiches")
    assert Stakeholder.objects.count() == 2
    assert Exchange.objects.get().stakeholder_id == other.pk


def test_the_card_is_proposed_while_one_types(
    page: Page,
    sign_in: Callable[[User], None],
    director: User,
    two_cards: Any,
) -> None:
    sign_in(director)
    page.goto("/personnes/ajouter/")
    page.get_by_label("Prénom").fill("Rozen")
    page.get_by_label("Nom", exact=False).last.press_sequentially("Charpentec")
    page.get_by_label("Téléphone").fill("02 61 91 31 46")
    expect(page.get_by_role("heading", name="Déjà parmi vos contacts")).to_be_visible()
    page.get_by_label("Courriel").fill("r.charpentec@exemple.test")
    page.get_by_role("button", name="C’est cette personne").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajouter ce que vous avez tapé")
    assert faults(page) == []
    page.get_by_role("button", name="Ajouter à la fiche").click()
    expect(page.locator("body")).to_contain_text("r.charpentec@exemple.test")
    assert Stakeholder.objects.count() == 2
