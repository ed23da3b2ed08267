"""The page that makes a contact of a resident, and what the other pages say of it."""

import io

import openpyxl
import pytest
from django.http import QueryDict

from contacts.exporting import exports
from contacts.models import Stakeholder
from contacts.selecting import Selection
from operations import tying
from operations.models import Resident
from tests import make


@pytest.fixture
def resident(db):
    return make.resident(make.operation(), phone="06 39 98 00 11", access="Code 42B")


def page_of(resident):
    return f"/operations/habitants/{resident.pk}/contact/"


def test_one_is_tied_to_somebody_followed_already(resident, director, signed_in):
    contact = make.stakeholder("Nolwenn", "Quéré", phone="+33639980011")
    client = signed_in(director)
    page = client.get(page_of(resident))
    assert "C’est elle, c’est lui" in page.text
    sent = {"stakeholder": str(contact), "stakeholder_pk": contact.pk}
    told = client.post(page_of(resident), sent, follow=True)
    assert Resident.objects.get().stakeholder == contact
    assert "Annuler" in told.text
    assert "Code 42B" in told.text  # the page of the resident
    assert f'href="/personnes/{contact.pk}/"' in told.text


def test_one_is_taken_in_as_somebody_new(resident, director, signed_in):
    told = signed_in(director).post(page_of(resident), {"new": "1"}, follow=True)
    contact = Stakeholder.objects.get()
    assert told.redirect_chain[-1][0] == f"/personnes/{contact.pk}/"
    assert "Habite l’un de nos logements" in told.text
    assert "habitant·e" in told.text
    assert "Code 42B" not in told.text


def test_they_are_parted_again(resident, director, signed_in):
    tying.tie(resident=resident, stakeholder=make.stakeholder(), author=director)
    signed_in(director).post(f"/operations/habitants/{resident.pk}/separer/")
    assert Resident.objects.get().stakeholder is None


def test_nothing_chosen_is_said(resident, director, signed_in):
    answer = signed_in(director).post(page_of(resident), {"stakeholder": "Inconnue"})
    assert answer.status_code == 422
    assert "Personne" in answer.text or "Rien" in answer.text


@pytest.mark.parametrize(
    ("who", "status"), [("scheduler", 403), ("reader", 403), ("stranger", 404)]
)
def test_others_may_not(resident, who, status, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(page_of(resident)).status_code == status


def test_readers_see_the_kind_but_not_the_home(resident, director, reader, signed_in):
    contact = make.stakeholder()
    tying.tie(resident=resident, stakeholder=contact, author=director)
    page = signed_in(reader).get(f"/personnes/{contact.pk}/").text
    assert "habitant·e" in page
    assert "Habite l’un de nos logements" not in page


def test_the_list_narrows_to_them_and_names_the_kind(resident, director, signed_in):
    contact = make.stakeholder("Ana", "Bozec")
    make.stakeholder("Yann", "Autre")
    tying.tie(resident=resident, stakeholder=contact, author=director)
    page = signed_in(director).get("/personnes/?kind=resident&colonnes=type").text
    assert "Bozec" in page
    assert "Autre" not in page
    assert "habitant·e·s de nos logements" in page


def test_the_export_names_the_kind(resident, director, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    tying.tie(resident=resident, stakeholder=make.stakeholder(), author=director)
    made, _job = exports.start_people(
        selection=Selection.of(QueryDict("all=1&query="), reader=director, on=make.TODAY),
        file_format="xlsx",
        names=["nom", "type"],
        owner=director,
    )
    with made.file.open() as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read())).active
    assert [cell.value for cell in sheet[2]] == ["habitant·e", "Kervelec’h"] or [
        cell.value for cell in sheet[2]
    ] == ["Kervelec’h", "habitant·e"]
