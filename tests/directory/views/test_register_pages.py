"""The register: who sits where, found as one types."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from tests.directory.loading import load_april, load_rows, mayor

HTMX = {"HX-Request": "true"}


def _text(answer: Any) -> str:
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(page.replace("<mark>", "").replace("</mark>", "").split())


def test_an_empty_register_invites_the_administrator_to_load_a_file(
    administrator: User, reader: User, signed_in: Any
) -> None:
    invited = _text(signed_in(administrator).get("/annuaire/"))
    assert "L’annuaire est vide" in invited
    assert 'href="/annuaire/fichiers/"' in invited

    told = _text(signed_in(reader).get("/annuaire/"))
    assert "Votre administrateur charge les fichiers" in told
    assert "/annuaire/fichiers/" not in told


def test_each_line_reads_name_seat_since_when_and_where_it_comes_from(
    reader: User, signed_in: Any
) -> None:
    load_april()

    page = _text(signed_in(reader).get("/annuaire/?q=kervelech"))

    assert "Maëlle Kervelec’h" in page
    assert ">de Port-Elorn</a>" in page
    assert "Présidente du conseil communautaire" in page
    assert "depuis le 21 mars 2026" in page
    assert "vu dans le fichier du 28 avril 2026" in page
    assert "Source : Ministère de l’Intérieur, Répertoire national des élus, 28 avril 2026." in page
    assert "Conseillère municipale" not in page


def test_the_birth_date_is_nowhere(reader: User, signed_in: Any) -> None:
    load_april()

    page = _text(signed_in(reader).get("/annuaire/?q=py"))

    assert "Jean-Marie Joseph Gaston Py" in page
    assert "1956" not in page


def test_htmx_gets_only_the_rows(reader: User, signed_in: Any) -> None:
    load_april()

    answer = signed_in(reader).get("/annuaire/?q=brehaudic", headers=HTMX)

    page = answer.content.decode()
    assert page.strip().startswith('<div id="rows">')
    assert "<html" not in page
    assert "Soazig" in page


def test_a_search_that_finds_nobody_says_what_to_try(reader: User, signed_in: Any) -> None:
    load_april()

    page = _text(signed_in(reader).get("/annuaire/?q=zzz"))

    assert "Personne dans l’annuaire ne répond à cela" in page


@pytest.mark.parametrize("path", ["/annuaire/", "/annuaire/?q=py", "/territoires/"])
def test_a_stranger_cannot_see_that_it_exists(path: str, stranger: User, signed_in: Any) -> None:
    assert signed_in(stranger).get(path).status_code == 404


@pytest.mark.parametrize("query", ["", "?q=ker"])
def test_one_and_three_rows_cost_the_same_queries(
    tmp_path: Path,
    reader: User,
    signed_in: Any,
    django_assert_num_queries: Any,
    query: str,
) -> None:
    client = signed_in(reader)
    load_rows(tmp_path, "mayor", mayor("KERGAL", "Ana", "01/01/1970"))
    client.get(f"/annuaire/{query}")
    count = 13 if query else 10
    with django_assert_num_queries(count):
        client.get(f"/annuaire/{query}")

    more = [mayor(f"KER{name}", "Ana", "01/01/1971", code="29902") for name in ("AZ", "EB", "IC")]
    load_rows(tmp_path, "mayor", *more)
    with django_assert_num_queries(count):
        client.get(f"/annuaire/{query}")


def test_the_whole_list_goes_page_by_page(tmp_path: Path, reader: User, signed_in: Any) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = [
        mayor(f"KER{one}{two}", "Ana", f"01/01/19{30 + index}", code=f"{29100 + index}")
        for index, (one, two) in enumerate((a, b) for a in letters[:3] for b in letters[:20])
    ]
    load_rows(tmp_path, "mayor", *rows)
    client = signed_in(reader)

    first = client.get("/annuaire/")
    second = client.get(f"/annuaire/{first.context['page'].next}")

    assert len(first.context["rows"]) == 50
    assert [str(person) for person, _seats in second.context["rows"]][-1] == "Ana Kerct"
    assert len(second.context["rows"]) == 10
