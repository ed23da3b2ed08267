import pytest
from django import forms
from django.core.exceptions import ValidationError

from contacts import people
from contacts.forms import OrganizationField, StakeholderField
from tests import make


def _mayor():
    mayor = people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec’h", source_on=make.TODAY
    )
    people.add_mandate(stakeholder=mayor, kind="mayor", territory=make.commune(), title="Maire")
    return mayor


def test_people_are_proposed_with_their_seat(director, signed_in):
    mayor = _mayor()
    page = signed_in(director).get("/personnes/choix/", {"q": "kerv"}).content.decode()
    assert f'data-pk="{mayor.pk}"' in page
    assert "Maëlle Kervelec’h (Maire de Port-Élorn)" in page


def test_organizations_are_proposed_with_their_kind(director, signed_in):
    people.add_organization(name="Banque des Embruns", kind="bank")
    page = signed_in(director).get("/organismes/choix/", {"q": "embrun"}).content.decode()
    assert "Banque des Embruns" in page
    assert "banque" in page


@pytest.mark.parametrize("url", ["/personnes/choix/", "/organismes/choix/"])
def test_a_stranger_is_proposed_nothing(stranger, signed_in, url):
    assert signed_in(stranger).get(url, {"q": "kerv"}).status_code == 404


def test_what_was_proposed_is_understood_with_or_without_javascript(db):
    mayor = _mayor()
    field = StakeholderField()
    text = "Maëlle Kervelec’h (Maire de Port-Élorn)"
    assert field.clean((text, str(mayor.pk))) == mayor
    assert field.clean((text, "")) == mayor
    assert field.clean(("kervelech", "")) == mayor
    with pytest.raises(ValidationError):
        field.clean(("inconnu", ""))


def test_homonyms_are_told_apart_by_the_choice(db):
    first, second = make.stakeholder(), make.stakeholder()
    field = StakeholderField()
    assert field.clean((str(first), str(first.pk))) == first
    assert field.clean((str(second), str(second.pk))) == second


def test_the_fields_have_a_label_and_may_be_left_empty(db):
    class Form(forms.Form):
        who = StakeholderField(label="Qui", required=False)
        where = OrganizationField(label="Où", required=False)

    form = Form({"who": "", "where": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"who": None, "where": None}
    assert form["who"].label == "Qui"


@pytest.mark.parametrize("url", ["/organismes/", "/organismes/choix/", "/personnes/choix/"])
@pytest.mark.parametrize("q", ["\0zz", "zz " * 2000, "é" * 70_000, "%", "_", "\\"])
def test_odd_text_finds_nothing_and_breaks_nothing(director, signed_in, url, q):
    _mayor()
    people.add_organization(name="Banque des Embruns", kind="bank")
    page = signed_in(director).get(url, {"q": q})
    assert page.status_code == 200
    assert "Embruns" not in page.content.decode()
