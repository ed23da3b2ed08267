"""The lists on the page of an organization or of a territory: bounded, paged, and the whole."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from contacts import linked, people
from directory.models import Territory
from tests import make

LONG_AGO = datetime.date(2020, 1, 1)


def names(page, name):
    """Return the names shown in one of the lists of a page."""
    shown = {some["name"]: some for some in page.context["linked"]}
    return [line.row.last_name for line in shown[name]["lines"]]


def whole(page, client, name):
    """Follow « Voir dans la liste »; return the names there."""
    [url] = [some["url"] for some in page.context["linked"] if some["name"] == name]
    assert f'href="{html.escape(url)}"' in page.content.decode()
    return [line.row.last_name for line in client.get(url).context["lines"]]


@pytest.fixture
def bank(db):
    """A bank with a director, somebody who left, and somebody who came back."""
    bank = make.bank("Banque des Embruns")
    for name, posts in (
        ("Directrice", [("Directrice", LONG_AGO, None)]),
        ("Partie", [("Chargée", LONG_AGO, make.TODAY)]),
        ("Revenue", [("Stagiaire", LONG_AGO, make.TODAY), ("Cadre", make.TODAY, None)]),
    ):
        who = people.add_stakeholder(first_name="A", last_name=name, source_on=make.TODAY)
        for title, since, until in posts:
            people.add_post(
                stakeholder=who, organization=bank, title=title, started_on=since, ended_on=until
            )
    return bank


def test_the_people_of_an_organization_now_and_before(bank, director, signed_in):
    client = signed_in(director)
    people.add_organization(name="Agence de Brest", kind="bank", parent=bank)
    page = client.get(reverse("organization_detail", args=[bank.pk]))
    text = page.content.decode()
    assert names(page, "now") == ["Directrice", "Revenue"]
    assert names(page, "before") == ["Partie"]
    assert whole(page, client, "now") == ["Directrice", "Revenue"]
    assert whole(page, client, "before") == ["Partie"]
    assert "Directrice <span" in text
    assert "depuis janvier 2020" in text
    assert text.count("Directrice") == 2
    assert "· jusqu’au 22" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Stagiaire" not in text
    parts = next(some for some in page.context["linked"] if some["name"] == "parts")
    assert [line.row.name for line in parts["lines"]] == ["Agence de Brest"]
    assert 'name="ids"' not in text
    ever = {"organization": bank.name, "organization_pk": bank.pk, "when": "ever"}
    lines = client.get("/personnes/", ever).context["lines"]
    assert [line.row.last_name for line in lines] == ["Directrice", "Partie", "Revenue"]


def test_nobody_there_says_so(director, signed_in):
    page = signed_in(director).get(reverse("organization_detail", args=[make.bank().pk]))
    assert "aujourd’hui" in page.context["linked"][0]["empty"]
    assert len(page.context["linked"]) == 1


def test_each_list_has_its_own_pages(bank, director, signed_in, monkeypatch):
    monkeypatch.setattr(linked, "SIZE", 2)
    for number in range(3):
        who = people.add_stakeholder(first_name="A", last_name=f"N{number}", source_on=make.TODAY)
        people.add_post(stakeholder=who, organization=bank, title="X")
    client, url = signed_in(director), reverse("organization_detail", args=[bank.pk])
    page = client.get(url)
    assert names(page, "now") == ["Directrice", "N0"]
    text = page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "5 personnes" in text
    following = html.unescape(re.search(r'href="(\?now_after=[^"]+)" rel="next"', text)[1])
    second = client.get(url + following)
    assert names(second, "now") == ["N1", "N2"]
    assert names(second, "before") == ["Partie"]
    assert 'rel="prev"' in second.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_people_cost_no_more_queries(director, signed_in, django_assert_num_queries, count):
    bank = make.bank()
    for number in range(count):
        who = people.add_stakeholder(first_name="A", last_name=f"N{number}", source_on=make.TODAY)
        people.add_post(stakeholder=who, organization=bank, title="X", ended_on=make.TODAY)
        people.add_post(stakeholder=who, organization=bank, title="Y")
        gone = people.add_stakeholder(first_name="A", last_name=f"P{number}", source_on=make.TODAY)
        people.add_post(stakeholder=gone, organization=bank, title="X", ended_on=make.TODAY)
    client = signed_in(director)
    with django_assert_num_queries(29):
        client.get(reverse("organization_detail", args=[bank.pk]))


def test_the_people_of_a_territory_and_below_now_and_before(director, signed_in):
    department = Territory.objects.create(
        kind="department", code="29", name="Finistère", name_of="du Finistère", sort_key="finistere"
    )
    town = make.commune(department=department)
    for name, rank, until in (("B", 30, None), ("A", 40, None), ("Z", 20, make.TODAY)):
        who = people.add_stakeholder(first_name="A", last_name=name, source_on=make.TODAY)
        people.add_mandate(
            stakeholder=who,
            kind="municipal",
            territory=town,
            title=f"Conseil {name}",
            rank=rank,
            ended_on=until,
        )
    client = signed_in(director)
    for place in (town, department):
        page = client.get(f"/territoires/{place.pk}/")
        assert names(page, "now") == ["B", "A"]
        assert names(page, "before") == ["Z"]
        assert whole(page, client, "now") == ["B", "A"]
        assert whole(page, client, "before") == ["Z"]
        assert "Conseil Z de Port-Élorn" in page.content.decode()
    empty = client.get(f"/territoires/{make.commune('Ailleurs', '35901').pk}/")
    assert "Nous suivons ici" not in empty.content.decode()
