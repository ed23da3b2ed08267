"""The facts of the register's files, one by one, each on invented rows of that kind.

Numbered as in the description of the field: what an importer survives, all of it met in real
files. Everybody here is invented.
"""

import datetime
from pathlib import Path

import pytest

from directory import turnover
from directory.importing import load_file
from directory.models import (
    RegisterEdition,
    RegisterMandate,
)
from directory.register_file import recognise
from directory.register_rows import Row, rows_of
from directory.turnover import Outcome
from tests.directory.loading import (
    APRIL,
    COLUMNS,
    MAY,
    councillor,
    load_rows,
    load_written,
    mayor,
    only_mandate,
    outcome,
    person,
    seats,
)

pytestmark = pytest.mark.django_db

ANA = "PY;Ana;F;01/01/1970;33;Cadre;15/03/2026"


# 1. How a file is written.


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", ["none", "some", "all"])
def test_fact_1_separators_encodings_line_ends_and_quotes(
    tmp_path: Path, separator: str, encoding: str, end: str, quoting: str
) -> None:
    def written(line: str, *, heading: bool) -> str:
        cells = line.split(";")
        quoted = quoting == "all" or (quoting == "some" and not heading)
        return separator.join(f'"{cell}"' if quoted else cell for cell in cells)

    row = mayor("BRÉHAUDIC", "Hélène", "01/01/1970")
    text = written(COLUMNS["mayor"], heading=True) + end + written(row, heading=False) + end
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(encoding))

    (read,) = rows_of(recognise(path), on=APRIL)

    assert isinstance(read, Row)
    assert (read.last_name, read.first_name, read.born_on) == ("Bréhaudic", "Hélène", "1970-01-01")


def test_fact_1_a_title_line_and_the_typographic_apostrophe(tmp_path: Path) -> None:
    header = "Titre du rapport\n" + COLUMNS["mayor"].replace("'", "’")
    path = tmp_path / "file.csv"
    path.write_text("\n".join([header, mayor("PY", "Ana", "01/01/1970")]), encoding="utf-8")

    assert outcome(load_file(path=path, published_on=APRIL)) == (1, 0, 0, 0)


def test_fact_1_the_layout_of_2020(tmp_path: Path) -> None:
    header = (
        "Code du département (Maire)\tLibellé de département (Maires)\tCode Insee de la commune\t"
        "Libellé de la commune\tNom de l'élu\tPrénom de l'élu\tCode sexe\tDate de naissance\t"
        "Code profession\tLibellé de la profession\tDate de début du mandat\t"
        "Libellé de fonction\tDate de début de la fonction"
    )
    row = "29\tFinistère\t901\tPort-Elorn\tPY\tAna\tF\t01/01/1970\t33\tCadre\t18/05/2020\t\t"
    path = tmp_path / "file.txt"
    path.write_bytes(f"{header}\r\n{row}\r\n".encode("cp1252"))

    assert recognise(path).layout.is_old
    load_file(path=path, published_on=datetime.date(2020, 7, 1))
    assert only_mandate().territory.code == "29901"


# 2. Dates.


@pytest.mark.parametrize("born", ["17/08/1949", "1949-08-17", "17/8/1949", "17/08/49"])
def test_fact_2_a_birth_date_lies_in_the_past(tmp_path: Path, born: str) -> None:
    load_written(tmp_path, "mep", f"PY;Ana;F;{born};33;Cadre;16/07/24")

    assert only_mandate().person.born_on == datetime.date(1949, 8, 17)
    assert only_mandate().started_on == datetime.date(2024, 7, 16)


def test_fact_2_a_mandate_starts_within_sixty_years(tmp_path: Path) -> None:
    loaded = load_written(tmp_path, "mep", "PY;Ana;F;01/01/1940;33;Cadre;16/07/1959")

    assert outcome(loaded) == (0, 0, 0, 1)


# 3. Codes.


@pytest.mark.parametrize(
    ("row", "kind", "territory", "district"),
    [
        (f"1;Ain;101;Ambérieu;{ANA};;", "departmental", "01", "0101"),
        (f"974;La Réunion;97401;Saint-Denis-1;{ANA};;", "departmental", "974", "97401"),
        (f"6AE;Alsace;6701;Bischwiller;{ANA};;", "departmental", "6AE", "6701"),
        (f"2A;Corse-du-Sud;2A01;Ajaccio-1;{ANA};;", "departmental", "2A", "2A01"),
        (f"1;Ain;;;101;1Ère Circonscription;{ANA}", "deputy", "01", "0101"),
        (f"ZZ;Hors de France;;;ZZ01;1Ère Circonscription;{ANA}", "deputy", "ZZ", "ZZ01"),
        (f";;987;Polynésie Française;98701;1Ère Circonscription;{ANA}", "deputy", "987", "98701"),
        (f";;988;Nouvelle-Calédonie;{ANA}", "senator", "988", ""),
        (f"1;Guadeloupe;971;Guadeloupe;{ANA};;", "regional", "01", "971"),
    ],
)  # fmt: skip
def test_fact_3_codes_get_their_zeros_back(
    tmp_path: Path, row: str, kind: str, territory: str, district: str
) -> None:
    load_written(tmp_path, kind, row)

    assert (only_mandate().territory.code, only_mandate().district_code) == (territory, district)


@pytest.mark.parametrize(
    ("given", "code"), [("1001", "01001"), ("901", "29901"), ("2A004", "2A004"), ("97411", "97411")]
)
def test_fact_3_communes_have_five_characters(tmp_path: Path, given: str, code: str) -> None:
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970", code=given))

    assert only_mandate().territory.code == code


# 4 and 5. The wrong file, the incomplete file.


def test_fact_4_a_file_is_known_by_its_header_never_by_its_name(tmp_path: Path) -> None:
    row = f"53;Bretagne;29;Finistère;{ANA};;"
    load_written(tmp_path, "regional", row, name="elus-conseillers-communautaires-epci.csv")

    assert RegisterEdition.objects.get().kind == "regional"


def test_fact_5_absence_from_an_incomplete_file_ends_nothing(tmp_path: Path) -> None:
    other = mayor("LE BRAS", "Eve", "02/02/1972", code="29902")
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"), other)
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"), on=MAY)

    assert RegisterMandate.objects.current().count() == 2
    found = turnover.compare("mayor", *RegisterEdition.objects.order_by("published_on"))
    (gone,) = found.of(Outcome.GONE)
    assert gone.is_body_missing


# 6. One row per function.


def test_fact_6_the_latest_function_wins(tmp_path: Path) -> None:
    rows = [
        councillor("PY", "Ana", "01/01/1970", label, function_since=since)
        for label, since in (("3ème adjoint au Maire", "15/03/2026"), ("Maire", "11/07/2026"))
    ]
    load_rows(tmp_path, "municipal", *rows)

    assert seats(person("Py")) == ["Maire"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Maire délégué", "15/03/2026"), ("2ème adjoint au Maire", "20/03/2026")),
        (("1er adjoint au Maire", "15/03/2026"), ("Autre membre", "15/03/2026")),
    ],
)
def test_fact_6_two_parallel_functions_stay(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str]
) -> None:
    rows = [
        councillor("PY", "Ana", "01/01/1970", label, function_since=since)
        for label, since in (one, other)
    ]
    load_rows(tmp_path, "municipal", *rows)

    assert len(seats(person("Py"))) == 2
