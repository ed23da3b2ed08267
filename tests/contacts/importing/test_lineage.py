"""An organization is found by what it is part of, wherever its line stands; no loop is taken in."""

from typing import Any

import pytest

from contacts import people
from contacts.importing import deciding, jobs
from contacts.models import Organization, Stakeholder
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db
HEADERS = ("Nom", "Type", "SIREN", "Dépend de")
SIREN = "552100554"


def previewed(director: Any, *rows: tuple[str, ...]) -> Any:
    return files.previewed(rows, director, HEADERS)


def reasons(imported: Any) -> list[list[str]]:
    rows = imported.rows.order_by("number")
    return [[said.replace("\xa0", " ") for said in row.reasons] for row in rows]


def above() -> dict[str, str]:
    rows = Organization.objects.select_related("parent")
    return {row.name: row.parent.name if row.parent else "" for row in rows}


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_branch_may_come_before_its_bank(director, monkeypatch, at_once):
    monkeypatch.setattr(jobs, "CHECKED_AT_ONCE", at_once)
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", at_once)
    rows = [
        ("Guichet du Quai", "banque", "", "Agence du Port"),
        ("Maison des Ajoncs", "association", "", ""),
        ("Agence du Port", "banque", "", "Banque des Embruns"),
        ("Banque des Embruns", "banque", SIREN, ""),
    ]
    imported = previewed(director, *rows)
    assert files.states(imported) == ["new"] * 4, reasons(imported)
    imported = files.run(imported, director)
    assert {row.outcome for row in imported.rows.all()} == {"written"}
    assert above() == {
        "Guichet du Quai": "Agence du Port",
        "Agence du Port": "Banque des Embruns",
        "Banque des Embruns": "",
        "Maison des Ajoncs": "",
    }
    assert files.states(previewed(director, *rows)) == ["identical"] * 4
    batches.undo(imported.batch, by=director)
    assert not Organization.objects.exists()


def test_a_known_branch_is_put_below_a_bank_that_comes_later(director):
    people.add_organization(name="Agence du Port", kind="bank")
    rows = [("Agence du Port", "", "", "Banque des Embruns"), ("Banque des Embruns", "", "", "")]
    imported = files.run(previewed(director, *rows), director)
    assert files.states(imported) == ["changed", "new"]
    assert above()["Agence du Port"] == "Banque des Embruns"
    batches.undo(imported.batch, by=director)
    assert above() == {"Agence du Port": ""}


def test_the_bank_may_be_the_one_of_the_row_of_a_person(director):
    headers = ("Prénom", "Nom", "Fonction", "Organisme", "Organisme parent")
    rows = [
        ("Yann", "Prigent", "Directeur", "Agence du Port", "Banque des Embruns"),
        ("Inès", "Tanguy", "Présidente", "Banque des Embruns", ""),
    ]
    imported = files.previewed(rows, director, headers)
    assert "organization_parent" in imported.mapping
    assert files.states(imported) == ["new", "new"], reasons(imported)
    files.run(imported, director)
    assert above()["Agence du Port"] == "Banque des Embruns"
    assert Stakeholder.objects.count() == 2


@pytest.mark.parametrize("are_known", [False, True])
def test_a_loop_is_refused_with_the_names_that_make_it(director, are_known):
    names = ("Banque A", "Banque B", "Banque C")
    for name in names if are_known else ():
        people.add_organization(name=name, kind="bank")
    rows = [(name, "banque", "", names[at - 1]) for at, name in enumerate(names)]
    imported = previewed(director, *rows, ("Agence", "banque", "", "Banque A"))
    states = files.states(imported)
    assert states[:3] == ["refused"] * 3
    assert [said[0] for said in reasons(imported)[:3]] == [
        f"« {name} » et « {names[at - 1]} » feraient chacun partie de l’autre, directement ou par"
        " d’autres lignes : enlevez l’un des deux."
        for at, name in enumerate(names)
    ]
    assert states[3] == ("new" if are_known else "refused")
    files.run(imported, director)
    assert set(above().values()) <= {"", "Banque A"}


def test_a_loop_through_the_base_is_refused_too(director):
    bank = people.add_organization(name="Banque des Embruns", kind="bank")
    branch = people.add_organization(name="Agence du Port", kind="bank", parent=bank)
    people.add_organization(name="Guichet du Quai", kind="bank", parent=branch)
    imported = previewed(director, ("Banque des Embruns", "", "", "Guichet du Quai"))
    assert files.states(imported) == ["refused"]
    sentence = "« Guichet du Quai » fait déjà partie de « Banque des Embruns » : choisissez-en un"
    assert reasons(imported)[0][0].startswith(sentence)


def test_what_turns_a_branch_round_in_the_same_file_is_taken_in(director):
    bank = people.add_organization(name="Banque des Embruns", kind="bank")
    people.add_organization(name="Agence du Port", kind="bank", parent=bank)
    people.add_organization(name="Groupe du Ponant", kind="bank")
    rows = [
        ("Banque des Embruns", "", "", "Agence du Port"),
        ("Agence du Port", "", "", "Groupe du Ponant"),
    ]
    imported = files.run(previewed(director, *rows), director)
    assert files.states(imported) == ["changed", "changed"], reasons(imported)
    assert above()["Banque des Embruns"] == "Agence du Port"
    assert above()["Agence du Port"] == "Groupe du Ponant"


def test_a_branch_waits_for_the_line_of_its_bank_and_follows_it(director):
    rows = [
        ("Guichet du Quai", "banque", "", "Agence du Port"),
        ("Agence du Port", "banque", "", "Banque des Embruns"),
        ("Banque des Embruns", "banque", "552100555", ""),
    ]
    imported = previewed(director, *rows)
    assert files.states(imported) == ["refused"] * 3
    assert reasons(imported)[1] == [
        "« Banque des Embruns » est à la ligne 4, qui attend votre réponse : regardez-la d’abord."
    ]
    bank = imported.rows.get(number=4)
    deciding.decide(bank, {"do": "correct", "cell-2": SIREN}, kept=[], on=make.TODAY)
    assert files.states(imported) == ["new"] * 3, reasons(imported)
    files.run(imported, director)
    assert above()["Guichet du Quai"] == "Agence du Port"


def test_a_corrected_parent_may_be_on_another_line_of_the_file(director):
    rows = [("Agence", "banque", "", "Banque des Ambruns"), ("Banque des Embruns", "", "", "")]
    imported = previewed(director, *rows)
    agency = imported.rows.get(number=2)
    assert agency.state == "refused"
    said = {"do": "correct", "cell-3": "Banque des Embruns"}
    deciding.decide(agency, said, kept=[], on=make.TODAY)
    assert files.states(imported) == ["new", "new"]
    files.run(imported, director)
    assert above()["Agence"] == "Banque des Embruns"


def test_a_branch_whose_bank_is_left_out_is_set_aside(director):
    rows = [("Agence", "banque", "", "Banque des Embruns"), ("Banque des Embruns", "", "", "")]
    imported = previewed(director, *rows)
    deciding.decide(imported.rows.get(number=3), {"do": "skip"}, kept=[], on=make.TODAY)
    imported = files.run(imported, director)
    agency = imported.rows.get(number=2)
    assert (agency.state, agency.outcome) == ("refused", "set_aside")
    assert not Organization.objects.exists()


def test_a_name_answered_for_the_file_is_that_organization_as_a_parent_too(director):
    known = people.add_organization(name="Banque des Embruns", kind="bank")
    rows = [("Agence", "banque", "", "Banque des Embrunts"), ("Banque des Embrunts", "", "", "")]
    imported = previewed(director, *rows)
    assert files.states(imported) == ["refused", "duplicate"]
    asked = imported.rows.get(number=3)
    deciding.decide(asked, {"do": f"same_organization:{known.pk}"}, kept=[], on=make.TODAY)
    assert files.states(imported) == ["new", "identical"]
    files.run(imported, director)
    assert above() == {"Agence": "Banque des Embruns", "Banque des Embruns": ""}


def test_namesakes_are_told_apart_in_whatever_order_lines_are_taken(director, monkeypatch):
    monkeypatch.setattr(jobs, "CHECKED_AT_ONCE", 2)
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", 2)
    headers = ("Prénom", "Nom", "Courriel", "Organisme", "Organisme parent")
    rows = [
        ("Yann", "Prigent", "yann@b.test", "Agence du Port", "Banque des Embruns"),
        ("Inès", "Tanguy", "ines@b.test", "Maison des Ajoncs", ""),
        ("Léa", "Martin", "lea@b.test", "Maison des Ajoncs", ""),
        ("Inès", "Tanguy", "ines@b.test", "Banque des Embruns", ""),
    ]
    imported = files.run(files.previewed(rows, director, headers), director)
    assert {row.outcome for row in imported.rows.all()} == {"written"}, reasons(imported)
    assert Stakeholder.objects.count() == 3
    ines = Stakeholder.objects.get(first_name="Inès")
    assert {post.organization.name for post in ines.posts.all()} == {
        "Maison des Ajoncs",
        "Banque des Embruns",
    }
