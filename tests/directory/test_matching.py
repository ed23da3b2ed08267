"""Who is the same person: never on a name alone, yet across spellings."""

import datetime
from pathlib import Path

import pytest

from directory.models import RegisterPerson, RegisterRespelling
from tests.directory.loading import (
    MAY,
    councillor,
    load_rows,
    mayor,
    outcome,
    person,
)

pytestmark = pytest.mark.django_db


def _people() -> set[str]:
    return {str(one) for one in RegisterPerson.objects.all()}


def test_homonyms_of_two_communes_stay_two(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "01/01/1970"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "02/02/1980", code="29902"), on=MAY)

    assert RegisterPerson.objects.count() == 2


def test_homonyms_of_one_council_in_one_file_stay_two(tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        "municipal",
        councillor("LE GOFF", "Anne", "01/01/1970"),
        councillor("LE GOFF", "Anne", "02/02/1972"),
    )

    assert RegisterPerson.objects.count() == 2


def test_a_homonym_without_birth_date_is_not_merged(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "01/01/1970"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "", code="29902"), on=MAY)

    assert RegisterPerson.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("LE GOFF", "Anne", "01/01/1970"), ("LE GOF", "Anne", "01/01/1970")),
        (("LE GOFF", "Anne", "01/01/1970"), ("LE GOFF", "Annie", "01/01/1970")),
        (("LE GOFF", "Anne", "01/01/1970"), ("LE GOFF", "Anne", "11/01/1970")),
        (("LE GOFF", "Anne", "01/01/1970"), ("LE GOFF", "Anne", "")),
        (("LE GOFF", "Anne", "01/01/1970"), ("LE GOFF ÉPOUSE RIOU", "Anne", "01/01/1970")),
    ],
)
def test_two_of_three_in_the_same_body_are_the_same_person(
    tmp_path: Path, before: tuple[str, str, str], after: tuple[str, str, str]
) -> None:
    load_rows(tmp_path, "mayor", mayor(*before))

    loaded = load_rows(tmp_path, "municipal", councillor(*after, "Maire"), on=MAY)

    assert outcome(loaded)[0] == 1
    assert RegisterPerson.objects.count() == 1
    assert RegisterPerson.objects.get().mandates.count() == 2
    respelt = RegisterRespelling.objects.get()
    assert respelt.edition.published_on == MAY
    assert respelt.reason in {"same_body", "shared_surname"}


def test_a_respelling_loaded_again_is_the_same_person(tmp_path: Path) -> None:
    old, new = mayor("LE GOFF", "Anne", "01/01/1970"), mayor("LE GOF", "Anne", "01/01/1970")
    load_rows(tmp_path, "mayor", old)
    load_rows(tmp_path, "mayor", new, on=MAY)

    assert outcome(load_rows(tmp_path, "mayor", old)) == (0, 0, 1, 0)
    assert outcome(load_rows(tmp_path, "mayor", new, on=MAY)) == (0, 0, 1, 0)
    assert _people() == {"Anne Le Gof"}


def test_elsewhere_birth_date_first_name_and_a_word_of_the_surname_are_enough(
    tmp_path: Path,
) -> None:
    load_rows(tmp_path, "mayor", mayor("GAZ LE TENDREC", "Céline", "09/09/1979"))
    load_rows(
        tmp_path, "municipal", councillor("LE TENDREC", "Céline Marie", "09/09/1979", code="29902")
    )

    assert RegisterPerson.objects.count() == 1


def test_elsewhere_a_shared_particle_is_not_a_shared_surname(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "09/09/1979"))
    load_rows(tmp_path, "municipal", councillor("LE BRAS", "Anne", "09/09/1979", code="29902"))

    assert RegisterPerson.objects.count() == 2


def test_a_parent_and_a_child_in_the_same_body_stay_two(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Jean", "01/03/1948", sex="M"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Jean", "05/06/1979", sex="M"), on=MAY)

    assert RegisterPerson.objects.count() == 2


def test_twins_in_one_council_stay_two(tmp_path: Path) -> None:
    twins = (
        councillor("LE GOFF", "Anne", "01/03/1978"),
        councillor("LE GOFF", "Marie", "01/03/1978"),
    )
    load_rows(tmp_path, "municipal", *twins)
    load_rows(tmp_path, "municipal", *reversed(twins), on=MAY)

    assert _people() == {"Anne Le Goff", "Marie Le Goff"}


def test_two_who_could_be_the_same_known_person_are_left_apart(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", councillor("LE GOFF", "Anne", "01/03/1978"))
    load_rows(
        tmp_path,
        "municipal",
        councillor("LE GOFF", "Marie", "01/03/1978"),
        councillor("LE GOFF", "Jeanne", "01/03/1978"),
        on=MAY,
    )

    assert RegisterPerson.objects.count() == 3


def test_two_spellings_in_one_council_of_one_file_are_one_person(tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        "municipal",
        councillor("LE GOFF RIOU", "Anne", "01/03/1978"),
        councillor("LE GOFF", "Anne", "01/03/1978", "Maire délégué", function_since="15/03/2026"),
    )

    assert RegisterPerson.objects.count() == 1
    assert RegisterRespelling.objects.count() == 1


def test_the_sex_and_the_birth_date_follow_the_latest_file(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("PY", "Dominique", "01/01/1970", sex="M"))
    load_rows(tmp_path, "mayor", mayor("PY", "Dominique", "01/02/1970", sex="F"), on=MAY)

    py = person("Py")
    assert (py.sex, py.born_on) == ("F", datetime.date(1970, 2, 1))
    assert py.identity == "py|dominique|1970-02-01"
