"""Searching the register by name, function and territory, as one types."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from directory import search
from directory.models import RegisterMandate, RegisterPerson, RegisterRespelling
from tests.directory.loading import MAY, load_april, load_rows, mayor, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def april(db: None) -> None:
    """Load the seven files of April."""
    load_april()


def _found(text: str) -> list[str]:
    return [str(one) for one in search.search(text)]


@pytest.mark.usefixtures("april")
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kervelech", ["Maëlle Kervelec’h"]),
        ("KERVELEC'H", ["Maëlle Kervelec’h"]),
        ("kervelec’h maelle", ["Maëlle Kervelec’h"]),
        ("maëlle kerv", ["Maëlle Kervelec’h"]),
        ("brehaudic nedelec", ["Soazig Bréhaudic-Nedelec"]),
        ("Bréhaudic-Nédélec", ["Soazig Bréhaudic-Nedelec"]),
        ("odohertey", ["Siobhan O’Dohertey"]),
        ("dohertey", ["Siobhan O’Dohertey"]),
        ("le trevidic", ["Yann Le Trévidic", "Yann Le Trevidic"]),
        ("yann le", ["Yann Le Trévidic", "Yann Le Trevidic"]),
        ("py", ["Jean-Marie Joseph Gaston Py"]),
        ("jean py", ["Jean-Marie Joseph Gaston Py"]),
        ("sallevert", ["Aymeric de Sallevert Duprat"]),
        ("de sallevert", ["Aymeric de Sallevert Duprat"]),
        ("maire delegue", ["Anne Marie de Keranguyon-Bellec"]),
        ("Maire déléguée", ["Anne Marie de Keranguyon-Bellec"]),
        ("sénateur finistère", ["Erwan Plougonvellac"]),
        ("sénatrice", ["Erwan Plougonvellac"]),
        ("presidente communautaire kervelech", ["Maëlle Kervelec’h"]),
        ("ile de goulaven maire", ["Yann Le Trévidic"]),
        ("quimper", []),
        ("kervelech quimper", []),
        ("", []),
        ("'’-", []),
        ('" OR 1=1 --', []),
        ("%%%", []),
    ],
)
def test_search(text: str, names: list[str]) -> None:
    assert sorted(_found(text)) == sorted(names)


@pytest.mark.usefixtures("april")
def test_those_whose_name_begins_with_the_words_come_first(tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        "mayor",
        mayor("PLOUGONVELLAC", "Yann", "01/01/1950", code="29906"),
        mayor("YANNIC", "Ana", "02/02/1960", code="29907"),
    )

    found = _found("yann")
    assert (found[0], found[-1]) == ("Ana Yannic", "Yann Plougonvellac")
    assert search.search("yann", limit=1)[0].last_name == "Yannic"


def test_a_respelt_or_removed_person_leaves_no_trace_in_the_index(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("GAZ LE TENDREC", "Céline", "09/09/1979"))
    load_rows(tmp_path, "mayor", mayor("LE TENDREC", "Céline", "09/09/1979"), on=MAY)

    assert _found("gaz") == []
    assert _found("tendrec") == ["Céline Le Tendrec"]

    RegisterMandate.objects.all().delete()
    RegisterRespelling.objects.all().delete()
    RegisterPerson.objects.all().delete()
    assert _found("tendrec") == []


@pytest.mark.usefixtures("april")
def test_a_function_that_was_replaced_is_no_longer_found() -> None:
    assert _found("3e adjoint") == []
    assert _found("py 2e adjoint") == [str(person("Py"))]
    assert _found("py 3e adjoint") == []


@pytest.mark.usefixtures("april")
def test_a_search_costs_five_queries_and_two_more_per_word_when_it_finds_little(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(4):
        search.search("an")
    with django_assert_num_queries(6):
        search.search("trevidic")
    with django_assert_num_queries(8):
        search.search("trevidec")


@pytest.mark.usefixtures("april")
def test_the_index_agrees_with_the_people_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_person_search(directory_person_search)"
            " VALUES ('integrity-check')"
        )
