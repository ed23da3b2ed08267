"""The pages of « Données personnelles »: informing, objecting, requests, texts."""

import pytest

from contacts.models import Stakeholder
from contacts.models.privacy import (
    Information,
    Notice,
    Objection,
    PrivacyRequest,
    PrivacyRule,
    Processing,
    WatchedWords,
)
from tests import make


@pytest.fixture
def person(director):
    return make.stakeholder(
        "Yvonne",
        "Zarkadel",
        email="y@exemple.test",
        phone="02 98 00 00 00",
        search_text="yvonne zarkadel",
    )


def test_the_list_informs_those_ticked_and_offers_the_letters(person, director, signed_in):
    client = signed_in(director)
    assert "Yvonne Zarkadel" in client.get("/donnees-personnelles/a-informer/").text
    told = {"person": [person.pk], "means": "letter", "informed_on": "2026-11-20"}
    client.post("/donnees-personnelles/a-informer/", told)
    assert Stakeholder.objects.get().informed_on.isoformat() == "2026-11-20"
    answer = client.get("/donnees-personnelles/a-informer/")
    assert "Ouvrir les lettres" in answer.text
    series = Information.objects.get().series
    letters = client.get(f"/donnees-personnelles/lettres/{series}/")
    assert letters["Content-Type"] == "application/pdf"


def test_nobody_ticked_says_what_to_do(person, director, signed_in):
    answer = signed_in(director).post(
        "/donnees-personnelles/a-informer/", {"means": "letter", "informed_on": "2026-11-20"}
    )
    assert answer.status_code == 422
    assert "Cochez au moins une personne" in answer.text


def test_a_day_to_come_is_refused(person, director, signed_in):
    answer = signed_in(director).post(
        f"/personnes/{person.pk}/informer/", {"means": "phone", "informed_on": "2099-01-01"}
    )
    assert answer.status_code == 422
    assert "Ce jour est encore à venir" in answer.text


def test_a_reader_sees_the_list_and_changes_nothing(person, reader, signed_in):
    client = signed_in(reader)
    assert client.get("/donnees-personnelles/a-informer/").status_code == 200
    assert client.post("/donnees-personnelles/a-informer/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_one_person_and_three_cost_the_same(
    count, director, signed_in, django_assert_max_num_queries
):
    for number in range(count):
        make.stakeholder("Yvonne", f"Zarkadel {number}")
    client = signed_in(director)
    with django_assert_max_num_queries(9):
        client.get("/donnees-personnelles/a-informer/")


def test_an_objection_is_marked_everywhere_and_closes_the_links(person, director, signed_in):
    client = signed_in(director)
    client.post(
        f"/personnes/{person.pk}/opposition/",
        {"received_on": "2026-11-20", "means": "letter", "note": "Sa lettre"},
    )
    assert Objection.objects.get().note == "Sa lettre"
    page = client.get(f"/personnes/{person.pk}/").text
    assert "ne plus contacter" in page
    assert "mailto:" not in page
    assert "tel:" not in page
    assert "ne plus contacter" in client.get("/personnes/").text
    assert "ne plus contacter" in client.get("/personnes/choix/?q=zarkadel").text


def test_an_objection_is_lifted_with_its_reason(person, director, signed_in):
    client = signed_in(director)
    client.post(
        f"/personnes/{person.pk}/opposition/", {"received_on": "2026-11-20", "means": "letter"}
    )
    assert (
        client.post(f"/personnes/{person.pk}/opposition/lever/", {"lifting_note": ""}).status_code
        == 422
    )
    client.post(f"/personnes/{person.pk}/opposition/lever/", {"lifting_note": "Au téléphone"})
    assert Stakeholder.objects.get().objected_on is None


def test_a_request_has_a_month(administrator, signed_in):
    client = signed_in(administrator)
    asked = {"kind": "access", "name": "Ève", "received_on": "2026-11-02", "means": "email"}
    client.post("/donnees-personnelles/demandes/ajouter/", asked)
    assert PrivacyRequest.objects.get().author == administrator
    page = client.get("/donnees-personnelles/").text.replace("\xa0", " ")
    assert "2 décembre 2026" in page


def test_a_request_is_somebodys(administrator, signed_in):
    answer = signed_in(administrator).post(
        "/donnees-personnelles/demandes/ajouter/",
        {"kind": "access", "received_on": "2026-11-02", "means": "email"},
    )
    assert answer.status_code == 422
    assert "Choisissez la personne" in answer.text


def test_the_texts_are_ours_once_written(administrator, signed_in):
    client = signed_in(administrator)
    client.post(
        "/donnees-personnelles/regles/elected/",
        {"basis": "public_task", "purpose": "p", "justification": "j", "retention_years": 4},
    )
    client.post("/donnees-personnelles/mention/", {"body": "{appel} bonjour"})
    client.post("/donnees-personnelles/mots/health/", {"words": "grippe"})
    client.post(
        "/donnees-personnelles/registre/contacts/",
        dict.fromkeys(
            [
                "title",
                "purpose",
                "basis",
                "people",
                "categories",
                "recipients",
                "retention",
                "security",
            ],
            "x",
        ),
    )
    assert PrivacyRule.objects.get().retention_years == 4
    assert Notice.objects.get().author == administrator
    assert WatchedWords.objects.get().words == "grippe"
    assert Processing.objects.get().key == "contacts"


def test_a_notice_names_only_what_is_replaced(administrator, signed_in):
    client = signed_in(administrator)
    for body, said in (("{prenom}", "Rien ne remplace"), ("seule {", "accolade")):
        answer = client.post("/donnees-personnelles/mention/", {"body": body})
        assert answer.status_code == 422
        assert said in answer.text


def test_the_register_of_activities_is_a_page_and_a_pdf(administrator, signed_in):
    client = signed_in(administrator)
    assert "Répertoire national des élus" in client.get("/donnees-personnelles/registre/").text
    answer = client.get("/donnees-personnelles/registre/pdf/")
    assert answer.content.startswith(b"%PDF")
