"""The facts of the register's files that are about people and what is shown of them.

Numbered as in `test_facts`, which has the first six. Everybody here is invented.
"""

from pathlib import Path

import pytest

from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
from directory.seats import seat_line, seat_lines
from tests import make
from tests.directory.loading import (
    APRIL,
    MAY,
    councillor,
    load_rows,
    load_written,
    mayor,
    only_mandate,
)

pytestmark = pytest.mark.django_db

ANA = "PY;Ana;F;01/01/1970;33;Cadre;15/03/2026"


# 7. Who is who.


def test_fact_7_homonyms_are_never_merged_on_a_name(tmp_path: Path) -> None:
    rows = [mayor("LE GOFF", "Anne", f"0{day}/01/1970", code=f"2990{day}") for day in range(1, 6)]
    load_rows(tmp_path, "mayor", *rows)

    assert RegisterPerson.objects.count() == 5


def test_fact_7_a_name_with_no_birth_date_goes_to_be_checked(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "01/01/1970"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "", code="29902"), on=MAY)

    assert RegisterPerson.objects.count() == 2
    assert RegisterDoubt.objects.get().reason == RegisterDoubt.Reason.NO_BIRTH_DATE


def test_fact_7_several_people_it_could_be_go_to_be_checked(tmp_path: Path) -> None:
    twins = [councillor("LE GOFF", name, "01/03/1978") for name in ("Anne", "Marie")]
    load_rows(tmp_path, "municipal", *twins)
    load_rows(tmp_path, "municipal", councillor("LE GOFF", "Jeanne", "01/03/1978"), on=MAY)

    assert RegisterPerson.objects.count() == 3
    assert {doubt.reason for doubt in RegisterDoubt.objects.all()} == {"rivals"}


def test_fact_7_a_respelling_is_the_same_person_and_logged(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("GAZ LE TENDREC", "Céline", "09/09/1979"))
    load_rows(tmp_path, "mayor", mayor("LE TENDREC", "Céline", "09/09/1979"), on=MAY)

    assert RegisterRespelling.objects.get().person == RegisterPerson.objects.get()


# 8. Two files or more.


def test_fact_8_a_mayor_is_one_person_shown_once(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"))
    load_rows(tmp_path, "municipal", councillor("PY", "Ana", "01/01/1970", "Maire"))
    load_written(tmp_path, "regional", f"53;Bretagne;29;Finistère;{ANA};;")

    mandates = RegisterPerson.objects.get().mandates.select_related(
        "territory", "cohort__last_seen_in"
    )
    assert sorted(one.kind for one in mandates) == ["mayor", "municipal", "regional"]
    assert [line.title for line in seat_lines(mandates, "F")] == ["Maire", "Conseillère régionale"]


# 9. Names.


@pytest.mark.parametrize(
    ("written", "first", "shown"),
    [
        ("GUYOMARC'H", "HELENE", "Helene Guyomarc’h"),
        ("L'HOSTIS", "Hélène", "Hélène L’Hostis"),
        ("KERSAUSON (DE)", "Yann", "Yann de Kersauson"),
        ("BRIANT ÉP RIOU", "Ana", "Ana Briant épouse Riou"),
        ("CHEYREZY NÉE ROUVEYROL", "Ana", "Ana Cheyrezy née Rouveyrol"),
        ("PY", "JEAN-MARIE Joseph", "Jean-Marie Joseph Py"),
        ("LE BRAS--RIOU", "Ana", "Ana Le Bras-Riou"),
    ],
)
def test_fact_9_names_are_shown_as_french_writes_them(
    tmp_path: Path, written: str, first: str, shown: str
) -> None:
    load_rows(tmp_path, "mayor", mayor(written, first, "01/01/1970"))

    assert str(RegisterPerson.objects.get()) == shown


# 10. Labels.


def test_fact_10_the_official_label_and_the_feminine_function_are_shown(tmp_path: Path) -> None:
    make.commune("Port-Élorn", "29901")
    row = councillor("PY", "Ana", "01/01/1970", "1er adjoint au Maire", function_since="21/03/2026")
    load_rows(tmp_path, "municipal", row)

    line = seat_line(only_mandate(), "F")
    assert (line.territory.name, line.title) == ("Port-Élorn", "1re adjointe au maire")


def test_fact_10_a_blank_function_is_a_plain_councillor(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", councillor("PY", "Ana", "01/01/1970"))

    assert seat_line(only_mandate(), "F").title == "Conseillère municipale"


# 11 and 12. A dated snapshot; what is not kept.


def test_fact_11_a_mandate_says_in_which_file_it_was_last_seen(tmp_path: Path) -> None:
    for day in (APRIL, MAY):
        load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"), on=day)

    assert seat_line(only_mandate(), "F").seen_on == MAY


def test_fact_12_profession_and_nationality_are_nowhere(tmp_path: Path) -> None:
    row = councillor("PY", "Ana", "01/01/1970").replace("Cadre", "Marqueur").replace(";FR", ";QX")
    load_rows(tmp_path, "municipal", row)

    kept = [
        str(values)
        for model in (RegisterPerson, RegisterMandate, RegisterEdition, StagedRow, Territory)
        for values in model._default_manager.values()
    ]
    assert not any("Marqueur" in text or "QX" in text for text in kept)
