"""Somebody of whom only the surname and the title are known: named, found and written to so."""

import pytest

from contacts import forms_of_address
from contacts.exporting import vcards
from contacts.exporting.fields import Reading
from contacts.models import Stakeholder
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone() -> Stakeholder:
    return make.stakeholder("", "Le Goff", sex="F")


def test_the_title_stands_for_the_first_name_and_stands_once(someone, director, signed_in):
    page = signed_in(director).get(f"/personnes/{someone.pk}/").content.decode()
    assert "<h1>Mme Le Goff</h1>" in page.replace("\n", "")
    assert "Mme Mme" not in page
    assert str(make.stakeholder("", "Le Goff")) == "Le Goff"


def test_no_familiar_salutation_without_a_first_name(someone):
    choices = forms_of_address.address(someone, make.TODAY).choices
    assert [one for one in choices if one.startswith("Chère ")] == []


@pytest.mark.parametrize("typed", ["mme le goff", "Madame Le Goff", "le goff"])
def test_she_is_found_with_her_title_and_without(someone, director, signed_in, typed):
    client = signed_in(director)
    for page in ("/personnes/", "/recherche/"):
        assert f"/personnes/{someone.pk}/" in client.get(page, {"q": typed}).content.decode()


def test_a_first_name_or_a_title_is_asked_for(someone, director, signed_in):
    url = f"/personnes/{someone.pk}/champ/name/"
    client = signed_in(director)
    seen = client.get(url).context["form"].version_seen
    typed = {"sex": "", "first_name": "", "last_name": "Le Goff", "_seen": seen}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "Donnez le prénom ou, si personne ne le connaît" in answer.content.decode()


def test_a_card_of_the_phone_has_both_names(someone):
    found = Stakeholder.objects.with_seats(make.TODAY).get()
    card = vcards.card(found, Reading(reader=None, on=make.TODAY))
    assert "FN:Mme Le Goff" in card
