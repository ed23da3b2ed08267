"""Exporting from the list, fetching the file, and who may see the record."""

import pytest
from django.urls import reverse

from contacts import people
from contacts.models import Export
from tests import make
from tests.contacts.exporting_samples import cards, table


@pytest.fixture
def person(settings, tmp_path, director):
    settings.MEDIA_ROOT = tmp_path
    return people.add_stakeholder(first_name="Yann", last_name="Le Goff", source_on=make.TODAY)


def test_one_asks_then_fetches_the_file(person, director, signed_in):
    make.stakeholder(objected_on=make.TODAY)
    client, url = signed_in(director), reverse("people_export")
    asked = client.get(url, {"all": "1", "query": ""}).content.decode()
    assert "1 personne a demandé à ne plus être contactée" in asked
    typed = {"all": "1", "query": "", "file_format": "csv", "columns": ["prenom", "nom"]}
    page = client.post(url, typed, follow=True)
    assert "Télécharger" in page.content.decode()
    made = Export.objects.get()
    file = client.get(reverse("export_file", args=[made.pk]))
    assert table(b"".join(file.streaming_content)) == [["Prénom", "Nom"], ["Yann", "Le Goff"]]
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "private, no-store"


def test_twice_the_same_form_is_one_export(person, director, signed_in):
    client, key = signed_in(director), "4f6b3f0e-6cf4-4a0f-9f7e-0c7f5ad3c001"
    typed = {"all": "1", "file_format": "csv", "columns": "nom", "_once": key}
    first = client.post(reverse("people_export"), typed)
    second = client.post(reverse("people_export"), typed)
    assert first["Location"] == second["Location"]
    assert Export.objects.count() == 1


def test_no_column_is_refused_with_a_sentence(person, director, signed_in):
    typed = {"all": "1", "file_format": "csv"}
    page = signed_in(director).post(reverse("people_export"), typed)
    assert page.status_code == 422
    assert "Cochez au moins une colonne" in page.content.decode()


def test_a_file_is_its_owner_s_alone(person, director, communicator, reader, signed_in):
    typed = {"all": "1", "file_format": "csv", "columns": "nom"}
    signed_in(director).post(reverse("people_export"), typed)
    url = reverse("export_file", args=[Export.objects.get().pk])
    assert signed_in(communicator).get(url).status_code == 404
    assert signed_in(reader).get(url).status_code == 403


def test_a_reader_may_not_export_and_is_not_offered_it(person, reader, signed_in):
    client = signed_in(reader)
    assert client.post(reverse("people_export"), {"all": "1"}).status_code == 403
    assert "exporter" not in client.get("/organismes/").content.decode().lower()
    assert "fiche.vcf" not in client.get(f"/personnes/{person.pk}/").content.decode()


def test_the_record_is_for_privacy_and_says_who_and_how_many(
    person, director, administrator, signed_in
):
    typed = {"all": "1", "file_format": "csv", "columns": "nom"}
    signed_in(director).post(reverse("people_export"), typed)
    page = signed_in(administrator).get(reverse("export_log")).content.decode()
    assert "Claire Morvan" in page
    assert "1 ligne" in page
    assert "Le Goff" not in page
    assert signed_in(director).get(reverse("export_log")).status_code == 403


def test_the_card_of_one_person_is_logged_and_refused_for_an_objector(person, director, signed_in):
    client = signed_in(director)
    answer = client.post(reverse("stakeholder_card", args=[person.pk]))
    assert [card.fn.value for card in cards(answer.content)] == ["Yann Le Goff"]
    assert Export.objects.get().row_count == 1
    quiet = make.stakeholder(objected_on=make.TODAY)
    assert client.post(reverse("stakeholder_card", args=[quiet.pk])).status_code == 404
    assert "fiche.vcf" not in client.get(f"/personnes/{quiet.pk}/").content.decode()


def test_organizations_export_as_well(person, director, signed_in):
    people.add_organization(name="Banque des Embruns", kind="bank")
    people.add_organization(name="Radio Rade", kind="media")
    client, url = signed_in(director), reverse("organization_export")
    typed = {
        "all": "1",
        "query": "kind=bank",
        "file_format": "csv",
        "columns": ["nom", "personnes"],
    }
    client.post(url, typed)
    made = Export.objects.get()
    file = client.get(reverse("export_file", args=[made.pk]))
    assert table(b"".join(file.streaming_content))[1] == ["Banque des Embruns", "0"]
    assert (
        made.said.replace("\N{NO-BREAK SPACE}", " ") == "1 organisme · Genre d’organisme : banque"
    )
