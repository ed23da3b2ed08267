"""The real files of the register, when they are beside the checkout; they are never committed."""

from pathlib import Path

import pytest

from directory import territories, turnover
from directory.importing import load_file
from directory.models import (
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    Territory,
)
from directory.register_file import date_in_name, recognise
from directory.turnover import Outcome
from tests.directory.loading import outcome

# Beside the checkout, or above it when the checkout is one of several.
_FOLDERS = [parent / "shared" / "data" / "rne" for parent in Path(__file__).parents[3:]]
REAL = next((folder for folder in _FOLDERS if folder.exists()), _FOLDERS[0])

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

    seen = RegisterMandate.objects.values_list("person", "cohort__last_seen_in__published_on")
    latest: dict[int, str] = {}
    for person, day in seen:
        latest[person] = max(latest.get(person, ""), str(day))
    assert sum(day == "2025-10-07" for day in latest.values()) == 94 - 72
    assert RegisterRespelling.objects.count() == 72


@pytest.mark.parametrize("with_april", [False, True])
def test_show_1_the_real_pair_of_departmental_councillors(*, with_april: bool) -> None:
    days = ["2025-10-07", *(["2026-04-28"] if with_april else []), "2026-05-06"]
    for day in days:
        _load(REAL / day / "elus-conseillers-departementaux-cd.csv")
    editions = {str(one.published_on): one for one in RegisterEdition.objects.all()}

    pair = ("departmental", editions["2025-10-07"], editions["2026-05-06"])
    found = turnover.count(*pair)

    assert {outcome.value: count for outcome, count in found.items()} == {
        "same": 3941,
        "respelled": 72,
        "gone": 22,
        "new": 12,
        "to_check": 0,
    }
    seen = turnover.compare(*pair, outcomes=(Outcome.RESPELLED, Outcome.GONE))
    gone = {change.person.pk for change in seen.of(Outcome.GONE)}
    assert gone.isdisjoint(change.person.pk for change in seen.of(Outcome.RESPELLED))
    for change in seen.of(Outcome.RESPELLED):
        assert change.before is not None
        assert change.after is not None
        assert change.before.mandates
        assert change.after.mandates
