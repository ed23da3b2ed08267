"""Editing one fact of a person or of an organization in place."""

import re
import uuid

import pytest
from django.urls import reverse

from contacts import people
from contacts.models import Organization, Stakeholder
from tests import make

HTMX = {"HX-Request": "true"}


def _url(row, field):
    return reverse(f"{row._meta.model_name}_field", args=[row.pk, field])


def _typed(client, url, **values):
    seen = client.get(url).context["form"].version_seen
    return values | {"_seen": seen, "_once": str(uuid.uuid4())}


def _undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    return client.post(reverse("undo"), {"token": token}, follow=True).content.decode()


@pytest.fixture
def mayor(db):
    person = people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec'h", sex="F", source_on=make.TODAY
    )
    make.mandate(person)
    return person


def test_the_page_shows_each_fact_with_its_pencil(mayor, director, signed_in):
    page = signed_in(director).get(f"/personnes/{mayor.pk}/").content.decode()
    for field in ("name", "referent", "phone", "email", "address", "salutation"):
        assert f'href="{_url(mayor, field)}"' in page
    assert "Madame la Maire," in page
    assert "d’après\N{NO-BREAK SPACE}: maire de Port-Élorn" in page
    assert "l’expression de ma haute considération" in page
    assert "Maëlle Kervelec’h" in page


def test_htmx_swaps_the_value_for_its_form_and_back(mayor, director, signed_in):
    client = signed_in(director)
    form = client.get(_url(mayor, "phone"), headers=HTMX).content.decode()
    assert form.strip().startswith('<div class="fact is-editing" id="fact-phone">')
    assert 'type="tel"' in form
    shown = client.get(_url(mayor, "phone") + "?shown", headers=HTMX).content.decode()
    assert "<html" not in shown
    assert "<form" not in shown.partition("</dd>")[0]


def test_a_phone_is_saved_shown_and_taken_back(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "phone")
    answer = client.post(
        url, _typed(client, url, phone="06.12.34.56.78", phone_label="portable"), headers=HTMX
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "06 12 34 56 78" in page
    assert 'id="subject-head" hx-swap-oob="true"' in page
    assert "noté par Claire" in page
    mayor.refresh_from_db()
    assert (mayor.phone, mayor.phone_label) == ("+33612345678", "portable")
    _undo(client, page)
    mayor.refresh_from_db()
    assert (mayor.phone, mayor.phone_label) == ("", "")


def test_without_javascript_it_is_a_small_page(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "address")
    typed = _typed(
        client, url, street="Mairie\n2 place du Port", postal_code="29900", city="Port-Élorn"
    )
    answer = client.post(url, typed, follow=True)
    assert answer.redirect_chain == [(f"/personnes/{mayor.pk}/#fact-address", 302)]
    assert "2 place du Port<br>" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_number_says_what_one_looks_like(mayor, director, signed_in, headers):
    client = signed_in(director)
    url = _url(mayor, "phone")
    answer = client.post(url, _typed(client, url, phone="06 12"), headers=headers)
    assert answer.status_code == 422
    assert "Ce n’est pas un numéro de téléphone" in answer.content.decode()
    mayor.refresh_from_db()
    assert mayor.phone == ""


def test_a_number_nobody_can_read_stays_while_its_label_changes(mayor, director, signed_in):
    Stakeholder.objects.filter(pk=mayor.pk).update(phone="demander Anne")
    client = signed_in(director)
    url = _url(mayor, "phone")
    client.post(url, _typed(client, url, phone="demander Anne", phone_label="mairie"))
    mayor.refresh_from_db()
    assert (mayor.phone, mayor.phone_label) == ("demander Anne", "mairie")
    assert "tel que saisi" in client.get(f"/personnes/{mayor.pk}/").content.decode()


def test_an_edit_of_an_older_version_shows_both_in_place(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "email")
    typed = _typed(client, url, email="moi@port.example")
    mayor.email = "elle@port.example"
    mayor.save()
    answer = client.post(url, typed, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "moi@port.example" in page
    assert "elle@port.example" in page


def test_the_same_fact_edited_twice_does_not_disturb_another(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "email")
    typed = _typed(client, url, email="moi@port.example")
    mayor.phone = "+33612345678"
    mayor.save()
    assert client.post(url, typed, headers=HTMX).status_code == 200
    mayor.refresh_from_db()
    assert (mayor.email, mayor.phone) == ("moi@port.example", "+33612345678")


def test_a_usual_form_is_chosen_and_given_up(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "salutation")
    form = client.get(url, headers=HTMX).content.decode()
    assert [value for value in ("Madame le Maire", "Chère Maëlle") if value in form] == [
        "Madame le Maire",
        "Chère Maëlle",
    ]
    page = client.post(
        url, _typed(client, url, usual="Madame le Maire"), headers=HTMX
    ).content.decode()
    assert "Je vous prie d’agréer, Madame le Maire, l’expression" in page
    assert "choisie pour cette personne" in page
    client.post(url, _typed(client, url, usual=""))
    mayor.refresh_from_db()
    assert mayor.salutation == ""


def test_an_organization_is_edited_the_same_way(director, signed_in):
    bank = people.add_organization(name="Banque des Embruns", kind="bank", source_on=make.TODAY)
    branch = people.add_organization(name="Agence de Port-Élorn", kind="bank")
    client = signed_in(director)
    url = _url(branch, "parent")
    client.post(
        url, _typed(client, url, parent="Banque des Embruns", parent_pk=str(bank.pk)), headers=HTMX
    )
    branch.refresh_from_db()
    assert branch.parent == bank
    page = client.get(f"/organismes/{bank.pk}/").content.decode()
    assert "Agence de Port-Élorn" in page
    url = _url(bank, "parent")
    typed = _typed(client, url, parent="Agence de Port-Élorn", parent_pk=str(branch.pk))
    answer = client.post(url, typed, headers=HTMX)
    assert answer.status_code == 422
    assert "dépend déjà de cet organisme" in answer.content.decode()


@pytest.mark.parametrize(
    ("siren", "siret", "said"),
    [
        ("552 100 555", "", "Ce n’est pas un SIREN"),
        ("abc", "", "Ce n’est pas un SIREN"),
        ("", "55210055400014", "Ce n’est pas un SIRET"),
        ("356000000", "55210055400013", "celui d’un autre organisme"),
    ],
)
def test_a_wrong_siren_says_why(director, signed_in, siren, siret, said):
    bank = make.bank()
    client = signed_in(director)
    url = _url(bank, "siren")
    answer = client.post(url, _typed(client, url, siren=siren, siret=siret), headers=HTMX)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_siret_brings_its_siren(director, signed_in):
    bank = make.bank()
    client = signed_in(director)
    url = _url(bank, "siren")
    client.post(url, _typed(client, url, siren="", siret="552 100 554 00013"))
    bank = Organization.objects.get()
    assert (bank.siren, bank.siret) == ("552100554", "55210055400013")


def test_only_those_who_may_and_only_what_is_a_fact(mayor, stranger, reader, director, signed_in):
    url = _url(mayor, "phone")
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(reader).get(url).status_code == 403
    assert signed_in(reader).post(url, {"phone": "0612345678"}).status_code == 403
    assert signed_in(director).get(_url(mayor, "sort_key")).status_code == 404


def test_posted_twice_it_is_one_change(mayor, director, signed_in):
    client = signed_in(director)
    url = _url(mayor, "phone")
    typed = _typed(client, url, phone="0612345678")
    before = mayor.history.count()
    client.post(url, typed)
    client.post(url, typed)
    assert mayor.history.count() == before + 1
