"""What changed between two files: a name that changed is not a departure."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory import turnover
from directory.models import RegisterDoubt, RegisterEdition, RegisterGap
from directory.turnover import Outcome, Turnover
from tests.directory.loading import APRIL, MAY, load_rows, mayor

pytestmark = pytest.mark.django_db

JUNE = datetime.date(2026, 6, 20)
STAYING = mayor("PY", "Ana", "01/01/1970")
LEAVING = mayor("LE BRAS", "Eve", "02/02/1972", code="29902")
COMING = mayor("RIOU", "Zoe", "03/03/1973", code="29902")
OTHER = mayor("KERVELLA", "Luc", "04/04/1974", code="29903", sex="M")


def _edition(on: datetime.date) -> RegisterEdition:
    return RegisterEdition.objects.get(published_on=on)


def _between(earlier: datetime.date, later: datetime.date) -> Turnover:
    return turnover.compare("mayor", _edition(earlier), _edition(later))


def _told(found: Turnover) -> list[tuple[str, str]]:
    return [(str(change.person), change.outcome.value) for change in found.changes]


def test_who_stayed_left_and_came(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", STAYING, LEAVING)
    load_rows(tmp_path, "mayor", STAYING, COMING, on=MAY)

    found = _between(APRIL, MAY)

    assert sorted(_told(found)) == [
        ("Ana Py", "same"),
        ("Eve Le Bras", "gone"),
        ("Zoe Riou", "new"),
    ]
    assert [found.counts[outcome] for outcome in Outcome] == [1, 0, 1, 1, 0]
    assert found.counts == turnover.count("mayor", _edition(APRIL), _edition(MAY))
    (gone,) = found.of(Outcome.GONE)
    assert gone.before is not None
    assert gone.after is None
    assert [row.territory.code for row in gone.before.mandates] == ["29902"]
    assert not gone.is_body_missing


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_respelling_shows_both_names_whatever_was_loaded_first(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    files = [
        (mayor("GAZ LE TENDREC", "Céline", "09/09/1979"), APRIL),
        (mayor("LE TENDREC", "Céline", "09/09/1979"), MAY),
    ]
    for index in order:
        row, day = files[index]
        load_rows(tmp_path, "mayor", row, on=day)

    (change,) = _between(APRIL, MAY).of(Outcome.RESPELLED)

    assert change.before is not None
    assert change.after is not None
    assert (change.before.last_name, change.after.last_name) == ("Gaz Le Tendrec", "Le Tendrec")
    assert change.before.person == change.after.person


def test_a_respelling_is_told_once_and_not_again(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "01/01/1970"))
    load_rows(tmp_path, "mayor", mayor("LE GOF", "Anne", "01/01/1970"), on=MAY)
    load_rows(tmp_path, "mayor", mayor("LE GOF", "Anne", "01/01/1970"), on=JUNE)

    assert _told(_between(APRIL, MAY)) == [("Anne Le Gof", "respelled")]
    assert _told(_between(APRIL, JUNE)) == [("Anne Le Gof", "respelled")]
    assert _told(_between(MAY, JUNE)) == [("Anne Le Gof", "same")]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1)])
def test_back_to_the_first_spelling_is_no_change_of_name(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = [("LE GOFF", APRIL), ("LE GOF", MAY), ("LE GOFF", JUNE)]
    for index in order:
        name, day = files[index]
        load_rows(tmp_path, "mayor", mayor(name, "Anne", "01/01/1970"), on=day)

    assert _told(_between(APRIL, JUNE)) == [("Anne Le Goff", "same")]
    for earlier, later, names in (
        (APRIL, MAY, ("Le Goff", "Le Gof")),
        (MAY, JUNE, ("Le Gof", "Le Goff")),
    ):
        (change,) = _between(earlier, later).changes
        assert change.outcome == Outcome.RESPELLED
        assert change.before is not None
        assert change.after is not None
        assert (change.before.last_name, change.after.last_name) == names


def test_two_spellings_that_take_turns_are_told_file_by_file(tmp_path: Path) -> None:
    days = [APRIL, MAY, JUNE, datetime.date(2026, 9, 1), datetime.date(2026, 12, 1)]
    for index, day in enumerate(days):
        name = ("LE GOFF", "LE GOF")[index % 2]
        load_rows(tmp_path, "mayor", mayor(name, "Anne", "01/01/1970"), on=day)

    for earlier, one in enumerate(days):
        for later, other in enumerate(days):
            if earlier < later:
                (change,) = _between(one, other).changes
                is_same = (later - earlier) % 2 == 0
                assert change.outcome == (Outcome.SAME if is_same else Outcome.RESPELLED)


def test_a_homonym_far_younger_in_the_same_body_is_to_be_checked(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Jean", "01/03/1948", sex="M"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Jean", "05/06/1979", sex="M"), on=MAY)

    (change,) = _between(APRIL, MAY).changes

    assert change.outcome == Outcome.TO_CHECK
    assert change.doubt is not None
    assert change.doubt.reason == RegisterDoubt.Reason.SAME_NAME
    assert change.before is not None
    assert change.after is not None
    assert change.before.person != change.after.person
    assert change.doubt.edition.published_on == MAY


def test_a_homonym_elsewhere_without_birth_date_is_to_be_checked(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "01/01/1970"))
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Anne", "", code="29902"), on=MAY)

    (change,) = _between(APRIL, MAY).changes

    assert change.outcome == Outcome.TO_CHECK
    assert RegisterDoubt.objects.get().reason == RegisterDoubt.Reason.NO_BIRTH_DATE
    assert change.territory.code == "29902"


def test_two_who_sit_together_are_two_and_no_doubt(tmp_path: Path) -> None:
    father = mayor("LE GOFF", "Jean", "01/03/1948", sex="M")
    son = mayor("LE GOFF", "Jean", "05/06/1979", sex="M")
    load_rows(tmp_path, "mayor", father)
    load_rows(tmp_path, "mayor", father, son, on=MAY)

    assert _between(APRIL, MAY).counts[Outcome.TO_CHECK] == 0
    assert not RegisterDoubt.objects.exists()


def test_a_body_that_the_file_left_out_is_told_from_a_departure(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", STAYING, LEAVING)
    load_rows(tmp_path, "mayor", STAYING, on=MAY)

    (gone,) = _between(APRIL, MAY).of(Outcome.GONE)

    assert gone.is_body_missing


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (0, 2, 1)])
def test_who_is_missing_from_one_file_is_missing_from_that_one_only(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = [((STAYING, OTHER), APRIL), ((STAYING,), MAY), ((STAYING, OTHER), JUNE)]
    for index in order:
        rows, day = files[index]
        load_rows(tmp_path, "mayor", *rows, on=day)

    assert sorted(_told(_between(APRIL, MAY))) == [("Ana Py", "same"), ("Luc Kervella", "gone")]
    assert sorted(_told(_between(MAY, JUNE))) == [("Ana Py", "same"), ("Luc Kervella", "new")]
    assert sorted(_told(_between(APRIL, JUNE))) == [("Ana Py", "same"), ("Luc Kervella", "same")]
    assert RegisterGap.objects.get().published_on == MAY


def test_a_second_file_of_the_day_fills_the_gap_of_the_first(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", STAYING, OTHER)
    load_rows(tmp_path, "mayor", STAYING, OTHER, on=JUNE)
    load_rows(tmp_path, "mayor", STAYING, on=MAY)
    load_rows(tmp_path, "mayor", OTHER, on=MAY)

    assert not RegisterGap.objects.exists()


def test_some_people_only(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", STAYING, LEAVING, OTHER)
    load_rows(tmp_path, "mayor", STAYING, COMING, on=MAY)
    everyone = _between(APRIL, MAY)
    eve = next(one.person.pk for one in everyone.changes if one.person.last_name == "Le Bras")

    found = turnover.compare("mayor", _edition(APRIL), _edition(MAY), people={eve})

    assert _told(found) == [("Eve Le Bras", "gone")]
    assert not found.changes[0].is_body_missing


def test_one_territory_only(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", STAYING, LEAVING)
    load_rows(tmp_path, "mayor", STAYING, COMING, on=MAY)
    place = _between(APRIL, MAY).of(Outcome.NEW)[0].territory

    found = turnover.compare("mayor", _edition(APRIL), _edition(MAY), place)

    assert sorted(_told(found)) == [("Eve Le Bras", "gone"), ("Zoe Riou", "new")]


def test_the_questions_do_not_grow_with_the_people(
    tmp_path: Path, django_assert_max_num_queries
) -> None:
    many = [
        mayor(f"KER{chr(65 + index)}", "Ana", f"{index + 1:02}/01/1970", code=f"299{index + 10}")
        for index in range(20)
    ]
    load_rows(tmp_path, "mayor", *many)
    load_rows(tmp_path, "mayor", *many[:10], on=MAY)
    earlier, later = _edition(APRIL), _edition(MAY)

    with django_assert_max_num_queries(16):
        assert len(turnover.compare("mayor", earlier, later).changes) == 20


def test_the_command_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_rows(tmp_path, "mayor", STAYING, LEAVING)
    with pytest.raises(CommandError):
        call_command("register_turnover", "mayor")
    load_rows(tmp_path, "mayor", STAYING, COMING, on=MAY)

    call_command("register_turnover", "mayor")

    lines = capsys.readouterr().out.splitlines()
    assert "28 avril 2026" in lines[0].replace("\N{NO-BREAK SPACE}", " ")
    assert [line.split()[0] for line in lines[1:]] == ["1", "0", "1", "1", "0"]
