"""Each row is new, changed field by field, identical, refused with the reason, or a question."""

import datetime
from typing import Any

import pytest

from contacts import people
from contacts.models import Exchange, FileImport, Organization, Stakeholder
from directory import tombstones
from tests import make
from tests.contacts.importing import files

pytestmark = pytest.mark.django_db
HEADERS = (
    "Prénom",
    "Nom",
    "Téléphone",
    "Portable",
    "Courriel",
    "Organisme",
    "Fonction",
    "Date",
    "Notes",
)


def known(**extra: Any) -> Stakeholder:
    values = {"first_name": "Hélène", "last_name": "Le Goff", "email": "helene@b.test"} | extra
    return people.add_stakeholder(**values, source_on=make.TODAY)


def only_row(file_import: FileImport) -> Any:
    return file_import.rows.get()


def one(director: Any, *cells: Any) -> Any:
    """Return the row of a file of one, checked."""
    return only_row(files.previewed([(*cells, *[""] * (9 - len(cells)))], director, HEADERS))


def changes(row: Any) -> list[tuple[str, str, str]]:
    return [(change["key"], change["before"], change["after"]) for change in row.changes]


def test_what_changes_is_told_field_by_field(director):
    known(phone="02 98 00 00 00")
    row = one(director, "Helene", "LE GOFF", "0298111111", "", "helene@b.test")
    assert row.state == "changed"
    assert changes(row) == [("phone", "02 98 00 00 00", "02 98 11 11 11")]


def test_an_empty_cell_changes_nothing(director):
    known(phone="02 98 00 00 00")
    assert one(director, "Hélène", "Le Goff", "", "", "helene@b.test").state == "identical"


def test_a_name_alone_is_a_question(director):
    someone = known()
    row = one(director, "Hélène", "Le Goff", "0298111111")
    assert row.state == "duplicate"
    assert [candidate["pk"] for candidate in row.candidates] == [someone.pk]


def test_a_name_alone_that_brings_nothing_is_identical(director):
    known()
    assert one(director, "Hélène", "Le Goff").state == "identical"


def test_an_address_under_another_name_is_a_question(director):
    someone = known()
    row = one(director, "Yann", "Prigent", "", "", "HELENE@b.test")
    assert (row.state, row.candidates[0]["pk"]) == ("duplicate", someone.pk)


def test_a_name_that_is_alike_is_a_question(director):
    someone = known(first_name="Gwenaëlle", last_name="Kermarrec", phone="02 98 00 00 00", email="")
    row = one(director, "Gwénaelle", "Kermarec", "0298000000")
    assert (row.state, row.candidates[0]["pk"]) == ("duplicate", someone.pk)


def test_the_same_organization_makes_sure(director):
    someone = known()
    bank = people.add_organization(name="Banque des Embruns", kind=Organization.Kind.BANK)
    people.add_post(stakeholder=someone, organization=bank, title="Directrice")
    row = one(
        director, "Hélène", "Le Goff", "0298111111", "", "", "BANQUE DES EMBRUNS", "directrice"
    )
    assert (row.state, changes(row)) == ("changed", [("phone", "", "02 98 11 11 11")])


def test_another_post_stands_beside_the_first(director):
    someone = known()
    bank = people.add_organization(name="Banque des Embruns", kind=Organization.Kind.BANK)
    post = people.add_post(
        stakeholder=someone, organization=bank, title="Conseillère", ended_on=make.TODAY
    )
    row = one(director, "Hélène", "Le Goff", "", "", "", "Banque des Embruns", "Directrice")
    assert changes(row) == [("post", "", "Directrice, Banque des Embruns")]
    files.run(row.file_import, director)
    post.refresh_from_db()
    assert (post.title, post.ended_on) == ("Conseillère", make.TODAY)


def test_the_mobile_stands_beside_the_phone(director):
    someone = known(phone="02 98 00 00 00")
    row = one(director, "Hélène", "Le Goff", "", "612345678", "helene@b.test")
    assert changes(row) == [("mobile", "", "06 12 34 56 78")]
    files.run(row.file_import, director)
    assert [point.value for point in someone.contact_points.all()] == ["+33612345678"]
    assert one(director, "Hélène", "Le Goff", "612345678", "", "helene@b.test").state == "identical"


def test_the_mobile_of_somebody_without_phone_is_their_number(director):
    files.run(one(director, "Yann", "Prigent", "", "612345678").file_import, director)
    assert Stakeholder.objects.get().phone == "+33612345678"


def test_an_exchange_is_noted_once(director):
    someone = known()
    cells = ("Hélène", "Le Goff", "", "", "helene@b.test", "", "", datetime.date(2026, 3, 3), "Vue")
    files.run(one(director, *cells).file_import, director)
    exchange = Exchange.objects.get()
    assert (exchange.stakeholder, exchange.author) == (someone, director)
    assert (exchange.happened_on, exchange.text) == (datetime.date(2026, 3, 3), "Vue")
    assert one(director, *cells).state == "identical"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("Yann", ""), "Ni personne ni organisme n’est nommé ici."),
        (("", "Prigent"), "Prénom : Donnez le prénom"),
        (("Yann", "Prigent", "06 12"), "06 12\xa0» n’est pas un numéro de téléphone"),
        (("Yann", "Prigent", "", "", "yann"), "Courriel : Saisissez une adresse"),
        (("Yann", "Prigent", "", "", "", "", "", "31/02/2026", "Vu"), "une date qui n’existe pas"),
        (
            ("Yann", "Prigent", "", "", "", "", "", "31/12/2098", "Vu"),
            "choisissez aujourd’hui ou un jour passé",
        ),
    ],
)
def test_a_refused_row_says_why(director, cells, reason):
    row = one(director, *cells)
    assert row.state == "refused"
    assert any(reason in said for said in row.reasons), row.reasons


def test_an_objector_is_left_alone(director):
    someone = known(phone="02 98 00 00 00")
    Stakeholder.objects.filter(pk=someone.pk).update(objected_on=make.TODAY)
    row = one(director, "Hélène", "Le Goff", "0298111111", "", "helene@b.test", "", "", "", "Vue")
    assert row.state == "objected"
    files.run(row.file_import, director)
    someone.refresh_from_db()
    assert (someone.phone, someone.exchanges.count()) == ("+33298000000", 0)


def test_an_erased_person_does_not_come_back(director):
    tombstones.bury_contact(
        first_name="Hélène", last_name="Le Goff", emails=["helene@b.test"], phones=[], on=make.TODAY
    )
    row = one(director, "Hélène", "LE GOFF", "", "", "Helene@b.test")
    assert (row.state, row.reasons[0][:14]) == ("refused", "Cette personne")
    assert one(director, "Hélène", "Le Goff", "", "", "autre@b.test").state == "new"


def test_somebody_merged_is_the_one_who_remains(director):
    remains, merged = known(), known(email="ancienne@b.test", phone="02 98 00 00 00")
    Stakeholder.everyone.filter(pk=merged.pk).update(merged_into=remains)
    row = one(director, "Hélène", "Le Goff", "0298111111", "", "helene@b.test")
    assert (row.state, row.stakeholder) == ("changed", remains)


def test_two_rows_of_one_person(director):
    rows = [
        (
            "Yann",
            "Prigent",
            "0612345678",
            "",
            "",
            "",
            "",
            datetime.date(2026, 3, day),
            f"Note {day}",
        )
        for day in (3, 4)
    ]
    imported = files.previewed(rows, director, HEADERS)
    assert files.states(imported) == ["new", "changed"]
    files.run(imported, director)
    assert Stakeholder.objects.get().exchanges.count() == 2
    assert files.states(files.previewed(rows, director, HEADERS)) == ["identical"] * 2


def test_rows_of_organizations(director):
    headers = ("Organisme", "Type")
    rows = [("Banque des Embruns", "banque"), ("Atelier du Ponant", "entreprise"), ("X", "licorne")]
    imported = files.previewed(rows, director, headers)
    assert files.states(imported) == ["new", "new", "refused"]
    files.run(imported, director)
    assert [(one.name, one.kind, one.source) for one in Organization.objects.order_by("name")] == [
        ("Atelier du Ponant", "company", "file"),
        ("Banque des Embruns", "bank", "file"),
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text(director):
    row = one(director, "Yann", "Prigent", "", "", "", "", "", "", "+1 pour le projet")
    files.run(row.file_import, director)
    assert Exchange.objects.get().text == "+1 pour le projet"
