"""Forty names, in the order of a French directory."""

import pytest

from contacts import people
from contacts.models import Stakeholder
from directory import names
from tests import make

# The particle is ignored ("de Kersauson" under K), the article is not ("Le Goff" under L);
# accents, case, hyphens and apostrophes do not part words that letters do not part.
NAMES = [
    ("Anne", "Abgrall"),
    ("Jean", "Abgrall"),
    ("Zoé", "Abgrall"),
    ("Éric", "Abguillerm"),
    ("Yann", "d’Abzac"),
    ("Aymeric", "de Sallevert Duprat"),
    ("Elif", "Çelik"),
    ("Marc", "Celton"),
    ("Luc", "Le Bihan"),
    ("Paul", "de La Fontaine"),
    ("Soazig", "L’Hostis"),
    ("Anne", "Lefevre"),
    ("Anne", "Lefèvre"),
    ("Anne", "Lefévre"),
    ("Bernard", "Lefevre"),
    ("Hélène", "Le Goff"),
    ("Yann", "LE GOFF"),
    ("Elif", "Le Goff–D'Hervé (née Çelik)"),
    ("Maëlle", "Kervelec’h"),
    ("Gwenaël", "Kervelec'h"),
    ("Olivier", "de Kersauson"),
    ("Goulven", "Guyomarc’h"),
    ("Anna", "Guyomard"),
    ("Ronan", "Prud’homme"),
    ("Rozenn", "Prudhomme"),
    ("Jean-Marie", "Martin"),
    ("Jean Marie", "Martin-Dupont"),
    ("Jeanne", "Martin Durand"),
    ("Œdipe", "Œuvrard"),
    ("Ali", "Ouadrhiri"),
    ("Inès", "von Berg"),
    ("Ida", "van den Berg"),
    ("Nolwenn", "Quéré"),
    ("Nora", "Quere"),
    ("Paul", "Saint-Jalmes"),
    ("Pol", "Saint Jean"),
    ("Noël", "Tanguy"),
    ("Noëlle", "Tanguy"),
    ("Олена", "Коваль"),
    ("明", "王"),
]
EXPECTED = [
    "Anne Abgrall",
    "Jean Abgrall",
    "Zoé Abgrall",
    "Éric Abguillerm",
    "Yann d’Abzac",
    "Inès von Berg",
    "Elif Çelik",
    "Marc Celton",
    "Goulven Guyomarc’h",
    "Anna Guyomard",
    "Olivier de Kersauson",
    "Gwenaël Kervelec’h",
    "Maëlle Kervelec’h",
    "Paul de La Fontaine",
    "Luc Le Bihan",
    "Hélène Le Goff",
    "Yann LE GOFF",
    "Elif Le Goff–D’Hervé (née Çelik)",
    "Anne Lefevre",
    "Anne Lefèvre",
    "Anne Lefévre",
    "Bernard Lefevre",
    "Soazig L’Hostis",
    "Jean-Marie Martin",
    "Jean Marie Martin-Dupont",
    "Jeanne Martin Durand",
    "Œdipe Œuvrard",
    "Ali Ouadrhiri",
    "Ronan Prud’homme",
    "Rozenn Prudhomme",
    "Nolwenn Quéré",
    "Nora Quere",
    "Paul Saint-Jalmes",
    "Pol Saint Jean",
    "Aymeric de Sallevert Duprat",
    "Noël Tanguy",
    "Noëlle Tanguy",
    "Ida van den Berg",
    "Олена Коваль",
    "明 王",
]


def test_forty_names_are_filed_as_in_a_french_directory(director, signed_in):
    for first_name, last_name in reversed(NAMES):
        people.add_stakeholder(first_name=first_name, last_name=last_name, source_on=make.TODAY)
    assert [str(person) for person in Stakeholder.objects.all()] == EXPECTED
    page = signed_in(director).get("/personnes/").context["page"]
    assert [str(person) for person in page.rows] == EXPECTED


def test_the_same_name_is_the_same_key_whatever_its_accents():
    assert names.sort_key("Lefèvre", "Anne") == names.sort_key("LEFEVRE", "anne")
    assert names.sort_key("Le", "Goff Anne") != names.sort_key("Le Goff", "Anne")


def test_what_was_typed_may_be_parted_anywhere():
    assert names.filings(["goff"]) == ["goff"]
    assert names.filings(["le", "goff", "h"]) == [
        *("le goff h", "le goff  h", "h  le goff", "le  goff h", "goff h  le"),
    ]


@pytest.mark.parametrize(
    ("last_name", "letter"),
    [("Le Goff", "l"), ("de Kersauson", "k"), ("d'Hervé", "h"), ("de La Tour", "l")],
)
def test_the_particle_is_ignored_and_the_article_is_not(last_name, letter):
    assert names.sort_key(last_name, "Anne").startswith(letter)


@pytest.mark.parametrize(
    "last_name",
    [
        *("O'Brien", "<script>alert(1)</script>", "Robert'); DROP TABLE--", "אברהם", "🦀"),
        *("a" * 150, "Nguyễn Thị", "\u202eevil", "𝒻ancy", "--", "'", "\u0301"),
    ],
)
def test_naughty_names_are_kept_filed_and_shown(director, signed_in, last_name):
    person = people.add_stakeholder(
        first_name="Anne", last_name=last_name, source_on=make.TODAY, created_by=director
    )
    person.refresh_from_db()
    assert person.last_name == last_name
    assert person.sort_key
    client = signed_in(director)
    page = client.get(f"/personnes/{person.pk}/").content.decode()
    assert "<script>alert" not in page
    assert client.get(f"/personnes/{person.pk}/historique/").status_code == 200
