"""Columns are guessed by their headers, then by what is in them, and remembered."""

import pytest

from contacts.importing import choosing, mapping
from contacts.models import ColumnMapping
from tests import make
from tests.contacts.importing import files


def rows(*cells: list[str]) -> list[dict[str, object]]:
    return [{"r": at, "c": row, "f": {}} for at, row in enumerate(cells, start=1)]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("NOM", "last_name"), ("Prénom *", "first_name"), ("Civilité", "sex"),
        ("Fonction", "post"), ("Collectivité", "organization"), ("Tél. portable", "mobile"),
        ("E-mail", "email"), ("Adresse", "street"), ("CP", "postal_code"), ("Ville", "city"),
        ("Date d'échange", "exchange_on"), ("Date de l’échange", "exchange_on"),
        ("Étiquettes", "tags"), ("Notes", "exchange_text"), ("Last Name", "last_name"),
        ("Commune", "commune"), ("Nom complet (usage)", "full_name"), ("Couleur", ""),
    ],
)  # fmt: skip
def test_headers_in_french_and_english(header, target):
    assert mapping.recognised(header) == target


def test_contents_tell_what_headers_do_not():
    found = rows(
        ["x", "y", "z"], ["a@b.test", "06 12 34 56 78", "Mme"], ["c@d.test", "612345678", "M."]
    )
    assert mapping.guess(["x", "y", "z"], found[1:]) == ["email", "phone", "sex"]


def test_the_same_header_twice():
    headers = mapping.headers_of(rows(["Nom", "Mail", "Mail", ""]), 0)
    assert headers[:3] == ["Nom", "Mail", "Mail (2)"]
    assert mapping.guess(["Tél", "Tél", "Mail", "Mail"], []) == [
        "phone",
        "mobile",
        "email",
        "email_other",
    ]


def test_headers_below_a_title_and_files_without_headers():
    assert mapping.header_at(rows(["Contacts 2026"], [""], ["Nom", "Prénom"], ["A", "B"])) == 2
    assert mapping.header_at(rows(["Léa", "lea@b.test"], ["Yann", "y@b.test"])) == -1


@pytest.mark.django_db
def test_what_was_confirmed_is_remembered_for_the_next_file(director):
    content = files.xlsx([("A", "B", "C")], headers=("Truc", "Machin", "Nom"))
    first = files.choose(content, director)
    assert first.mapping == ["", "", "last_name"]
    targets = ["first_name", "organization", "last_name"]
    choosing.confirm(first, targets=targets, dated_on=make.TODAY, by=director)
    assert files.choose(content, director).mapping == targets
    assert ColumnMapping.objects.count() == 1
