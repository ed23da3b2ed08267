"""Rows that say a thing by half: taken in where it is sure enough, and what is missing is said."""

import datetime
from typing import Any

import pytest

from contacts.importing import full_names, values
from contacts.models import FileImportRow, Organization, Post, Stakeholder
from tests import make
from tests.contacts.importing import files

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
HEADERS = (*files.HEADERS, "En poste depuis", "Jusqu’au")


def rows(director: Any, *cells: Any, headers: Any = HEADERS) -> list[FileImportRow]:
    found = files.previewed(cells, director, headers)
    return list(found.rows.order_by("number"))


def said(row: FileImportRow) -> list[str]:
    return [reason.replace(NBSP, " ") for reason in row.reasons]


def test_a_surname_with_its_title_is_somebody(director):
    found = files.previewed([("M.", "", "Le Goff", "", "DDTM du Finistère", "", "")], director)
    assert files.states(found) == ["new"]
    assert found.rows.get().label == "M. Le Goff"
    files.run(found, director)
    person = Stakeholder.objects.get()
    assert (str(person), person.first_name) == ("M. Le Goff", "")


@pytest.mark.parametrize(
    ("last_name", "email", "reasons"),
    [
        ("Le Goff", "s.legoff@exemple.test", []),
        (
            *("Crédit Agricole", "contact@exemple.test"),
            [
                (
                    "Nom : « Crédit Agricole » ressemble à un organisme : "
                    "écrivez-le dans la colonne des organismes."
                )
            ],
        ),
        (
            *("Le Goff", "contact@exemple.test"),
            ["Prénom : Donnez le prénom ou, si personne ne le connaît, le titre : M. ou Mme."],
        ),
    ],
)
def test_a_surname_alone_is_somebody_when_the_address_says_so(director, last_name, email, reasons):
    (row,) = rows(director, ("", "", last_name, "", "", "", email))
    assert (row.state, said(row)) == ("refused" if reasons else "new", reasons)


@pytest.mark.parametrize("text", ["M. Le Goff", "Mme LE GOFF", "Le Goff"])
def test_no_first_name_is_a_particle(text):
    assert full_names.parted(text)[0] == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mars 2020", (2020, 3, 1), (2020, 3, 31)),
        ("03/2020", (2020, 3, 1), (2020, 3, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("depuis 2020", (2020, 1, 1), (2020, 12, 31)),
        ("03/03/2020", (2020, 3, 3), (2020, 3, 3)),
    ],
)
def test_a_month_or_a_year_begins_and_ends(text, first, last):
    days = values.first_day(text), values.last_day(text)
    assert days == (datetime.date(*first), datetime.date(*last))


def test_a_post_since_a_month_says_which_day_is_noted(director):
    cells = ("Mme", "Anne", "Le Goff", "Directrice", "Banque des Embruns", "", "")
    found = files.previewed([(*cells, "mars 2020", "2024")], director, HEADERS)
    (row,) = found.rows.all()
    assert said(row) == [
        "En fonction depuis, « mars 2020 » : noté au 1er mars 2020, faute de jour précis.",
        "N’y est plus à partir du, « 2024 » : noté au 31 décembre 2024, faute de jour précis.",
    ]
    files.run(found, director)
    post = Post.objects.get()
    assert (post.started_on, post.ended_on) == (
        datetime.date(2020, 3, 1),
        datetime.date(2024, 12, 31),
    )
    post.started_on = datetime.date(2020, 3, 21)
    post.save()
    (again,) = rows(director, (*cells, "mars 2020", "2024"))
    assert (again.state, said(again)) == ("identical", [])


def test_an_exchange_needs_its_day(director):
    headers = ("Prénom", "Nom", "Date de l’échange", "Échange")
    (row,) = rows(director, ("Anne", "Le Goff", "mars 2026", "Vue au salon"), headers=headers)
    assert said(row) == [
        "Date de l’échange : « mars 2026 » ne dit pas quel jour : écrivez-le comme 03/03/2026."
    ]


def test_a_post_without_its_organization_is_left_out_and_said(director):
    found = files.previewed([("Mme", "Anne", "Le Goff", "Journaliste", "", "", "")], director)
    (row,) = found.rows.all()
    assert said(row) == [
        "« Journaliste » est laissé de côté : la ligne ne dit pas dans quel organisme."
    ]
    files.run(found, director)
    assert Stakeholder.objects.get().posts.count() == 0


def test_the_second_phone_of_an_organization_is_said(director):
    headers = ("Organisme", "Téléphone", "Portable")
    cells = ("Banque des Embruns", "02 98 00 00 01 / 02 98 00 00 02", "06 12 34 56 78")
    (row,) = rows(director, cells, headers=headers)
    assert said(row) == [
        "02 98 00 00 02, 06 12 34 56 78 : laissé de côté, un organisme a ici un seul téléphone."
    ]
    assert Organization.objects.count() == 0


def test_two_names_alike_in_one_file_are_asked_about(director):
    found = files.previewed(
        [
            ("Mme", "Hélène", "Kervella", "", "Banque des Embruns", "", ""),
            ("Mme", "Annick", "Prigent", "", "", "", ""),
            ("Mme", "Hélene", "Kervela", "", "Banque des Embruns", "", ""),
        ],
        director,
        files.HEADERS,
    )
    assert files.states(found) == ["new", "new", "duplicate"]
    row = found.rows.order_by("number").last()
    first = found.rows.order_by("number").first()
    (candidate,) = row.candidates
    assert (candidate["row"], candidate["name"]) == (first.number, "Hélène Kervella")
    row.decision = {"same_row": first.number}
    row.save()
    files.check(found, director)
    files.run(found, director)
    assert sorted(map(str, Stakeholder.objects.all())) == ["Annick Prigent", "Hélène Kervella"]


def test_a_row_corrected_is_compared_with_those_before_it(director, signed_in):
    found = files.previewed(
        [
            ("Mme", "Hélène", "Kervella", "", "Banque des Embruns", "", ""),
            ("Mme", "Hélene", "Kervela", "", "Banque des Embruns", "12", ""),
        ],
        director,
    )
    assert files.states(found) == ["new", "refused"]
    row = found.rows.order_by("number").last()
    url = f"/personnes/importer/lignes/{row.pk}/"
    signed_in(director).post(url, {"do": "correct", "cell-5": ""})
    assert files.states(found) == ["new", "duplicate"]


def test_somebody_alike_already_there_is_asked_about_first(director):
    known = make.stakeholder("Hélène", "Kervella", email="h.kervella@exemple.test")
    (row,) = rows(director, ("Mme", "Hélene", "Kervela", "", "", "", "h.kervella@exemple.test"))
    assert [one.get("pk") for one in row.candidates] == [known.pk]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Dr. Jean-Yves LE GOFF", ("Jean-Yves", "LE GOFF")),
        ("Mme la Maire Anne KERBRAT", ("Anne", "KERBRAT")),
        ("M. le Président Yann Prigent", ("Yann", "Prigent")),
        ("Maître Anne Kerbrat", ("Anne", "Kerbrat")),
        ("Medhi Prunier", ("Medhi", "Prunier")),
    ],
)
def test_what_stands_before_a_name_is_no_first_name(text, parted):
    assert full_names.parted(text) == parted


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "Mairie de Quimper",
            (
                "Nom : « Mairie de Quimper » ressemble à un organisme :"
                " écrivez-le dans la colonne des organismes."
            ),
        ),
        (
            "KERBRAT Yvonne et PRIGENT Yann",
            "Prénom : « Yvonne et Yann » désigne deux personnes : faites une ligne pour chacune.",
        ),
    ],
)
def test_a_full_name_that_is_no_person(director, name, reason):
    (row,) = rows(director, (name, "x@exemple.test"), headers=("Nom complet", "Courriel"))
    assert (row.state, said(row)) == ("refused", [reason])


def test_a_doctor_keeps_the_title_known(director):
    known = make.stakeholder("Anne", "Le Goff", sex="F", email="anne@exemple.test")
    first, other = rows(
        director,
        ("Dr", "Anne", "Le Goff", "", "", "", "anne@exemple.test"),
        ("Dr", "Yann", "Prigent", "", "", "", ""),
    )
    assert (first.state, first.stakeholder) == ("identical", known)
    assert (other.state, other.reasons) == ("new", [])
