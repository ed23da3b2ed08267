"""Texts about others that bear the name of somebody to erase: listed, counted, all within reach."""

import pytest
from django.urls import reverse

from contacts import rereading
from contacts.models import Exchange
from tests import make

pytestmark = pytest.mark.django_db


def test_lone_surnames_are_listed_to_be_read_again(director, administrator):
    person = make.stakeholder("Yvonne", "Zarkadel")
    make.exchange(person, director, text="Zarkadel elle-même : part avec elle.")
    other = make.stakeholder("Annick", "Voisine")
    make.exchange(other, director, text="Vu Yvonne Zarkadel hier au marché de la commune.")
    make.exchange(other, director, text="La mère Zarkadel vendrait son terrain.")
    make.exchange(other, director, text="Rien à voir.")
    make.exchange(other, director, text="Confidence sur Zarkadel.", is_private=True)
    found = rereading.passages(person, reader=administrator).told
    assert [(one.is_cleared, bool(one.excerpt)) for one in found] == [
        (False, False),
        (False, True),
        (True, True),
    ]
    assert found[1].excerpt == "La mère Zarkadel vendrait son terrain."
    assert {one.url for one in found} == {f"/personnes/{other.pk}/"}
    assert found[1].place == "Échange concernant Annick Voisine"


def test_a_namesake_keeps_the_texts_as_they_are_to_be_read(director, administrator):
    person = make.stakeholder("Yvonne", "Zarkadel")
    make.resident(make.operation(), "Yvonne", "Zarkadel")
    other = make.stakeholder("Annick", "Voisine")
    make.exchange(other, director, text="Vu Yvonne Zarkadel hier.")
    (passage,) = rereading.passages(person, reader=administrator).told
    assert not passage.is_cleared


def test_those_that_are_many_are_counted_and_reached_page_by_page(
    director, administrator, signed_in, monkeypatch
):
    monkeypatch.setattr(rereading, "AT_MOST", 3)
    person = make.stakeholder("Yvonne", "Zarkadel")
    other = make.stakeholder("Annick", "Voisine")
    notes = [
        make.exchange(other, director, text=f"La mère Zarkadel, fois {at}.") for at in range(7)
    ]
    client, url = signed_in(administrator), reverse("erasure_add", args=[person.pk])
    seen, address = [], url
    while address:
        answer = client.get(address.split("#")[0])
        found = answer.context["reread"]
        assert (found.count, len(found.told) <= 3) == (7, True)
        seen += [one.excerpt for one in found.told]
        address = f"{url}{found.next}" if found.next else ""
        last = answer
    assert sorted(seen) == sorted(note.text for note in notes)
    text = last.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "7 à 7 sur 7 textes" in text
    assert "?texts=4#reread" in text
    assert rereading.passages(person, reader=administrator, first=900).told == []


def test_few_are_listed_without_pages(director, administrator, signed_in):
    person = make.stakeholder("Yvonne", "Zarkadel")
    make.exchange(make.stakeholder("Annick", "Voisine"), director, text="La mère Zarkadel.")
    answer = signed_in(administrator).get(reverse("erasure_add", args=[person.pk]))
    assert Exchange.objects.count() == answer.context["reread"].count == 1
    assert "sur 1" not in answer.content.decode()
