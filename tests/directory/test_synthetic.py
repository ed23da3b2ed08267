"""Every sentence of data/README.md: what the invented files must give."""

import datetime

import pytest

from directory.models import (
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    SeatKind,
    Territory,
)
from directory.register_file import recognise
from directory.register_rows import Row, rows_of
from directory.seats import seat_lines
from tests.directory.loading import APRIL, DATA, MAY, load, load_april, outcome, person, seats

pytestmark = pytest.mark.django_db


def test_the_seven_april_files_make_thirteen_persons() -> None:
    loaded = load_april()

    assert RegisterPerson.objects.count() == 13
    assert {name: outcome(one) for name, one in loaded.items()} == {
        "elus-conseillers-communautaires-epci": (4, 0, 0, 0),
        "elus-conseillers-departementaux-cd": (7, 0, 0, 0),
        "elus-conseillers-municipaux-cm": (10, 0, 0, 0),
        "elus-conseillers-regionaux-cr": (2, 0, 0, 0),
        "elus-deputes-dep": (2, 0, 0, 0),
        "elus-maires-mai": (5, 0, 0, 0),
        "elus-senateurs-sen": (1, 0, 0, 0),
    }


def test_two_le_trevidic_yann_are_two_persons() -> None:
    load_april()

    born = RegisterPerson.objects.filter(folded_last="le trevidic", folded_first="yann")
    assert sorted(one.born_on.year for one in born if one.born_on) == [1959, 1984]


def test_the_mayor_the_councillor_and_the_president_are_one_person() -> None:
    load_april()

    maelle = person("Kervelec’h", "Maëlle")
    kinds = sorted(maelle.mandates.values_list("kind", flat=True))
    assert kinds == ["intercommunal", "mayor", "municipal"]
    lines = seat_lines(
        maelle.mandates.select_related("territory", "cohort__last_seen_in"), maelle.sex
    )
    assert [(line.title, line.of) for line in lines] == [
        ("Maire", "de Port-Elorn"),
        ("Présidente du conseil communautaire", "de la CA Elorn Atlantique"),
    ]


def test_an_accent_lost_in_one_file_is_still_the_same_person() -> None:
    load_april()

    soazig = person("Bréhaudic-Nedelec", "Soazig")
    kinds = sorted(soazig.mandates.values_list("kind", flat=True))
    assert kinds == ["departmental", "intercommunal", "municipal"]


def test_of_two_functions_the_later_one_is_current() -> None:
    load_april()

    py = person("Py")
    assert seats(py, SeatKind.MUNICIPAL) == ["2ème adjoint au Maire"]
    assert py.mandates.filter(kind=SeatKind.MUNICIPAL).count() == 2


def test_two_functions_of_the_same_day_are_both_current() -> None:
    load_april()

    assert seats(person("Py"), SeatKind.DEPARTMENTAL) == [
        "7ème Vice-président du conseil départemental",
        "Président de commission du conseil départemental",
    ]


def test_the_president_since_2025_wins_over_the_vice_president() -> None:
    load_april()

    celine = person("Gaz Le Tendrec")
    assert seats(celine) == ["Président du conseil départemental"]


def test_a_shortened_surname_stays_the_same_person() -> None:
    load_april()

    loaded = load("2026-05_layout/elus-conseillers-departementaux-cd.csv", MAY)

    celine = person("Le Tendrec")
    assert outcome(loaded) == (0, 2, 5, 0)
    assert RegisterPerson.objects.count() == 13
    assert seats(celine) == ["Président du conseil départemental"]
    respelt = RegisterRespelling.objects.get()
    assert (respelt.person, respelt.last_name) == (celine, "Gaz Le Tendrec")


def test_a_delegated_mayor_may_be_a_deputy_too() -> None:
    load_april()

    assert seats(person("de Keranguyon-Bellec"), SeatKind.MUNICIPAL) == [
        "4ème adjoint au Maire",
        "Maire délégué",
    ]


def test_a_particle_in_brackets_is_written_before_the_name() -> None:
    load_april()

    assert str(person("de Sallevert Duprat")) == "Aymeric de Sallevert Duprat"


def test_two_digit_years_are_birth_dates_of_the_past() -> None:
    load("two_digit_years/elus-deputes-dep.csv", APRIL)

    assert person("Guernevel").born_on == datetime.date(1949, 8, 17)
    started = RegisterMandate.objects.values_list("started_on", flat=True)
    assert set(started) == {datetime.date(2024, 7, 8)}


def test_codes_that_lost_their_zeros_get_them_back() -> None:
    load("2026-05_layout/elus-conseillers-departementaux-cd.csv", MAY)
    load("2026-05_layout/elus-deputes-dep.csv", MAY)

    canton = RegisterMandate.objects.get(district="Fictif-en-Bugey")
    constituency = RegisterMandate.objects.get(person__folded_last="le trevidic")
    assert (canton.territory.code, canton.district_code) == ("01", "0199")
    assert (constituency.territory.code, constituency.district_code) == ("01", "0101")


def test_a_file_under_the_name_of_another_is_read_for_what_it_is() -> None:
    load("wrong_content/elus-conseillers-communautaires-epci.csv", APRIL)

    assert RegisterEdition.objects.get().kind == SeatKind.REGIONAL
    assert not RegisterMandate.objects.filter(kind=SeatKind.INTERCOMMUNAL).exists()


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.*")), ids=lambda path: path.parent.name)
def test_every_file_is_recognised_and_its_rows_sum_up(path) -> None:
    loaded = load(f"{path.parent.name}/{path.name}", MAY)

    assert sum(outcome(loaded)) == recognise(path).row_count
    again = load(f"{path.parent.name}/{path.name}", MAY)
    assert outcome(again)[:2] == (0, 0)
    assert outcome(again)[2] == loaded.counts.added + loaded.counts.updated
    assert outcome(again)[3] == loaded.counts.refused


def test_the_same_mayor_in_four_layouts_is_one_person() -> None:
    load("2020_layout/rne-maires.txt", datetime.date(2020, 7, 1))
    load("2022_layout/rne-maires.csv", datetime.date(2022, 7, 1))
    load("apostrophe_layout/elus-maires.csv", APRIL)
    load("2026-04_layout/elus-maires-mai.csv", APRIL)

    maelle = person("Kervelec’h")
    assert Territory.objects.get(code="29901", kind="commune").name == "Port-Elorn"
    assert maelle.mandates.count() == 2
    assert [one.started_on for one in maelle.mandates.current()] == [datetime.date(2026, 3, 15)]


def test_the_hostile_file_refuses_what_it_must_with_a_reason() -> None:
    loaded = load("hostile/elus-maires-mai.csv", APRIL)

    assert outcome(loaded) == (1, 0, 0, 4)
    said = [line.replace("\N{NO-BREAK SPACE}", " ") for line in loaded.refusals]
    no_name = "aucun nom ne contient (un chiffre, ou une formule de tableur)"
    assert said == [
        f"Ligne 2 : le nom contient des signes qu’{no_name}.",
        "Ligne 4 : la ligne répète la ligne 3.",
        "Ligne 5 : « 31/02/2026 » n’est pas une date possible pour le début d’un mandat.",
        "Ligne 6 : la ligne a 6 colonnes au lieu de 14.",
    ]
    assert not RegisterPerson.objects.filter(last_name__contains="=").exists()


def test_profession_and_nationality_are_not_read() -> None:
    file = recognise(DATA / "2026-04_layout" / "elus-conseillers-municipaux-cm.csv")
    rows = [row for row in rows_of(file, on=APRIL) if isinstance(row, Row)]

    assert len(rows) == 10
    assert not any("Cadre" in str(row) or "IE" in row for row in rows)
