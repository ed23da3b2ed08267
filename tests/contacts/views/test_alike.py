"""Possible duplicates while one types, and adding to the card that is there what was typed."""

import pytest
from django.urls import reverse

from contacts import people, reaching
from contacts.models import Organization, Stakeholder
from tests import make
from ui import batches
from ui.models import Batch

pytestmark = pytest.mark.django_db
ALIKE = "/personnes/ressemblances/"


@pytest.fixture
def known():
    """Return a person with a seat, a number and a post."""
    who = people.add_stakeholder(
        first_name="Hélène", last_name="Le Goff", source_on=make.TODAY, phone="+33612345678"
    )
    people.add_post(stakeholder=who, organization=make.bank(), title="Directrice")
    return who


TYPED = {
    "first_name": "Helene",
    "last_name": "LEGOFF",
    "phone": "06 12 34 56 78",
    "email": "h.legoff@exemple.test",
    "sex": "F",
    "new_organization": "Atelier Kermorgant",
    "new_organization_kind": "company",
    "post_title": "Présidente",
}


def test_the_person_is_proposed_with_her_post_and_the_reasons(known, signed_in, director):
    text = signed_in(director).post(ALIKE, TYPED).content.decode().replace("\xa0", " ")
    for part in ("Hélène Le Goff", "Directrice, Banque des Embruns", "même téléphone"):
        assert part in text
    assert reverse("stakeholder_complete", args=[known.pk]) in text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"last_name": "L"},
        {"last_name": "Prigent", "first_name": "Yann"},
        {"last_name": "\0", "first_name": "'; --", "phone": "x", "email": "@"},
    ],
)
def test_nothing_is_proposed_for_somebody_else(typed, known, signed_in, director):
    answer = signed_in(director).post(ALIKE, typed)
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_the_form_asks_as_one_types(signed_in, director):
    page = signed_in(director).get(reverse("stakeholder_add")).content.decode()
    assert f'hx-post="{ALIKE}"' in page
    page = signed_in(director).get(reverse("organization_add")).content.decode()
    assert 'hx-post="/organismes/ressemblances/"' in page


def test_an_organization_is_proposed(signed_in, director):
    made = people.add_organization(name="Crédit des Embruns", kind=Organization.Kind.BANK)
    answer = signed_in(director).post(
        "/organismes/ressemblances/", {"name": "credit des embruns sa"}
    )
    assert reverse("organization_detail", args=[made.pk]) in answer.content.decode()


def test_what_was_typed_is_offered_then_added_and_taken_back(known, signed_in, director):
    client = signed_in(director)
    address = reverse("stakeholder_complete", args=[known.pk])
    page = client.post(address, TYPED).content.decode()
    assert "h.legoff@exemple.test" in page
    assert "Présidente, Atelier Kermorgant" in page
    assert "06 12 34 56 78</strong>" not in page
    client.post(address, TYPED | {"confirm": "1", "add": ["email", "post", "sex"]})
    known.refresh_from_db()
    assert (known.email, known.sex) == ("h.legoff@exemple.test", "F")
    assert sorted(post.title for post in known.posts.all()) == ["Directrice", "Présidente"]
    assert "kermorgant" in known.search_text
    assert Stakeholder.objects.count() == 1
    batches.undo(Batch.objects.get(), by=director)
    known.refresh_from_db()
    assert (known.email, known.posts.count(), Organization.objects.count()) == ("", 1, 1)


def test_another_number_is_added_beside_the_preferred_one(known, signed_in, director):
    address = reverse("stakeholder_complete", args=[known.pk])
    typed = {"last_name": "Le Goff", "first_name": "Hélène", "phone": "02 98 10 20 30"}
    signed_in(director).post(address, typed | {"confirm": "1", "add": "phone"})
    known.refresh_from_db()
    assert known.phone == "+33612345678"
    assert reaching.knows(known, kind="phone", value="+33298102030")


def test_what_is_there_already_leads_to_the_card(known, signed_in, director):
    typed = {"last_name": "Le Goff", "first_name": "Hélène", "phone": "06 12 34 56 78"}
    answer = signed_in(director).post(reverse("stakeholder_complete", args=[known.pk]), typed)
    assert answer["Location"] == reverse("stakeholder_detail", args=[known.pk])
    assert not Batch.objects.exists()


def test_nothing_is_proposed_to_who_may_not_add(known, signed_in, reader, stranger):
    assert signed_in(reader).post(ALIKE, TYPED).status_code == 403
    assert signed_in(stranger).post(ALIKE, TYPED).status_code == 404
