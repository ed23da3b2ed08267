import uuid

import pytest
from django.urls import reverse

from contacts import people
from contacts.models import Organization, Stakeholder
from directory import tombstones
from tests import make

ADD = "/personnes/ajouter/"


def _typed(**changes):
    return {
        "first_name": "Yann",
        "last_name": "Le Goff–D'Hervé (née Çelik)",
        "sex": "",
        "_once": str(uuid.uuid4()),
    } | changes


def test_a_banker_is_added_with_a_new_bank_and_a_post(director, signed_in):
    typed = _typed(
        phone="0612345678",
        new_organization="Banque des Embruns",
        new_organization_kind="bank",
        post_title="Directeur d’agence",
        post_started_on="2024-09-01",
    )
    answer = signed_in(director).post(ADD, typed)
    banker = Stakeholder.objects.get()
    assert answer.headers["Location"] == f"/personnes/{banker.pk}/"
    assert banker.last_name == "Le Goff–D'Hervé (née Çelik)"
    assert (banker.phone, banker.created_by) == ("+33612345678", director)
    assert banker.posts.get().line == "Directeur d’agence, Banque des Embruns"
    assert Stakeholder.objects.matching(["embruns", "dherve"]).get() == banker


def test_a_banker_is_added_in_a_known_bank(director, signed_in):
    bank = people.add_organization(name="Banque des Embruns", kind="bank")
    typed = _typed(
        organization="Banque des Embruns", organization_pk=str(bank.pk), post_title="Directeur"
    )
    signed_in(director).post(ADD, typed)
    assert Stakeholder.objects.get().posts.get().organization == bank
    assert Organization.objects.count() == 1


def test_somebody_who_was_erased_is_added_again_only_knowingly(director, signed_in):
    tombstones.bury_contact(
        first_name="Hélène", last_name="Le Goff", emails=["helene@b.test"],
        phones=["+33298000000"], on=make.TODAY,
    )  # fmt: skip
    client = signed_in(director)
    people.add_stakeholder(first_name="Hélène", last_name="Le Goff", source_on=make.TODAY)
    typed = _typed(first_name="HELENE", last_name="Le Goff", email="helene@b.test")
    warned = client.post(ADD, typed)
    seen = {"same_name_seen": warned.context["form"].same_name_seen}
    again = client.post(ADD, typed | seen)
    page = again.content.decode()
    assert again.status_code == 422
    assert "a demandé à être effacée" in page
    assert f'name="same_name_seen" value="{seen["same_name_seen"]}"' in page
    assert Stakeholder.objects.count() == 1
    client.post(ADD, typed | seen | {"erased_seen": "1"})
    assert Stakeholder.objects.count() == 2
    other = _typed(first_name="Hélène", last_name="Le Goff", email="autre@b.test")
    assert "effacée" not in client.post(ADD, other).content.decode()  # a namesake


def test_two_people_of_the_same_name_stay_two_once_it_was_seen(director, signed_in):
    known = people.add_stakeholder(first_name="Hélène", last_name="Le Goff", source_on=make.TODAY)
    client = signed_in(director)
    typed = _typed(first_name="helene", last_name="LE GOFF")
    warned = client.post(ADD, typed)
    page = warned.content.decode()
    assert warned.status_code == 422
    assert "Une personne porte déjà ce nom" in page
    assert reverse("stakeholder_detail", args=[known.pk]) in page
    assert Stakeholder.objects.count() == 1
    client.post(ADD, typed | {"same_name_seen": warned.context["form"].same_name_seen})
    assert Stakeholder.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first_name": "", "sex": ""}, "Donnez le prénom"),
        ({"last_name": ""}, "Ce champ est obligatoire"),
        ({"phone": "demander Anne"}, "Ce n’est pas un numéro de téléphone"),
        ({"email": "pas une adresse"}, "adresse"),
        ({"new_organization": "X"}, "Dites de quel genre d’organisme il s’agit"),
        ({"post_title": "Directeur"}, "Dites dans quel organisme"),
        ({"organization": "Inconnue"}, "S’il est nouveau, donnez son nom juste en dessous."),
    ],
)
def test_bad_input_says_why_and_nothing_is_written(director, signed_in, changes, said):
    answer = signed_in(director).post(ADD, _typed(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Stakeholder.objects.exists()
    assert not Organization.objects.exists()


def test_only_those_who_may_add(stranger, reader, signed_in):
    assert signed_in(stranger).get(ADD).status_code == 404
    assert signed_in(reader).get(ADD).status_code == 403


def test_a_name_is_edited_and_found_again(director, signed_in):
    person = people.add_stakeholder(first_name="Anne", last_name="Avant", source_on=make.TODAY)
    client = signed_in(director)
    url = reverse("stakeholder_edit", args=[person.pk])
    seen = client.get(url).context["form"].version_seen
    typed = _typed(first_name="Anne", last_name="Après", _seen=seen)
    assert client.post(url, typed).status_code == 302
    assert Stakeholder.objects.matching(["apres"]).get() == person


def test_an_edit_of_an_older_version_shows_both(director, signed_in):
    person = people.add_stakeholder(first_name="Anne", last_name="Avant", source_on=make.TODAY)
    client = signed_in(director)
    url = reverse("stakeholder_edit", args=[person.pk])
    seen = client.get(url).context["form"].version_seen
    person.phone = "06 00 00 00 00"
    person.save()
    answer = client.post(url, _typed(first_name="Anne", last_name="Après", _seen=seen))
    assert answer.status_code == 422
    assert "06 00 00 00 00" in answer.content.decode()
    person.refresh_from_db()
    assert person.last_name == "Avant"


def test_only_those_who_may_edit(stranger, reader, signed_in):
    url = reverse("stakeholder_edit", args=[make.stakeholder().pk])
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(reader).get(url).status_code == 403
