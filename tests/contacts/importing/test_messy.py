"""Files as people keep them: several numbers in a cell, couples, columns of Outlook and Brevo."""

import pytest

from contacts import facts, people, seats
from contacts.importing import mapping
from contacts.models import Stakeholder
from tests import make
from tests.contacts.importing import files

pytestmark = pytest.mark.django_db
HEADERS = (
    *("Civilité", "Nom et prénom", "Collectivité / structure", "Tél. fixe", "Tél. portable"),
    *("Mail", "Ne plus contacter", "Date dernier contact"),
)


def one(director, *cells):
    rows = [(*cells, *[""] * (len(HEADERS) - len(cells)))]
    return files.previewed(rows, director, HEADERS).rows.get()


def said(row):
    return {change["key"]: change["after"] for change in row.changes}


def test_headers_of_two_words_are_understood(director):
    assert one(director, "", "RIOU Léa").file_import.mapping == [
        *("sex", "full_name", "organization", "phone", "mobile", "email"),
        *("objected_on", "exchange_on"),
    ]


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (("Titre", "Prénom", "Nom", "Titre"), ["sex", "first_name", "last_name", "post"]),
        (("Mail pro", "Mail perso", "Mail 3"), ["email", "email_other", "email_other"]),
        (
            ("Téléphone (bureau)", "Téléphone (domicile)", "Tél. mobile"),
            ["phone", "mobile", "mobile"],
        ),
        (
            ("Rue (bureau)", "Rue (bureau) 2", "Ville (bureau)", "Rue (domicile)"),
            ["street", "street", "city", ""],
        ),
        (("FIRSTNAME", "SMS", "EMAIL_BLACKLISTED"), ["first_name", "phone", "objected_on"]),
        (("Adresse mail / téléphone",), [""]),
    ],
)
def test_columns_of_outlook_and_brevo(headers, found):
    assert mapping.guess(headers, []) == found


def test_several_numbers_and_addresses_of_one_cell_are_all_kept(director):
    cells = (
        *("M.", "L'Hostis Gwenaël", "", "02-98-15-31-31 (standard)"),
        *("06 11 22 33 44 / 06 55 44 33 22", "g@a.test; Accueil <mairie@a.test>, dgs@a.test"),
    )
    row = one(director, *cells)
    assert (row.state, row.label) == ("new", "Gwenaël L’Hostis")
    files.run(row.file_import, director)
    person = Stakeholder.objects.get()
    assert (person.phone, person.email) == ("+33298153131", "g@a.test")
    assert sorted(point.value for point in person.contact_points.all()) == [
        *("+33611223344", "+33655443322", "dgs@a.test", "mairie@a.test"),
    ]
    assert one(director, *cells).state == "identical"


def test_the_address_that_gives_way_to_another_of_the_same_cell_stays_beside_it(director):
    known = people.add_stakeholder(
        first_name="Léa", last_name="Riou", email="old@a.test", source_on=make.TODAY
    )
    row = one(director, "", "RIOU Léa", "", "", "", "new@a.test; old@a.test")
    files.run(row.file_import, director)
    known.refresh_from_db()
    assert known.email == "new@a.test"
    assert [point.value for point in known.contact_points.all()] == ["old@a.test"]


def test_the_preview_shows_the_mobile_of_somebody_without_phone(director):
    assert said(one(director, "Mme", "RIOU Léa", "", "", "0612345678")) == {
        "first_name": "Léa", "last_name": "Riou", "sex": "Mme", "phone": "06 12 34 56 78",
    }  # fmt: skip


def test_a_couple_is_two_people(director):
    row = one(director, "M. et Mme", "DUPONT Pierre")
    assert row.state == "refused"
    (reason,) = row.reasons
    assert "désigne deux personnes" in reason


def test_the_one_address_of_an_organization_is_not_two(director):
    rows = [("ADIL 29", "Association", "a@adil.test, b@adil.test")]
    row = files.previewed(rows, director, ("Organisme", "Type", "Mail")).rows.get()
    assert row.state == "refused"
    assert "contient plusieurs adresses" in row.reasons[0]


def test_the_title_before_a_full_name_counts(director):
    assert said(one(director, "", "Mme LE BRIS Solenn"))["sex"] == "Mme"


def test_a_no_is_no_objection_and_a_yes_is_one_of_the_day_of_the_file(director):
    row = one(director, "", "RIOU Léa", "", "", "", "", "non")
    assert (row.state, "objected_on" in said(row)) == ("new", False)
    row = one(director, "", "PRIGENT Yann", "", "", "", "", "Oui")
    assert row.state == "new"
    files.run(row.file_import, director)
    assert Stakeholder.objects.get(last_name="Prigent").objected_on == make.TODAY


def test_each_fact_says_which_file_it_comes_from(director):
    headers = ("Prénom", "Nom", "Mail", "Tél", "Organisme", "Fonction")
    first = [("Léa", "RIOU", "lea@a.test", "0298000000", "Banque des Embruns", "Directrice")]
    second = [(*first[0][:3], "0298111111", *first[0][4:])]
    files.run(files.previewed(first, director, headers), director)
    person = Stakeholder.objects.get()
    (step,) = seats.timeline(person, on=make.TODAY)
    assert step.source == "importé de contacts.xlsx le 22\xa0novembre 2026"
    files.run(files.previewed(second, director, headers), director)
    assert facts.sources(person)["contact"].startswith("importé de contacts.xlsx le ")


CARDS = """BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Mairie de Guimiliau
ORG:Mairie de Guimiliau
X-ABShowAs:COMPANY
TEL;TYPE=WORK:02 98 68 75 06
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Mme Zoé Le Roux
TEL;TYPE=home:02 98 00 00 01
TEL;TYPE=work:02 98 00 00 02
ADR;TYPE=home:;;;;;;
ADR;TYPE=work:;;12, quai Cosmao;Brest;;29200;FR
CATEGORIES:myContacts,Salon
TEL;TYPE=cell:06 12 34 56 78
EMAIL:zoe@a.test
EMAIL:leroux@b.test
END:VCARD
"""


def test_cards_of_a_town_hall_and_of_somebody_without_parted_name(director):
    file_import = files.check(files.choose(CARDS.encode(), director, name="a.vcf"), director)
    town_hall, zoe = file_import.rows.order_by("number")
    assert (town_hall.state, town_hall.label) == ("new", "Mairie de Guimiliau")
    assert said(zoe) == {
        "first_name": "Zoé",
        "last_name": "Le Roux",
        "sex": "Mme",
        "phone": "02 98 00 00 01",
        "email": "zoe@a.test",
        "street": "12, quai Cosmao",
        "postal_code": "29200",
        "city": "Brest",
        "tags": "Salon",
        "mobile": "02 98 00 00 02",
        "email_other": "leroux@b.test",
    }
