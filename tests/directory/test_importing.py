"""Loading files: nothing twice, nothing ended by absence, labels of the official code."""

import datetime
from pathlib import Path

import pytest

from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    StagedRow,
    Territory,
)
from tests import make
from tests.directory.loading import (
    APRIL,
    MAY,
    councillor,
    load,
    load_april,
    load_rows,
    mayor,
    outcome,
    person,
    seats,
)

pytestmark = pytest.mark.django_db

BEFORE = datetime.date(2022, 7, 1)


def test_a_second_load_of_the_same_files_changes_nothing() -> None:
    load_april()
    before = list(RegisterMandate.objects.order_by("pk").values())
    people = list(RegisterPerson.objects.order_by("pk").values())

    again = load_april()

    assert {outcome(one)[:2] for one in again.values()} == {(0, 0)}
    assert list(RegisterMandate.objects.order_by("pk").values()) == before
    assert list(RegisterPerson.objects.order_by("pk").values()) == people
    assert RegisterEdition.objects.count() == 7


def test_an_edition_keeps_what_it_brought_the_first_time() -> None:
    load("hostile/elus-maires-mai.csv", APRIL)
    load("hostile/elus-maires-mai.csv", APRIL)

    edition = RegisterEdition.objects.get()
    assert (edition.row_count, edition.added_count, edition.refused_count) == (5, 1, 4)
    assert edition.imported_at is not None


def test_nothing_is_left_in_staging() -> None:
    load_april()

    assert not StagedRow.objects.exists()
    assert not RegisterLoad.objects.exists()


def test_the_order_of_the_files_does_not_change_the_result(tmp_path: Path) -> None:
    plain = councillor("BREHAUDIC", "Helene", "25/12/1975")
    accented = mayor("BRÉHAUDIC", "Hélène", "25/12/1975")

    load_rows(tmp_path, "municipal", plain)
    load_rows(tmp_path, "mayor", accented)
    load_rows(tmp_path, "municipal", plain)

    assert str(person("Bréhaudic")) == "Hélène Bréhaudic"
    assert outcome(load_rows(tmp_path, "mayor", accented)) == (0, 0, 1, 0)


def test_the_official_label_is_shown_and_unknown_codes_keep_the_label_of_the_file() -> None:
    make.commune("Port-Élorn", "29901", is_official=True)

    load("2026-04_layout/elus-maires-mai.csv", APRIL)

    shown = dict(Territory.objects.filter(kind="commune").values_list("name", "is_official"))
    assert shown == {
        "Port-Élorn": True,
        "L’Ile-de-Goulaven": False,
        "Sainte-Brevelaine": False,
        "Lanvidec-sur-Mer": False,
        "Anse-Fictive": False,
    }


def test_absence_ends_nothing(tmp_path: Path) -> None:
    staying, gone = (
        mayor("PY", "Ana", "01/01/1970"),
        mayor("LE BRAS", "Eve", "02/02/1972", code="29902"),
    )
    load_rows(tmp_path, "mayor", staying, gone)

    load_rows(tmp_path, "mayor", staying, on=MAY)

    seen = {
        one.person.last_name: (one.first_seen_in.published_on, one.last_seen_in.published_on)
        for one in RegisterMandate.objects.current().select_related(
            "person", "first_seen_in", "cohort__last_seen_in"
        )
    }
    assert seen == {"Py": (APRIL, MAY), "Le Bras": (APRIL, APRIL)}


def test_an_older_file_loaded_later_does_not_put_the_clock_back(tmp_path: Path) -> None:
    now = mayor("PY", "Ana", "01/01/1970")
    then = mayor("PY", "Ana", "01/01/1970", since="18/05/2020")
    load_rows(tmp_path, "mayor", now)

    load_rows(tmp_path, "mayor", then, on=BEFORE)
    load_rows(tmp_path, "mayor", now, on=BEFORE + datetime.timedelta(days=1500))

    current = RegisterMandate.objects.current().get()
    assert current.started_on == datetime.date(2026, 3, 15)
    assert current.last_seen_in.published_on == datetime.date(2026, 8, 9)
    assert RegisterMandate.objects.count() == 2


def test_a_function_that_the_latest_file_drops_is_replaced(tmp_path: Path) -> None:
    deputy = councillor(
        "PY", "Ana", "01/01/1970", "1er adjoint au Maire", function_since="21/03/2026"
    )
    load_rows(tmp_path, "municipal", deputy)

    load_rows(tmp_path, "municipal", councillor("PY", "Ana", "01/01/1970"), on=MAY)

    assert seats(person("Py")) == [""]


def test_a_corrected_start_of_a_function_updates_the_seat(tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        "municipal",
        councillor("PY", "Ana", "01/01/1970", "Maire", function_since="21/03/2026"),
    )

    loaded = load_rows(
        tmp_path,
        "municipal",
        councillor("PY", "Ana", "01/01/1970", "Maire", function_since="22/03/2026"),
        on=MAY,
    )

    assert outcome(loaded) == (0, 1, 0, 0)
    assert RegisterMandate.objects.get().function_started_on == datetime.date(2026, 3, 22)


def test_a_corrected_file_of_the_same_day_is_another_edition(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"))
    load_rows(
        tmp_path,
        "mayor",
        mayor("PY", "Ana", "01/01/1970"),
        mayor("LE BRAS", "Eve", "02/02/1972", code="29902"),
    )

    assert RegisterEdition.objects.count() == 2
    assert RegisterPerson.objects.count() == 2


def test_a_file_without_any_readable_row_is_an_edition_of_refusals(tmp_path: Path) -> None:
    loaded = load_rows(tmp_path, "mayor", "29;;;", "x")

    assert outcome(loaded) == (0, 0, 0, 2)
    assert RegisterEdition.objects.get().refused_count == 2
