import datetime
import uuid

import pytest
from django.urls import reverse

from contacts import people
from contacts.models import Organization, Stakeholder
from tests import make

HTMX = {"HX-Request": "true"}


def _bank(number=0):
    bank = people.add_organization(name=f"Banque {number}", kind="bank")
    holder = people.add_stakeholder(first_name="Yann", last_name=f"N{number}", source_on=make.TODAY)
    people.add_post(stakeholder=holder, organization=bank, title="Directeur")
    return bank


def test_the_list_says_how_many_people_we_know(director, signed_in):
    _bank()
    page = signed_in(director).get("/organismes/").content.decode()
    assert "Banque 0" in page
    assert "1 personne suivie" in page


def test_the_list_is_searched_without_accents_and_by_kind(director, signed_in):
    people.add_organization(name="Crédit des Abers", kind="bank")
    people.add_organization(name="Crêperie Ty Gwen", kind="company")
    client = signed_in(director)
    found = client.get("/organismes/", {"q": "credit"}, headers=HTMX).content.decode()
    assert "Crédit des Abers" in found
    assert "Crêperie" not in found
    assert "<html" not in found
    assert "Crédit" not in client.get("/organismes/", {"kind": "company"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_organizations_cost_no_more_queries(
    director, signed_in, django_assert_num_queries, count
):
    for number in range(count):
        _bank(number)
    client = signed_in(director)
    with django_assert_num_queries(7):
        client.get("/organismes/")


def test_the_page_shows_people_now_and_before(director, signed_in):
    bank = _bank()
    gone = make.stakeholder("Soazig", "Tanguy")
    make.post(gone, bank, title="Ancienne directrice", ended_on=datetime.date(2025, 1, 1))
    page = signed_in(director).get(reverse("organization_detail", args=[bank.pk]))
    text = page.content.decode()
    assert text.index("Yann N0") < text.index("Auparavant") < text.index("Soazig Tanguy")


def test_an_organization_is_added_then_renamed(director, signed_in):
    client = signed_in(director)
    typed = {"name": "Banque Neuve", "kind": "bank", "_once": str(uuid.uuid4())}
    client.post("/organismes/ajouter/", typed)
    bank = Organization.objects.get()
    assert bank.sort_key == "banque neuve"
    holder = people.add_stakeholder(first_name="Y", last_name="N", source_on=make.TODAY)
    people.add_post(stakeholder=holder, organization=bank, title="D")
    url = reverse("organization_edit", args=[bank.pk])
    seen = client.get(url).context["form"].version_seen
    client.post(url, {"name": "Crédit Vieux", "kind": "bank", "_seen": seen})
    assert Stakeholder.objects.matching(["credit", "vieux"]).exists()


def test_bad_input_says_why(director, signed_in):
    answer = signed_in(director).post("/organismes/ajouter/", {"name": "", "kind": "bank"})
    assert answer.status_code == 422
    assert "Ce champ est obligatoire" in answer.content.decode()


def test_strangers_see_nothing_and_readers_change_nothing(stranger, reader, signed_in):
    bank = _bank()
    pages = ["/organismes/", f"/organismes/{bank.pk}/", f"/organismes/{bank.pk}/modifier/"]
    assert [signed_in(stranger).get(url).status_code for url in pages] == [404, 404, 404]
    assert [signed_in(reader).get(url).status_code for url in pages] == [200, 200, 403]
    assert signed_in(reader).get("/organismes/ajouter/").status_code == 403


def test_the_siren_of_another_is_said_with_the_way_to_it(director, signed_in):
    client = signed_in(director)
    first = people.add_organization(name="Banque du port", kind="bank", siren="552100554")
    typed = {"name": "Banque de la rade", "kind": "bank", "siren": "552 100 554"}
    typed["_once"] = str(uuid.uuid4())
    page = client.post("/organismes/ajouter/", typed, follow=True)
    assert "« Banque du port » a le même SIREN" in said(page)
    url = reverse("organization_detail", args=[first.pk])
    assert f'href="{url}"' in page.content.decode()
    second = Organization.objects.get(name="Banque de la rade")
    assert "« Banque de la rade » a le même SIREN" in said(client.get(url))
    edited = client.get(reverse("organization_edit", args=[first.pk]))
    assert "« Banque de la rade » a le même SIREN" in said(edited)
    second.parent = first
    second.save()
    assert "a le même SIREN" not in said(client.get(url))
    third = people.add_organization(name="Agence", kind="bank", siren="552100554", parent=first)
    agency = client.get(reverse("organization_detail", args=[third.pk]))
    assert "a le même SIREN" not in said(agency)


def test_a_siren_edited_in_place_says_it_too(director, signed_in):
    client = signed_in(director)
    people.add_organization(name="Banque du port", kind="bank", siren="552100554")
    other = people.add_organization(name="Autre", kind="bank")
    url = f"/organismes/{other.pk}/champ/siren/"
    seen = client.get(url).context["form"].version_seen
    typed = {"siren": "552100554", "siret": "", "_seen": seen}
    answer = client.post(url, typed, headers=HTMX)
    assert "« Banque du port » a le même SIREN" in said(answer)


def said(page):
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
