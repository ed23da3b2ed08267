"""What one types in the one search, and what comes first: the same list on both engines."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts import following, naming, people
from contacts.models import Organization, Stakeholder
from crm.search import search
from directory.folding import fold
from directory.models import RegisterPerson, SeatKind, Territory
from directory.names import APART
from directory.place_words import found_by
from directory.register_values import search_words
from directory.search_index import PEOPLE_WORDS
from directory.territories import filed_under
from tests import make
from tests.contacts import register

pytestmark = pytest.mark.django_db


def place(name, code, kind="commune", legal_kind="", population=1_000):
    return Territory.objects.create(
        kind=kind,
        code=code,
        name=name,
        name_of=f"de {name}",
        sort_key=filed_under(name),
        search_text=found_by(kind, name, legal_kind),
        legal_kind=legal_kind,
        population=population,
    )


def elected(first_name, last_name, territory, kind=SeatKind.MAYOR, function=""):
    """Return a person of the register with one seat, as a load writes them."""
    last, first = fold(last_name), fold(first_name)
    made = register.person(
        first_name,
        last_name,
        sort_key=f"{last}{APART}{first}",
        search_text=f" {first} {last} {search_words(kind, function, '', territory.name)}",
    )
    register.seat(made, territory, kind, function=function)
    PEOPLE_WORDS.learn([last, first])
    return made


@pytest.fixture
def base(db):
    """Some invented people in places of Brittany and elsewhere; Hélène Le Goff is ours."""
    port = place("Port-Élorn", "29901", population=60_000)
    small = place("Port-Élornet", "29902", population=300)
    place("Saint-Goulven", "29903")
    place("CA Port-Élorn Bretagne Maritime", "200000001", "intercommunality", "CA", 90_000)
    place("CC Cœur de Bretagne", "200000002", "intercommunality", "CC", 9_000)
    helene = elected("Hélène", "Le Goff", port)
    elected("Yann", "Plegoff", small)
    elected("Anna", "Portelornec", port, SeatKind.MUNICIPAL, "1er adjoint au Maire")
    elected("Maïwenn", "Kervelec’h", small, SeatKind.MUNICIPAL)
    ours = following.follow(helene, author=None)[0]
    banker = people.add_stakeholder(
        first_name="Ελένη",
        last_name="Çelik",
        email="e.celik@banque.example",
        phone="+33298010203",
        source_on=make.TODAY,
    )
    bank = people.add_organization(
        name="Banque des Embruns", kind=Organization.Kind.BANK, territory=port
    )
    people.add_post(stakeholder=banker, organization=bank, title="Directrice d’agence")
    return ours


def titles(text, best_only=False):
    groups = search(text)
    return [hit.title for group in groups[: 1 if best_only else None] for hit in group.hits]


PORT, MARITIME = "Port-Élorn", "CA Port-Élorn Bretagne Maritime"


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("goff hélène", ["Hélène Le Goff"]),
        ("hélène goff", ["Hélène Le Goff"]),
        ("HELENE LE-GOFF", ["Hélène Le Goff"]),
        ("goff", ["Hélène Le Goff", "Yann Plegoff"]),
        ("port elorn", [PORT, MARITIME, "Port-Élornet"]),
        ("maire port elorn", ["Hélène Le Goff", "Anna Portelornec", "Yann Plegoff"]),
        ("ca bzh", [MARITIME]),
        ("cc bzh", ["CC Cœur de Bretagne"]),
        ("communauté d'agglo port", [MARITIME]),
        ("pebm", [MARITIME]),
        ("st goulven", ["Saint-Goulven"]),
        ("ville de port-élorn", [PORT, MARITIME, "Port-Élornet"]),
        ("kervelec'h", ["Maïwenn Kervelec’h"]),
        ("kervelch", ["Maïwenn Kervelec’h"]),
        ("kevrelech maiwen", ["Maïwenn Kervelec’h"]),
        ("goulvem", ["Saint-Goulven"]),
        ("embrnus", ["Banque des Embruns", "Ελένη Çelik"]),
        ("banque embruns", ["Banque des Embruns", "Ελένη Çelik"]),
        ("celik", ["Ελένη Çelik"]),
        ("ελενη", ["Ελένη Çelik"]),
        ("e.celik@banque.example", ["Ελένη Çelik"]),
        ("02 98 01 02 03", ["Ελένη Çelik"]),
        ("+33 2 98 01", ["Ελένη Çelik"]),
        ("1re adjointe", ["Anna Portelornec"]),
        ("adjoint port elorn", ["Anna Portelornec"]),
        ("zzzzz", []),
        ("gof", ["Hélène Le Goff", "Yann Plegoff"]),
        ("goxf", []),
    ],
)
def test_what_is_typed_and_what_comes_first(typed, first):
    assert titles(typed)[: len(first) or None] == first


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    "odd",
    ["", " ", "a", "%", "_", "*", "\"*'", "\\", "😀😀", "l’", "\0", "\0a\0b", "NEAR(a b)", "%_%_%",
     "-" * 99, "x" * 10_000, "x " * 5_000, "{}[]()", "ab\ncd", "\ud7ff", "ﷺ", "１２３", "²"],
)  # fmt: skip
def test_odd_text_finds_nothing_and_breaks_nothing(odd):
    assert titles(odd) == []


def test_somebody_we_follow_appears_once_as_ours(base):
    groups = search("helene goff")
    assert [(group.label, len(group.hits)) for group in groups] == [
        ("Personnes que nous suivons", 1)
    ]
    assert groups[0].hits[0].href == f"/personnes/{base.pk}/"
    # Found by the register only, the person is ours all the same.
    Stakeholder.objects.filter(pk=base.pk).update(search_text="")
    assert [hit.href for hit in search("le goff helene")[0].hits] == [f"/personnes/{base.pk}/"]


def test_merged_and_erased_people_are_not_found_objectors_are_and_say_so(base):
    assert not search("helene goff")[0].hits[0].has_objected
    Stakeholder.objects.filter(pk=base.pk).update(objected_on=datetime.date(2026, 1, 2))
    assert search("helene goff")[0].hits[0].has_objected
    other = make.stakeholder("Paul", "Ailleurs")
    Stakeholder.objects.filter(pk=base.pk).update(merged_into=other)
    RegisterPerson.objects.filter(stakeholder=base).update(search_text="", sort_key="")
    assert titles("helene goff") == []


def test_the_best_of_all_kinds_come_first_and_are_not_repeated(base):
    groups = search("port elorn")
    assert groups[0].label == "Meilleures réponses"
    assert [hit.title for hit in groups[0].hits] == [PORT, MARITIME, "Port-Élornet"]
    hits = [hit.href for group in groups for hit in group.hits]
    assert len(hits) == len(set(hits))


@pytest.mark.usefixtures("base")
def test_a_search_costs_no_more_for_many_than_for_one():
    search("banque")
    with CaptureQueriesContext(connection) as one:
        search("embruns")
    for number in range(6):
        naming.refresh(make.stakeholder("Lena", f"Embruns {number}"))
    with CaptureQueriesContext(connection) as many:
        search("embruns")
    assert len(many) <= len(one) <= 26


@pytest.mark.usefixtures("base")
def test_the_page_marks_what_answers(reader, signed_in):
    page = signed_in(reader).get("/recherche/?q=kervelch").content.decode()
    assert "Maïwenn <mark>Kervelec’h</mark>" in page
    page = signed_in(reader).get("/recherche/?q=helene+elorn").content.decode()
    assert "<mark>Hélène</mark> Le Goff" in page
    assert "Port-<mark>Élorn</mark>" in page
