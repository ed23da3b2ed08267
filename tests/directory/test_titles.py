"""The French title of a seat, and its place among the others."""

import pytest

from directory import titles


@pytest.mark.parametrize(
    ("kind", "function", "her", "him"),
    [
        ("mayor", "", "Maire", "Maire"),
        ("municipal", "", "Conseillère municipale", "Conseiller municipal"),
        ("municipal", "1er adjoint au Maire", "1re adjointe au maire", "1er adjoint au maire"),
        ("municipal", "2ème adjoint au Maire", "2e adjointe au maire", "2e adjoint au maire"),
        ("municipal", "Maire délégué", "Maire déléguée", "Maire délégué"),
        (
            "departmental",
            "Président du conseil départemental",
            "Présidente du conseil départemental",
            "Président du conseil départemental",
        ),
        (
            "departmental",
            "2ème Vice-président du conseil départemental",
            "2e vice-présidente du conseil départemental",
            "2e vice-président du conseil départemental",
        ),
        (
            "assembly",
            "Vice-président de l'organe éxécutif",
            "Vice-présidente de l’organe exécutif",
            "Vice-président de l’organe exécutif",
        ),
        ("assembly", "Autre membre", "Autre membre", "Autre membre"),
        ("deputy", "", "Députée", "Député"),
        ("senator", "", "Sénatrice", "Sénateur"),
        ("mep", "", "Députée européenne", "Député européen"),
        ("borough", "Maire d'arrondissement", "Maire d’arrondissement", "Maire d’arrondissement"),
    ],
)
def test_title(kind: str, function: str, her: str, him: str) -> None:
    assert titles.title_of(kind, function, "F") == her
    assert titles.title_of(kind, function, "M") == him


def test_order_of_seats() -> None:
    ordered = [
        ("deputy", ""),
        ("senator", ""),
        ("regional", "Président du conseil régional"),
        ("departmental", "Président du conseil départemental"),
        ("mayor", ""),
        ("intercommunal", "Président du conseil communautaire"),
        ("municipal", "Maire délégué"),
        ("departmental", "1er Vice-président du conseil départemental"),
        ("departmental", "12ème Vice-président du conseil départemental"),
        ("municipal", "1er adjoint au Maire"),
        ("municipal", "2ème adjoint au Maire"),
        ("regional", ""),
        ("departmental", ""),
        ("municipal", ""),
    ]
    assert sorted(ordered, key=lambda seat: titles.rank_of(*seat)) == ordered


def test_a_seat_is_found_by_both_genders() -> None:
    words = titles.search_words("municipal", "1er adjoint au Maire")
    assert all(said in words for said in ("1re", "1er", "adjoint", "adjointe", "maire"))
    assert titles.search_words("senator", "").split() == ["senatrice", "senateur"]
