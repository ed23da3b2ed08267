"""Elected offices of a file become mandates at their territory, or say why they do not."""

import datetime
from typing import Any

import pytest

from contacts import people
from contacts.importing import deciding
from contacts.models import Mandate, Organization, Post, Stakeholder
from directory.models import SeatKind, Territory
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db
HEADERS = (
    *("Civilité", "Prénom", "Nom", "Fonction", "Commune", "Code INSEE", "Département"),
    *("Organisme", "Délégation", "Depuis", "Courriel"),
)
K = Territory.Kind


def place(kind: str, code: str, name: str, **extra: Any) -> Territory:
    return Territory.objects.create(
        kind=kind, code=code, name=name, name_of=f"de {name}", sort_key=name.lower(), **extra
    )


@pytest.fixture
def brittany(db: Any) -> dict[str, Territory]:
    """Return invented places: a region, two departments, a council, three communes."""
    region = place(K.REGION, "X5", "Armor")
    one = place(K.DEPARTMENT, "29", "Finisterre", region=region)
    other = place(K.DEPARTMENT, "22", "Côtes-d’Argoat", region=region)
    council = place(
        K.INTERCOMMUNALITY, "200099990", "CA Élorn Agglomération",
        department=one, region=region, legal_kind="CA",
    )  # fmt: skip
    Territory.objects.filter(pk=council.pk).update(sort_key="elorn agglomeration")
    port = make.commune(department=one, region=region, intercommunality=council)
    up = {"region": region, "population": 900}
    return {
        "region": region, "department": one, "council": council, "port": port,
        "plou-29": place(K.COMMUNE, "29902", "Plouvenez", department=one, **up),
        "plou-22": place(K.COMMUNE, "22902", "Plouvenez", department=other, **up),
    }  # fmt: skip


def cells(post: str, commune: str = "", **more: str) -> tuple[str, ...]:
    row = {"Prénom": "Hélène", "Nom": "Le Goff", "Civilité": "Mme"}
    row |= {"Fonction": post, "Commune": commune} | more
    return tuple(row.get(header, "") for header in HEADERS)


def previewed(director: Any, *rows: tuple[str, ...]) -> Any:
    return files.previewed(rows, director, HEADERS)


def only(imported: Any) -> Any:
    return imported.rows.get()


@pytest.mark.parametrize(
    "said",
    [
        ("Mme le Maire", "Port-Élorn", SeatKind.MAYOR, "port", "Maire", ""),
        ("Maire de Port-Élorn", "", SeatKind.MAYOR, "port", "Maire", ""),
        (
            *("adjointe au logement", "PORT ELORN", SeatKind.MUNICIPAL, "port"),
            *("Adjointe au maire", "logement"),
        ),
        (
            *("1er adjoint, délégué à l'habitat", "29901", SeatKind.MUNICIPAL, "port"),
            *("1re adjointe au maire", "habitat"),
        ),
        ("président de l'agglo", "Port-Élorn", SeatKind.INTERCOMMUNAL, "council", "Présidente", ""),
        (
            *("VP d'Élorn Agglomération en charge de l'eau", "", SeatKind.INTERCOMMUNAL, "council"),
            *("Vice-présidente", "eau"),
        ),
        (
            *("conseillère départementale", "Port-Élorn", SeatKind.DEPARTMENTAL, "department"),
            *("Conseillère départementale", ""),
        ),
        (
            *("Président du conseil départemental", "Finisterre", SeatKind.DEPARTMENTAL),
            *("department", "Présidente du conseil départemental", ""),
        ),
        ("Conseiller régional", "Armor", SeatKind.REGIONAL, "region", "Conseillère régionale", ""),
        ("Sénatrice", "Finisterre", SeatKind.SENATOR, "department", "Sénatrice", ""),
    ],
)
def test_an_office_becomes_a_mandate(director, brittany, said):
    post, commune, kind, where, title, delegation = said
    imported = previewed(director, cells(post, commune))
    row = only(imported)
    assert row.state == "new", row.reasons
    shown = {change["key"]: change["after"] for change in row.changes}
    assert (shown["post"], shown["commune"]) == (title, brittany[where].label)
    assert shown.get("delegation", "") == delegation
    files.run(imported, director)
    mandate = Mandate.objects.get()
    assert (mandate.kind, mandate.territory, mandate.title) == (kind, brittany[where], title)
    assert (mandate.delegation, mandate.source, mandate.source_name) == (
        *(delegation, "file", "contacts.xlsx"),
    )
    assert not Organization.objects.exists()
    assert files.states(previewed(director, cells(post, commune))) == ["identical"]


def test_since_when_and_of_which_file_and_gone_when_taken_back(director, brittany):
    row = cells("Maire", "Port-Élorn", Depuis="21/03/2026", Délégation="Finances")
    imported = files.run(previewed(director, row), director)
    mandate = Mandate.objects.get()
    assert mandate.started_on == datetime.date(2026, 3, 21)
    assert (mandate.delegation, mandate.source_on, mandate.rank) == ("Finances", make.TODAY, 20)
    assert Stakeholder.objects.get().main_rank == 20
    assert "maire de port elorn" in Stakeholder.objects.get().search_text
    batches.undo(imported.batch, by=director)
    assert (Mandate.objects.count(), Stakeholder.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("more", "state", "sentence"),
    [
        ({}, "refused", "ajoutez le département ou le code INSEE"),
        ({"Département": "22"}, "new", ""),
        ({"Département": "Finisterre"}, "new", ""),
        ({"Code INSEE": "29902"}, "new", ""),
        ({"Code INSEE": "99999"}, "refused", "Aucune commune n’a le code INSEE"),
    ],
)
def test_a_name_that_several_communes_bear(director, brittany, more, state, sentence):
    row = only(previewed(director, cells("Maire", "Plouvenez", **more)))
    assert row.state == state, row.reasons
    assert sentence in " ".join(row.reasons)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("Maire", ""), "Dites dans quelle commune"),
        (("Maire", "Port-Elron"), "Aucune commune ne s’appelle"),
        (("Maire conseillère départementale", "Port-Élorn"), "une ligne pour chacun"),
        (("Présidente", "Port-Élorn"), "de quoi"),
        (("Conseillère départementale", ""), "Dites dans quel département"),
    ],
)
def test_an_office_that_is_unclear_says_what_is_missing(director, brittany, row, sentence):
    found = only(previewed(director, cells(*row)))
    assert found.state == "refused"
    assert sentence in " ".join(found.reasons)


def test_what_is_no_elected_office_stays_a_post(director, brittany):
    rows = [
        cells("Présidente", Organisme="Banque des Embruns"),
        cells("Adjointe de direction", "Port-Élorn", Nom="Prigent"),
    ]
    files.run(previewed(director, *rows), director)
    assert sorted(post.line for post in Post.objects.all()) == [
        "Adjointe de direction, Mairie de Port-Élorn",
        "Présidente, Banque des Embruns",
    ]


def test_the_town_hall_of_a_mayor_is_the_commune(director, brittany):
    files.run(previewed(director, cells("Maire", Organisme="Mairie de Port-Élorn")), director)
    assert Mandate.objects.get().territory == brittany["port"]
    assert not Organization.objects.exists()


def test_a_known_mandate_gets_what_the_file_adds(director, brittany):
    someone = people.add_stakeholder(
        first_name="Hélène", last_name="Le Goff", sex="F", source_on=make.TODAY
    )
    make.councillor(someone, title="2e adjointe au maire")
    row = only(previewed(director, cells("Adjointe au maire, logement", "Port-Élorn")))
    assert (row.state, row.stakeholder) == ("changed", someone)  # known by name and seat
    assert [(one["key"], one["after"]) for one in row.changes] == [("delegation", "logement")]
    files.run(row.file_import, director)
    mandate = Mandate.objects.get()
    assert (mandate.title, mandate.delegation) == ("2e adjointe au maire", "logement")


def test_a_seat_that_is_taken_is_refused_then_given_when_one_says_so(director, brittany):
    holder = make.stakeholder("Yann", "Prigent")
    before = make.mandate(holder)
    imported = previewed(director, cells("Maire", "Port-Élorn", Depuis="01/06/2026"))
    row = only(imported)
    assert row.state == "refused"
    assert "Yann Prigent" in row.reasons[0]
    deciding.decide(row, {"do": f"succeeds:{before.pk}"}, kept=[], on=make.TODAY)
    row.refresh_from_db()
    assert row.state == "new", row.reasons
    assert "succession" in {change["key"] for change in row.changes}
    imported = files.run(imported, director)
    before.refresh_from_db()
    assert before.ended_on == datetime.date(2026, 6, 1)
    assert Mandate.objects.get(ended_on=None).stakeholder.last_name == "Le Goff"
    batches.undo(imported.batch, by=director)
    before.refresh_from_db()
    assert (before.ended_on, Mandate.objects.count()) == (None, 1)


def test_two_rows_do_not_give_one_seat_to_two_people(director, brittany):
    rows = [cells("Maire", "Port-Élorn"), cells("Maire", "Port-Élorn", Nom="Prigent")]
    imported = previewed(director, *rows)
    assert files.states(imported) == ["new", "refused"]
    assert "ligne 2" in imported.rows.last().reasons[0]
    files.run(imported, director)
    assert Mandate.objects.count() == 1


def test_a_mandate_that_ended_is_not_opened_again(director, brittany):
    someone = make.stakeholder("Hélène", "Le Goff")
    make.mandate(someone, ended_on=datetime.date(2026, 4, 1))
    row = only(previewed(director, cells("Maire", "Port-Élorn", Depuis="21/03/2026")))
    assert row.state != "new"
    assert "s’est terminé" in " ".join(row.reasons)
    files.run(row.file_import, director)
    assert Mandate.objects.get().ended_on == datetime.date(2026, 4, 1)
