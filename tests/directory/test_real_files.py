"""The real files of the register, when they are beside the checkout; they are never committed."""

from pathlib import Path

import pytest

from directory import territories
from directory.importing import load_file
from directory.models import RegisterMandate, RegisterPerson, RegisterRespelling, Territory
from directory.register_file import date_in_name, recognise
from tests.directory.loading import outcome

REAL = Path(__file__).parents[3] / "shared" / "data" / "rne"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="the real files are not here"),
]


def _load(path: Path) -> tuple[int, int, int, int]:
    day = date_in_name(path)
    assert day is not None
    loaded = load_file(path=path, published_on=day)
    assert loaded.counts.rows == recognise(path).row_count
    return outcome(loaded)


def test_the_real_files_load_whole_and_twice_the_same() -> None:
    territories.load()
    days = ("2026-04-28", "2026-05-06")
    files = [path for day in days for path in sorted((REAL / day).glob("*.csv"))]
    assert len(files) == 15

    first = [_load(path) for path in files]
    before = (RegisterPerson.objects.count(), RegisterMandate.objects.count())
    again = [_load(path) for path in files]

    assert {one[3] for one in first + again} == {0}
    assert {one[:2] for one in again} == {(0, 0)}
    assert (RegisterPerson.objects.count(), RegisterMandate.objects.count()) == before
    assert RegisterMandate.objects.filter(kind="mayor").count() == 32_475
    unofficial = Territory.objects.filter(is_official=False).values_list("code", flat=True)
    assert sorted(unofficial) == ["6AE", "ZX", "ZZ"]


def test_of_94_departures_72_are_the_same_person_respelt() -> None:
    _load(REAL / "2025-10-07" / "elus-conseillers-departementaux-cd.csv")
    _load(REAL / "2026-05-06" / "elus-conseillers-departementaux-cd.csv")

    seen = RegisterMandate.objects.values_list("person", "last_seen_in__published_on")
    latest: dict[int, str] = {}
    for person, day in seen:
        latest[person] = max(latest.get(person, ""), str(day))
    assert sum(day == "2025-10-07" for day in latest.values()) == 94 - 72
    assert RegisterRespelling.objects.count() == 72
