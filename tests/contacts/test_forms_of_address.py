"""How one writes to whom; no database: seats in memory are enough."""

import pytest

from contacts import forms_of_address
from contacts.models import Mandate, Organization, Post
from tests import make

HIGH = "Je vous prie d’agréer, {}, l’expression de ma haute considération."
PLAIN = "Je vous prie d’agréer, {}, l’expression de ma considération distinguée."


def seat(kind, title):
    return Mandate(kind=kind, title=title)


def post(title):
    return Post(title=title, organization=Organization(name="X", kind="bank"))


@pytest.mark.parametrize(
    ("held", "masculine", "feminine", "closing"),
    [
        (post("Préfète du Finistère"), "Monsieur le Préfet", "Madame la Préfète", HIGH),
        (seat("deputy", "Députée"), "Monsieur le Député", "Madame la Députée", HIGH),
        (seat("senator", "Sénateur"), "Monsieur le Sénateur", "Madame la Sénatrice", HIGH),
        (
            seat("departmental", "Présidente du conseil départemental"),
            "Monsieur le Président",
            "Madame la Présidente",
            HIGH,
        ),
        (seat("intercommunal", "Président"), "Monsieur le Président", "Madame la Présidente", HIGH),
        (seat("mayor", "Maire"), "Monsieur le Maire", "Madame la Maire", HIGH),
        (
            seat("municipal", "1re adjointe au maire"),
            "Monsieur l’Adjoint au Maire",
            "Madame l’Adjointe au Maire",
            PLAIN,
        ),
        (
            seat("municipal", "Maire déléguée"),
            "Monsieur le Maire délégué",
            "Madame la Maire déléguée",
            PLAIN,
        ),
        (
            seat("intercommunal", "2e vice-présidente"),
            "Monsieur le Vice-Président",
            "Madame la Vice-Présidente",
            PLAIN,
        ),
        (post("Directeur général"), "Monsieur le Directeur", "Madame la Directrice", PLAIN),
        (post("Sous-préfet de Brest"), "Monsieur le Sous-Préfet", "Madame la Sous-Préfète", PLAIN),
        # Not the Adjoint of a mayor, nor the director.
        (post("Adjointe au chef du service habitat"), "Monsieur", "Madame", PLAIN),
        (post("Directrice adjointe"), "Monsieur", "Madame", PLAIN),
        (seat("regional", "Présidente de commission"), "Monsieur", "Madame", PLAIN),
        (seat("municipal", "Conseillère municipale"), "Monsieur", "Madame", PLAIN),
    ],
)
def test_the_salutation_names_the_title_and_the_closing_repeats_it(
    held, masculine, feminine, closing
):
    for sex, expected in (("M", masculine), ("F", feminine)):
        found = forms_of_address.composed(sex=sex, held=[held])
        assert found.salutation == expected
        assert found.closing == closing.format(expected)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([seat("intercommunal", "Présidente"), seat("mayor", "Maire")], "Madame la Maire"),
        ([seat("mayor", "Maire"), seat("deputy", "Députée")], "Madame la Députée"),
        (
            [seat("mayor", "Maire"), seat("departmental", "Présidente du conseil départemental")],
            "Madame la Présidente",
        ),
        ([post("Directrice"), seat("municipal", "3e adjointe")], "Madame l’Adjointe au Maire"),
    ],
)
def test_of_several_seats_the_highest_speaks(held, expected):
    for order in (held, held[::-1]):
        assert forms_of_address.composed(sex="F", held=order).salutation == expected


def test_a_title_says_where_it_comes_from():
    mayor = seat("mayor", "Maire")
    assert forms_of_address.composed(sex="F", held=[mayor]).seat is mayor
    assert forms_of_address.composed(sex="F", held=[]).seat is None


def test_whose_sex_is_not_known_is_written_to_as_both():
    found = forms_of_address.composed(sex="", held=[seat("mayor", "Maire")])
    assert found.salutation == "Madame, Monsieur"
    assert found.closing == HIGH.format("Madame, Monsieur")


def test_a_form_chosen_for_the_person_wins_and_is_repeated_identically():
    found = forms_of_address.composed(
        sex="F", held=[seat("mayor", "Maire")], chosen="Madame le Maire"
    )
    assert found.is_chosen
    assert found.closing == HIGH.format("Madame le Maire")
    assert found.choices == ("Madame la Maire", "Madame le Maire", "Madame")


def test_a_seat_counts_while_it_is_held(db):
    mayor = make.stakeholder(sex="F")
    make.mandate(mayor, ended_on=make.TODAY)
    assert forms_of_address.salutation(mayor, make.TODAY) == "Madame"
    make.mandate(mayor, territory=make.commune("Autre", "29902"))
    assert forms_of_address.salutation(mayor, make.TODAY) == "Madame la Maire"
    assert forms_of_address.closing(mayor, make.TODAY) == HIGH.format("Madame la Maire")


def test_every_title_of_the_table_is_whole():
    table = forms_of_address.table()
    for title in table["titles"]:
        assert title["closing"] in table["closings"]
        assert title["masculine"].startswith("Monsieur ")
        assert title["feminine"].startswith("Madame ")
