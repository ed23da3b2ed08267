"""Several numbers and addresses, and who answers for somebody."""

import re
import uuid

import pytest
from django.urls import reverse

from contacts import people
from contacts.models import Assistant, ContactPoint, Stakeholder
from tests import make


def _undo(client, page):
    token = re.findall(r'name="token" value="([^"]+)"', page)[-1]
    return client.post(reverse("undo"), {"token": token}, follow=True)


@pytest.fixture
def person(db):
    return people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec’h", phone="0612345678", source_on=make.TODAY
    )


def _add(client, person, kind, **typed):
    url = f"/personnes/{person.pk}/coordonnees/?kind={kind}"
    return client.post(url, typed | {"_once": str(uuid.uuid4())}, follow=True)


def test_other_numbers_stand_under_the_preferred_one_and_find_the_person(
    person, director, signed_in
):
    client = signed_in(director)
    page = _add(client, person, "phone", value="02 98 10 20 30", label="secrétariat")
    text = page.content.decode()
    assert text.index("06 12 34 56 78") < text.index("02 98 10 20 30") < text.index("secrétariat")
    assert Stakeholder.objects.matching(["0298102030"]).get() == person
    _undo(client, text)
    assert not ContactPoint.objects.exists()


def test_the_first_e_mail_is_the_preferred_one(person, director, signed_in):
    _add(signed_in(director), person, "email", value="m@port.example", label="mairie")
    person.refresh_from_db()
    assert (person.email, person.email_label) == ("m@port.example", "mairie")


def test_another_one_is_preferred_and_that_is_taken_back(person, director, signed_in):
    client = signed_in(director)
    _add(client, person, "phone", value="02 98 10 20 30")
    point = ContactPoint.objects.get()
    page = client.post(reverse("contact_point_prefer", args=[point.pk]), follow=True)
    person.refresh_from_db()
    assert person.phone == "+33298102030"
    assert ContactPoint.objects.get().value == "+33612345678"
    _undo(client, page.content.decode())
    person.refresh_from_db()
    assert person.phone == "+33612345678"


def test_it_is_corrected_and_removed(person, director, signed_in):
    client = signed_in(director)
    _add(client, person, "email", value="a@port.example")
    _add(client, person, "email", value="b@port.example")
    point = ContactPoint.objects.get()
    url = reverse("contact_point_edit", args=[point.pk])
    seen = client.get(url).context["form"].version_seen
    client.post(url, {"value": "c@port.example", "label": "", "_seen": seen})
    point.refresh_from_db()
    assert point.value == "c@port.example"
    page = client.post(reverse("contact_point_delete", args=[point.pk]), follow=True)
    assert not ContactPoint.objects.exists()
    _undo(client, page.content.decode())
    assert ContactPoint.objects.get().value == "c@port.example"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("phone", "06 12 34 56 78"), "Il figure déjà parmi les coordonnées"),
        (("phone", "anne"), "Ce n’est pas un numéro de téléphone"),
        (("email", "anne"), "adresse"),
    ],
)
def test_bad_input_says_why(person, director, signed_in, typed, said):
    kind, value = typed
    answer = _add(signed_in(director), person, kind, value=value)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_assistant_shows_on_both_pages(person, director, signed_in):
    helper = people.add_stakeholder(
        first_name="Soazig", last_name="Tanguy", source_on=make.TODAY, phone="0298000001"
    )
    client = signed_in(director)
    url = f"/personnes/{person.pk}/secretariat/"
    typed = {"assistant": "Soazig Tanguy", "assistant_pk": str(helper.pk), "role": "secrétariat"}
    page = client.post(url, typed | {"_once": str(uuid.uuid4())}, follow=True).content.decode()
    assert "02 98 00 00 01" in page
    other = client.get(f"/personnes/{helper.pk}/").content.decode()
    assert "Répond pour" in other
    assert "Maëlle Kervelec’h" in other
    again = client.post(url, typed | {"_once": str(uuid.uuid4())})
    assert again.status_code == 422
    assert "répond déjà" in again.content.decode()
    tie = Assistant.objects.get()
    client.post(reverse("assistant_delete", args=[tie.pk]))
    assert not Assistant.objects.exists()


def test_nobody_answers_for_themselves(person, director, signed_in):
    typed = {"assistant": str(person), "assistant_pk": str(person.pk), "role": "x"}
    answer = signed_in(director).post(f"/personnes/{person.pk}/secretariat/", typed)
    assert answer.status_code == 422
    assert "son propre secrétariat" in answer.content.decode()


def test_only_those_who_may(person, stranger, reader, signed_in):
    point = ContactPoint.objects.create(stakeholder=person, kind="phone", value="+33298102030")
    for name, pk in (
        ("contact_point_add", person.pk),
        ("contact_point_edit", point.pk),
        ("assistant_add", person.pk),
    ):
        assert signed_in(stranger).get(reverse(name, args=[pk])).status_code == 404
        assert signed_in(reader).get(reverse(name, args=[pk])).status_code == 403
    url = reverse("contact_point_delete", args=[point.pk])
    assert signed_in(reader).post(url).status_code == 403
