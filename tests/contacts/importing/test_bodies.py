"""Organizations of a file: found by SIREN, then by name and place; a close name is a question."""

from typing import Any

import pytest

from contacts import people
from contacts.importing import deciding
from contacts.models import Organization, OrganizationPair, Stakeholder
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db
HEADERS = (
    *("Nom", "Type", "SIREN", "Dépend de", "Territoire desservi", "Téléphone", "Courriel"),
    *("Site web", "Adresse", "Ville"),
)
SIREN, OTHER_SIREN = "552100554", "732829320"


def cells(name: str, **more: str) -> tuple[str, ...]:
    row = {"Nom": name} | {key.replace("_", " "): text for key, text in more.items()}
    return tuple(row.get(header, "") for header in HEADERS)


def previewed(director: Any, *rows: tuple[str, ...]) -> Any:
    return files.previewed(rows, director, HEADERS)


def say(row: Any, what: str) -> Any:
    deciding.decide(row, {"do": what}, kept=[], on=make.TODAY)
    row.refresh_from_db()
    return row


def test_an_organization_with_all_that_is_said_of_it(director):
    make.commune()
    rows = [
        cells("Banque des Embruns", Type="banque", SIREN="552 100 554", Site_web="embruns.test"),
        cells(
            "Agence du Port",
            **{"Dépend de": "Banque des Embruns", "Territoire desservi": "Port-Élorn"},
            Téléphone="298000000", Courriel="agence@embruns.test", Adresse="3 quai", Ville="Port",
        ),
    ]  # fmt: skip
    imported = previewed(director, *rows)
    assert files.states(imported) == ["new", "new"], [row.reasons for row in imported.rows.all()]
    imported = files.run(imported, director)
    assert [row.outcome for row in imported.rows.all()] == ["written", "written"]
    branch = Organization.objects.get(name="Agence du Port")
    assert (branch.parent and branch.parent.siren, branch.phone) == (SIREN, "+33298000000")
    assert (branch.territory, branch.email) == (make.commune(), "agence@embruns.test")
    assert (branch.street, branch.city) == ("3 quai", "Port")
    assert branch.parent
    assert branch.parent.website == "https://embruns.test"
    assert files.states(previewed(director, *rows)) == ["identical", "identical"]
    batches.undo(imported.batch, by=director)
    assert not Organization.objects.exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (cells("X", SIREN="552100555"), "n’est pas un SIREN"),
        (cells("X", **{"Dépend de": "Inconnue"}), "ajoutez une ligne pour lui"),
        (cells("X", **{"Territoire desservi": "Nulle-Part"}), "Aucune commune ne s’appelle"),
        (cells("X", Type="licorne"), "n’est pas un type d’organisme"),
    ],
)
def test_a_refused_row_says_why(director, row, sentence):
    found = previewed(director, row).rows.get()
    assert found.state == "refused"
    assert any(sentence in said for said in found.reasons), found.reasons


def test_the_siren_decides_whatever_the_name(director):
    known = people.add_organization(name="Crédit du Ponant", kind="bank", siren=SIREN)
    row = previewed(director, cells("CDP Finistère", SIREN=SIREN, Courriel="cdp@b.test")).rows.get()
    assert (row.state, row.organization) == ("changed", known)
    assert [one["key"] for one in row.changes] == ["organization_email"]
    row = previewed(director, cells("Crédit du Ponant", SIREN=OTHER_SIREN)).rows.get()
    assert row.state == "new"  # the same name, another body


def test_the_territory_tells_two_of_one_name_apart(director):
    one, other = make.commune(), make.commune("Plouvenez", "29902")
    people.add_organization(name="Agence", kind="bank", territory=one)
    there = people.add_organization(name="Agence", kind="bank", territory=other)
    named = {"Territoire desservi": "Plouvenez"}
    row = previewed(director, cells("Agence", Courriel="a@b.test", **named)).rows.get()
    assert (row.state, row.organization) == ("changed", there)
    row = previewed(director, cells("Agence", Courriel="a@b.test")).rows.get()
    assert (row.state, len(row.candidates)) == ("duplicate", 2)


def test_a_close_name_is_asked_once_for_all_the_lines_that_bear_it(director):
    known = people.add_organization(name="Banque des Embruns", kind="bank")
    headers = ("Prénom", "Nom", "Fonction", "Organisme")
    rows = [("Yann", "Prigent", "Directeur", "Banque des Embrunts")]
    rows += [("Inès", "Tanguy", "Directrice", "Banque des Embrunts")]
    imported = files.previewed(rows, director, headers)
    assert files.states(imported) == ["duplicate", "duplicate"]
    first = imported.rows.first()
    assert first.candidates[0]["organization"] == known.pk
    say(first, f"same_organization:{known.pk}")
    assert files.states(imported) == ["new", "new"]
    imported.refresh_from_db()
    files.run(imported, director)
    assert Organization.objects.get() == known
    assert known.posts.count() == 2


def test_another_organization_is_remembered_as_no_duplicate(director):
    known = people.add_organization(name="Banque des Embruns", kind="bank")
    row = previewed(director, cells("Banque des Embrunts")).rows.get()
    say(row, "new_organization")
    assert row.state == "new"
    imported = files.run(row.file_import, director)
    pair = OrganizationPair.objects.get()
    assert (pair.first, pair.state) == (known, "not_duplicate")
    assert previewed(director, cells("Banque des Embrunts")).rows.get().state == "identical"
    batches.undo(imported.batch, by=director)
    assert Organization.objects.get() == known


def test_the_row_of_a_person_fills_what_is_empty_of_their_organization(director):
    bank = people.add_organization(name="Banque des Embruns", kind="bank", phone="02 98 00 00 00")
    headers = (
        "Prénom",
        "Nom",
        "Organisme",
        "Téléphone de l’organisme",
        "SIREN",
        "Type d’organisme",
    )
    row = ("Yann", "Prigent", "Banque des Embruns", "02 98 11 11 11", SIREN, "association")
    imported = files.previewed([row], director, headers)
    files.run(imported, director)
    bank.refresh_from_db()
    assert (bank.siren, bank.phone, bank.kind) == (SIREN, "+33298000000", "bank")
    assert Stakeholder.objects.get().posts.get().organization == bank


def test_one_merged_away_is_the_one_who_remains(director):
    remains = people.add_organization(name="Banque des Embruns", kind="bank")
    merged = people.add_organization(name="B. des Embruns", kind="bank")
    Organization.everyone.filter(pk=merged.pk).update(merged_into=remains)
    row = previewed(director, cells("B. des Embruns", Courriel="a@b.test")).rows.get()
    assert (row.state, row.organization) == ("changed", remains)
