"""Reading rows: dates, codes, places, and the reasons of the refusals."""

import datetime
from pathlib import Path

import pytest

from directory.register_dates import UnreadableDate, birth_date, start_date
from directory.register_file import recognise
from directory.register_places import commune_code, district_label
from directory.register_rows import RefusedRow, Row, rows_of, survey
from tests.directory.loading import APRIL, COLUMNS, DATA, mayor


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17/08/49", datetime.date(1949, 8, 17)),
        ("01/02/06", datetime.date(2006, 2, 1)),
        ("1/2/1971", datetime.date(1971, 2, 1)),
        ("1971-02-12", datetime.date(1971, 2, 12)),
        ("12/02/1971 00:00:00", datetime.date(1971, 2, 12)),
        ("", None),
        ("01/01/1900", None),
        ("1691-01-10", None),
    ],
)
def test_birth_date(text: str, day: datetime.date | None) -> None:
    assert birth_date(text, APRIL) == day


@pytest.mark.parametrize(
    "text", ["31/02/1970", "1970", "12/13/1970", "01/01/2030", "hier", "0/0/0"]
)
def test_impossible_birth_date(text: str) -> None:
    with pytest.raises(UnreadableDate):
        birth_date(text, APRIL)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08/07/24", datetime.date(2024, 7, 8)),
        ("15/03/89", datetime.date(1989, 3, 15)),
        ("2026-03-22", datetime.date(2026, 3, 22)),
        ("", None),
    ],
)
def test_start_date(text: str, day: datetime.date | None) -> None:
    assert start_date(text, APRIL) == day


@pytest.mark.parametrize("text", ["31/02/2026", "01/01/1950", "01/01/2031", "15/03/50", "x"])
def test_impossible_start_date(text: str) -> None:
    with pytest.raises(UnreadableDate):
        start_date(text, APRIL)


@pytest.mark.parametrize(
    ("code", "department", "padded"),
    [
        ("1001", "1", "01001"),
        ("901", "29", "29901"),
        ("29232", "29", "29232"),
        ("2a004", "2A", "2A004"),
        ("97299", "", "97299"),
        ("101", "972", "97101"),
        ("", "29", ""),
    ],
)
def test_commune_code(code: str, department: str, padded: str) -> None:
    assert commune_code(code, department) == padded


def test_labels_of_constituencies() -> None:
    assert district_label("1Ère Circonscription") == "1re circonscription"
    assert district_label("2Ème Circonscription") == "2e circonscription"
    assert district_label("Paris 15Eme Secteur") == "Paris 15e secteur"


def _rows(folder: Path, *rows: str) -> list[Row | RefusedRow]:
    path = folder / "rows.csv"
    path.write_text("\n".join([COLUMNS["mayor"], *rows]), encoding="utf-8")
    return list(rows_of(recognise(path), on=APRIL))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (mayor("", "Ana", "01/01/1970"), "le nom ou le prénom est vide"),
        (mayor("PY", "", "01/01/1970"), "le nom ou le prénom est vide"),
        (mayor("P4Y", "Ana", "01/01/1970"), "le nom contient des signes"),
        (mayor("@SUM(A1)", "Ana", "01/01/1970"), "le nom contient des signes"),
        (mayor("--", "Ana", "01/01/1970"), "le nom contient des signes"),
        (mayor("A" * 200, "Ana", "01/01/1970"), "le nom contient des signes"),
        (mayor("PY", "Ana", "31/02/1970"), "la date de naissance est illisible"),
        (mayor("PY", "Ana", "01/01/1970", code=""), "la ligne ne dit pas de quel territoire"),
        (mayor("PY", "Ana", "01/01/1970") + ";more", "la ligne a 15 colonnes au lieu de 14"),
        ("29;Finistère;;;29901;Port;PY", "la ligne a 7 colonnes au lieu de 14"),
        (mayor('"PY', "Ana", "01/01/1970"), "un guillemet n’est pas refermé"),
        (mayor("P\ufffdY", "Ana", "01/01/1970"), "un caractère est illisible"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(tmp_path: Path, row: str, reason: str) -> None:
    good = mayor("LE GOFF", "Ana", "01/01/1970")

    refused, read = _rows(tmp_path, row, good)

    assert isinstance(refused, RefusedRow)
    assert refused.line == 2
    assert refused.reason.startswith(reason)
    assert isinstance(read, Row)
    assert read.last_name == "Le Goff"


def test_a_refusal_names_nobody(tmp_path: Path) -> None:
    (refused,) = _rows(tmp_path, mayor("KERMARREC", "Ana", "99/99/1970"))

    assert "Kermarrec" not in str(refused)
    assert "1970" not in str(refused)


def test_empty_columns_at_the_end_are_not_too_many(tmp_path: Path) -> None:
    (read,) = _rows(tmp_path, mayor("PY", "Ana", "01/01/1970") + ";;")

    assert isinstance(read, Row)


def test_a_row_without_birth_date_is_known_by_its_body(tmp_path: Path) -> None:
    (read,) = _rows(tmp_path, mayor("PY", "Ana", ""))

    assert isinstance(read, Row)
    assert (read.identity, read.match_key) == ("py|ana|@commune:29901", "")


def test_a_survey_tells_the_latest_date_and_the_territories() -> None:
    seen = survey(recognise(DATA / "2026-04_layout" / "elus-conseillers-municipaux-cm.csv"))

    assert (seen.latest_on, seen.territory_count) == (datetime.date(2026, 7, 11), 2)
