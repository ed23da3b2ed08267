import pytest

from directory.seat_keys import place_of, seat_key


@pytest.mark.parametrize(
    ("kind", "district", "title", "same"),
    [
        ("mayor", "", "Maire", "mayor|7||"),
        ("mayor", "", "Madame la Maire", "mayor|7||"),
        ("municipal", "", "Maire", "mayor|7||"),
        ("municipal", "", "Maire délégué", "municipal|7||maire delegue"),
        ("municipal", "", "Maire déléguée", "municipal|7||maire delegue"),
        ("municipal", "", "", "municipal|7||"),
        ("municipal", "", "Conseillère municipale", "municipal|7||"),
        ("municipal", "", "1re adjointe au maire", "municipal|7||adjoint au maire"),
        ("municipal", "", "3e adjoint au maire", "municipal|7||adjoint au maire"),
        ("intercommunal", "au titre de Brest", "Conseillère communautaire", "intercommunal|7||"),
        ("intercommunal", "au titre de Brest", "Présidente", "intercommunal|7||president"),
        ("intercommunal", "", "12e vice-présidente", "intercommunal|7||vice-president"),
        ("departmental", "canton de Quimper-1", "Conseillère départementale", "q"),
        ("departmental", "Quimper-1", "", "q"),
        ("departmental", "Quimper-1", "Présidente du conseil départemental", "p"),
        ("departmental", "Brest-2", "Président du conseil départemental", "p"),
        ("deputy", "1re circonscription", "Députée", "deputy|7|1|"),
        ("deputy", "1Ère Circonscription", "", "deputy|7|1|"),
    ],
)
def test_a_seat_is_told_whatever_its_gender_its_number_and_its_spelling(
    kind: str, district: str, title: str, same: str
) -> None:
    short = {"q": "departmental|7|quimper 1|", "p": "departmental|7||president"}
    found = seat_key(kind=kind, territory=7, title=title, district=district)
    assert str(found) == short.get(same, same)


@pytest.mark.parametrize(
    ("kind", "title", "district", "is_exclusive"),
    [
        ("mayor", "Maire", "", True),
        ("intercommunal", "Présidente", "", True),
        ("regional", "Président du conseil régional", "", True),
        ("assembly", "Président de l’organe exécutif", "", True),
        ("deputy", "Députée", "1re circonscription", True),
        ("deputy", "Députée", "", False),
        ("departmental", "Présidente de commission du conseil départemental", "", False),
        ("departmental", "Conseiller départemental", "canton de Brest-1", False),
        ("senator", "Sénatrice", "", False),
        ("municipal", "1er adjoint au maire", "", False),
    ],
)
def test_one_person_at_a_time_is_mayor_president_or_deputy(
    kind: str, title: str, district: str, is_exclusive: bool
) -> None:
    key = seat_key(kind=kind, territory=7, title=title, district=district)
    assert key.is_exclusive is is_exclusive


def test_the_two_presidents_of_a_special_assembly_hold_two_seats() -> None:
    one = seat_key(kind="assembly", territory=7, title="Présidente de l’assemblée")
    other = seat_key(kind="assembly", territory=7, title="Président de l'organe éxécutif")
    assert one != other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("canton du Faou", "Le Faou"),
        ("canton d’Ouessant", "OUESSANT"),
        ("canton de L’Isle", "L'Isle"),
        ("canton de la Côte", "La Cote"),
    ],
)
def test_a_canton_is_the_same_with_its_article(one: str, other: str) -> None:
    assert place_of(one) == place_of(other)
