"""When mandates were last seen: kept by cohort, and the same whatever is loaded in which order."""

import datetime
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from directory import applying, finishing, register_rows, seeing
from directory.importing import load_file
from directory.models import (
    RegisterCohort,
    RegisterEdition,
    RegisterGap,
    RegisterLoad,
    RegisterMandate,
)
from tests.directory.killed import Dying, deaths, held, shown, undisturbed, written
from tests.directory.loading import councillor, mayor

pytestmark = pytest.mark.django_db
DAYS = [datetime.date(2026, month, 1) for month in range(1, 9)]
JANUARY, FEBRUARY, MARCH, APRIL = DAYS[:4]
NAMES = ("PY", "RIOU", "MORVAN", "CAM", "TANGUY", "BIHAN", "KERVELLA", "LE GOFF", "LE BRAS", "ABER")
type Seen = tuple[datetime.date, datetime.date, list[datetime.date]]


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_rows, "CHUNK", 7)
    monkeypatch.setattr(applying, "SPAN", 5)
    monkeypatch.setattr(seeing, "SPAN", 2)


def _row(place: int, first_name: str = "Eve") -> str:
    return mayor(NAMES[place], first_name, f"0{place % 9 + 1}/01/1970", code=f"{29901 + place}")


def _load(folder: Path, on: datetime.date, rows: list[str]) -> RegisterEdition:
    path = written(folder, "mayor", rows, on)
    return RegisterEdition.objects.get(pk=load_file(path=path, published_on=on).edition_pk)


def _named(folder: Path, on: datetime.date, places: str) -> RegisterEdition:
    return _load(folder, on, [_row(int(place)) for place in places])


def _seen() -> dict[str, Seen]:
    """Return for each mandate the first and the last file that named it, and those between not."""
    gaps: dict[int, list[datetime.date]] = {}
    for mandate, day in RegisterGap.objects.order_by("published_on").values_list(
        "mandate", "published_on"
    ):
        gaps.setdefault(mandate, []).append(day)
    rows = RegisterMandate.objects.select_related("person", "first_seen_in", "cohort__last_seen_in")
    return {
        row.person.last_name.upper(): (
            row.first_seen_in.published_on,
            row.last_seen_in.published_on,
            gaps.get(row.pk, []),
        )
        for row in rows
    }


@contextmanager
def _written_rows() -> Iterator[list[int]]:
    """Give the number of mandates that each statement wrote."""
    found: list[int] = []

    def count(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        result = execute(sql, params, many, context)
        said = sql.replace('"', "").split()
        if said[:2] == ["UPDATE", "directory_registermandate"] and context["cursor"].rowcount > 0:
            found.append(context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(count):
        yield found


def test_where_most_are_named_again_only_those_who_are_not_are_written(tmp_path: Path) -> None:
    _named(tmp_path, JANUARY, "0123456789")
    (cohort,) = RegisterCohort.objects.all()

    with _written_rows() as wrote:
        later = _named(tmp_path, FEBRUARY, "01234678")

    assert sum(wrote) == 2
    cohort.refresh_from_db()
    assert cohort.last_seen_in == later
    gone = {name for name, seen in _seen().items() if seen[1] == JANUARY}
    assert gone == {"BIHAN", "ABER"}
    assert RegisterCohort.objects.count() == 2


def test_when_all_are_named_again_no_mandate_is_written(tmp_path: Path) -> None:
    _named(tmp_path, JANUARY, "0123456789")

    with _written_rows() as wrote:
        later = _named(tmp_path, FEBRUARY, "0123456789")

    assert wrote == []
    assert RegisterCohort.objects.get().last_seen_in == later


def test_where_few_are_named_again_they_are_written(tmp_path: Path) -> None:
    _named(tmp_path, JANUARY, "0123456789")

    with _written_rows() as wrote:
        _named(tmp_path, FEBRUARY, "01234")

    assert sum(wrote) == 5  # one half is not most
    assert [seen[1] for seen in _seen().values()].count(JANUARY) == 5


def test_most_come_back_after_a_file_that_forgot_them(tmp_path: Path) -> None:
    """An incomplete file moves few; the next flips those it left out, and keeps that it did."""
    _named(tmp_path, JANUARY, "0123456789")
    _named(tmp_path, FEBRUARY, "012")
    _named(tmp_path, MARCH, "0123456789")

    seen = _seen()

    assert {name: told[2] for name, told in seen.items()} == {
        name: [] if name in NAMES[:3] else [FEBRUARY] for name in NAMES
    }
    assert {told[:2] for told in seen.values()} == {(JANUARY, MARCH)}


def test_one_missing_in_one_file_is_back_in_the_next(tmp_path: Path) -> None:
    _named(tmp_path, JANUARY, "0123")
    _named(tmp_path, FEBRUARY, "012")
    with _written_rows() as wrote:
        _named(tmp_path, MARCH, "0123")

    assert _seen()["CAM"] == (JANUARY, MARCH, [FEBRUARY])
    assert _seen()["PY"] == (JANUARY, MARCH, [])
    # Alone in its cohort, which says the new edition: nobody moves.
    assert wrote == []


def test_an_earlier_file_and_one_of_the_same_day_change_no_last_edition(tmp_path: Path) -> None:
    first = _named(tmp_path, FEBRUARY, "0123")
    _named(tmp_path, JANUARY, "012")
    other = _load(tmp_path, FEBRUARY, [_row(place) for place in (2, 3, 4)])

    assert _seen() == {
        "PY": (JANUARY, FEBRUARY, []),
        "RIOU": (JANUARY, FEBRUARY, []),
        "MORVAN": (JANUARY, FEBRUARY, []),
        "CAM": (FEBRUARY, FEBRUARY, []),
        "TANGUY": (FEBRUARY, FEBRUARY, []),
    }
    found = RegisterMandate.objects.filter(cohort__last_seen_in=other)
    assert [row.person.last_name for row in found.select_related("person")] == ["Tanguy"]
    assert RegisterMandate.objects.filter(cohort__last_seen_in=first).count() == 4


def test_many_files_in_a_row_keep_few_cohorts(tmp_path: Path) -> None:
    for at, day in enumerate(DAYS):
        _named(tmp_path, day, "".join(str(place) for place in range(10) if (place + at) % 9))

    assert RegisterCohort.objects.count() <= len(DAYS) + 1
    assert set(RegisterCohort.objects.values_list("kind", flat=True)) == {"mayor"}


def test_a_cohort_that_nobody_is_left_in_goes(tmp_path: Path) -> None:
    _named(tmp_path, JANUARY, "012345")
    _named(tmp_path, FEBRUARY, "01234")
    RegisterMandate.objects.filter(cohort__last_seen_in__published_on=JANUARY).delete()

    _named(tmp_path, MARCH, "01234")

    assert RegisterCohort.objects.get().last_seen_in.published_on == MARCH


@pytest.mark.parametrize("seed", range(12))
def test_what_is_known_does_not_depend_on_the_order_of_files(tmp_path: Path, seed: int) -> None:
    """Files of some days, two of one day, with rows word for word and others: as they name them."""
    chance = random.Random(seed)  # noqa: S311
    files: list[tuple[datetime.date, set[int]]] = []
    for day in [*DAYS[:5], DAYS[chance.randrange(5)]]:
        count = chance.choice((2, 5, 8, 9, 10))
        files.append((day, set(chance.sample(range(10), count))))
    if seed % 3:
        chance.shuffle(files)

    for at, (day, places) in enumerate(files):
        folder = tmp_path / str(at)
        folder.mkdir()
        # Written with or without an accent: some of them are compared.
        names = {place: "Ève" if (place + at) % 4 == 0 else "Eve" for place in places}
        _load(folder, day, [_row(place, names[place]) for place in sorted(places)])

    loaded = {day for day, _places in files}
    expected: dict[str, Seen] = {}
    for place, name in enumerate(NAMES):
        days = {day for day, places in files if place in places}
        if days:
            first, last = min(days), max(days)
            gaps = sorted(day for day in loaded - days if first < day < last)
            expected[name] = (first, last, gaps)
    assert _seen() == expected


@pytest.mark.parametrize("seed", range(6))
def test_functions_are_judged_as_if_all_were_looked_at(tmp_path: Path, seed: int) -> None:
    """People with several functions each, of which files name some; most of them every time."""
    chance = random.Random(seed)  # noqa: S311
    functions = ("", "1er adjoint", "Maire délégué", "2e adjoint")
    seats = [(place, function) for place in range(10) for function in functions[: 1 + place % 4]]
    was_narrowed = False
    for day in DAYS[:6]:
        left = chance.sample(seats, chance.choice((0, 1, 3, 6, 15)))
        rows = [
            councillor(
                NAMES[place], "Eve", "02/02/1972", function, function_since=f"2{place}/03/2026"
            )
            for place, function in seats
            if (place, function) not in left
        ]
        path = written(tmp_path, "municipal", rows, day)
        narrowed: list[bool] = []
        load_file(path=path, published_on=day, steps=_Looking(narrowed))
        was_narrowed = was_narrowed or any(narrowed)

        assert finishing._judged(RegisterLoad(kind="municipal")) == []
    assert was_narrowed
    assert RegisterMandate.objects.filter(is_superseded=True).exists()


class _Looking(Dying):
    """Steps that note whether only some people are judged."""

    def __init__(self, narrowed: list[bool]) -> None:
        super().__init__()
        self.narrowed = narrowed

    def step(self, *args: Any, **kwargs: Any) -> None:
        super().step(*args, **kwargs)
        progress = RegisterLoad.objects.values_list("progress", flat=True)
        self.narrowed += ["unjoined" in one for one in progress]


@pytest.mark.parametrize("others", ["012", "01234567", "0123456789"])
def test_killed_after_any_step_it_is_gone_on_with(tmp_path: Path, others: str) -> None:
    """Few or most named before; one gone, one back, one new, one compared: as undisturbed."""
    _named(tmp_path, JANUARY, "12345678")
    _named(tmp_path, FEBRUARY, others)
    before = shown()
    rows = [_row(place) for place in (0, 1, 2, 3, 4, 6, 7, 9)]
    rows[3] = rows[3].replace(";Eve;", ";Ève;")
    path = written(tmp_path, "mayor", rows, APRIL)
    whole, said, expected = undisturbed(path, APRIL)

    for dies_at, dying in deaths(path, APRIL, whole):
        if not RegisterEdition.objects.filter(published_on=APRIL, imported_at__isnull=False):
            assert shown()["there"] == before["there"], dies_at
        again = load_file(path=path, published_on=APRIL, state=dying.state)

        assert (held(), again.counts) == (expected, said.counts), dies_at


def test_killed_in_an_earlier_file_it_is_gone_on_with(tmp_path: Path) -> None:
    _named(tmp_path, FEBRUARY, "01234")
    _named(tmp_path, APRIL, "0123456")
    path = written(tmp_path, "mayor", [_row(place) for place in (0, 1, 5, 7)], MARCH)
    whole, said, expected = undisturbed(path, MARCH)
    assert len(expected["gaps"]) == 3

    for dies_at, dying in deaths(path, MARCH, whole):
        again = load_file(path=path, published_on=MARCH, state=dying.state)

        assert (held(), again.counts) == (expected, said.counts), dies_at
