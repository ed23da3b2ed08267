"""A load in steps: killed between any two of them, nothing is lost, repeated or shown too early."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from contacts.turnover import latest_editions
from directory import (
    applying,
    doubles,
    editions,
    first_load,
    importing,
    loads,
    register_rows,
    search,
)
from directory.importing import Loaded, load_file
from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterGap,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
from directory.seats import sitting_in
from tests.directory.loading import APRIL, COLUMNS, MAY, councillor, mayor

pytestmark = pytest.mark.django_db
NAMES = ("PY", "LE BRAS", "RIOU", "GUYOMARC'H", "KERVELLA", "L'HOSTIS", "LE GOFF", "MORVAN")


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_rows, "CHUNK", 7)
    monkeypatch.setattr(first_load, "CHUNK", 7)
    monkeypatch.setattr(applying, "SPAN", 5)
    monkeypatch.setattr(applying, "PEOPLE_AT_ONCE", 2)
    monkeypatch.setattr(doubles, "AT_ONCE", 1)
    monkeypatch.setattr(importing, "INDEX_CHUNK", 4)
    monkeypatch.setattr(loads, "PAUSE", 0)


class Killed(BaseException):
    """Stands for the death of the worker."""


class Dying:
    """Steps after so many of which the worker dies; they keep the state as a job does."""

    def __init__(self, dies_at: int = 0) -> None:
        self.count, self.dies_at = 0, dies_at
        self.state: dict[str, Any] = {}

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        self.count += 1
        if self.count == self.dies_at:
            raise Killed
        assert 0 <= done <= total
        self.state = self.state if state is None else state


def _rows(*changes: str) -> list[str]:
    """Return a file with somebody in two functions, somebody respelt, a repeat, a refusal."""
    rows = [
        councillor(name, "Ana", f"{day:02}/01/1970", code=f"2990{day % 3}")
        for day, name in enumerate(NAMES, start=1)
    ]
    twice = councillor("CAM", "Eve", "02/02/1972", "1er adjoint", function_since="21/03/2026")
    rows += [twice, councillor("CAM", "Eve", "02/02/1972"), rows[2], rows[3].replace("19", "91")]
    rows += [councillor("BIHAN", "Zoe", "03/03/1973"), councillor("BIHAN CAM", "Zoe", "03/03/1973")]
    return [*rows, *changes]


def _later() -> list[str]:
    """Return the next file: others, another function, a respelling, an absence, a namesake."""
    rows = _rows(councillor("TANGUY", "Ivo", "09/09/1969"), councillor("PY", "Ana", "05/05/1975"))
    rows[1] = rows[1].replace("LE BRAS;Ana", "LE BRAZ;Ana")
    rows[4] = councillor("KERVELLA", "Ana", "05/01/1970", "2e adjoint", code="29902")
    rows[8] = rows[8].replace("21/03/2026", "22/03/2026")
    del rows[6]
    return rows


def _file(folder: Path, kind: str, rows: list[str], on: datetime.date) -> Path:
    path = folder / f"{kind}-{on}.csv"
    path.write_text("\n".join([COLUMNS[kind], *rows, ""]), encoding="utf-8")
    return path


def _state() -> dict[str, Any]:
    """Return all that the register holds, without keys and moments."""
    mandates = RegisterMandate.objects.values_list(
        *("person__identity", "territory__code", "key", "function", "is_superseded", "digest"),
        *("first_seen_in__published_on", "last_seen_in__published_on"),
    )
    people = RegisterPerson.objects.values_list("identity", "last_name", "sort_key", "search_text")
    spellings = RegisterRespelling.objects.values_list(
        "person__identity", "identity", "reason", "edition__sha256", "written_in__sha256"
    )
    doubts = RegisterDoubt.objects.values_list("person__identity", "other__identity", "reason")
    counts = RegisterEdition.objects.exclude(imported_at=None).values_list(
        *("kind", "row_count", "added_count", "updated_count", "unchanged_count", "refused_count")
    )
    return {
        "mandates": sorted(mandates, key=str),
        "people": sorted(people),
        "spellings": sorted(spellings),
        "doubts": sorted(doubts),
        "gaps": sorted(RegisterGap.objects.values_list("mandate__key", "published_on")),
        "editions": sorted(counts),
        "territories": sorted(Territory.objects.values_list("kind", "code", "name")),
        "left": (StagedRow.objects.count(), RegisterLoad.objects.count()),
    }


def _shown() -> dict[str, Any]:
    """Return what anybody sees of the register."""
    current = RegisterMandate.objects.current()
    listed = RegisterPerson.objects.filter(search.is_listed())
    return {
        "current": sorted(current.values_list("person__match_key", "function")),
        "listed": sorted(listed.values_list("match_key", flat=True)),
        "editions": [edition.published_on for edition in latest_editions()],
        "there": sorted(
            person.match_key
            for territory in Territory.objects.filter(kind="commune")
            for person, _line in sitting_in(territory).present
        ),
    }


class Undone(Exception):
    """Ends a transaction without keeping it."""


def _deaths(path: Path, on: datetime.date, whole: Dying) -> Iterator[tuple[int, Dying]]:
    """Yield the load of a file, killed after each of its steps, in a transaction that is undone."""
    for dies_at in range(1, whole.count + 1):
        try:
            with transaction.atomic():
                dying = Dying(dies_at)
                with pytest.raises(Killed):
                    load_file(path=path, published_on=on, steps=dying)
                yield dies_at, dying
                raise Undone  # noqa: TRY301 - that is what ends it
        except Undone:
            pass


def _whole(path: Path, on: datetime.date) -> tuple[Dying, Loaded, dict[str, Any]]:
    """Return the steps of a load that nobody kills, what it says, and what it leaves."""
    steps = Dying()
    try:
        with transaction.atomic():
            loaded = load_file(path=path, published_on=on, steps=steps)
            state = _state()
            raise Undone  # noqa: TRY301 - that is what ends it
    except Undone:
        return steps, loaded, state


def test_a_first_file_killed_after_any_step_is_not_seen_and_is_gone_on_with(tmp_path: Path) -> None:
    path = _file(tmp_path, "municipal", _rows(), APRIL)
    whole, said, expected = _whole(path, APRIL)
    assert (said.counts.added, said.counts.refused, said.respelt_count) == (11, 3, 1)

    for dies_at, dying in _deaths(path, APRIL, whole):
        if not RegisterEdition.objects.exclude(imported_at=None).exists():
            assert _shown() == {"current": [], "listed": [], "editions": [], "there": []}, dies_at
            assert editions.latest_edition() is None
        again = load_file(path=path, published_on=APRIL, state=dying.state)

        assert (_state(), again.counts) == (expected, said.counts), dies_at
        assert (again.refusals, again.respelt_count) == (said.refusals, said.respelt_count)


def test_a_later_file_killed_after_any_step_names_nobody_gone(tmp_path: Path) -> None:
    load_file(path=_file(tmp_path, "municipal", _rows(), APRIL), published_on=APRIL)
    before = _shown()
    path = _file(tmp_path, "municipal", _later(), MAY)
    whole, said, expected = _whole(path, MAY)
    assert min(said.counts.added, said.counts.updated, said.counts.unchanged) > 0
    assert said.counts.refused == 3

    for dies_at, dying in _deaths(path, MAY, whole):
        if not RegisterEdition.objects.filter(published_on=MAY, imported_at__isnull=False):
            now = _shown()
            assert now["editions"] == before["editions"], dies_at
            assert len(now["current"]) == len(before["current"]), dies_at
            assert now["listed"] == before["listed"], dies_at
            assert now["there"] == before["there"], dies_at
        again = load_file(path=path, published_on=MAY, state=dying.state)

        assert (_state(), again.counts) == (expected, said.counts), dies_at
        assert (again.refusals, again.respelt_count) == (said.refusals, said.respelt_count)


@pytest.mark.parametrize("on", [APRIL, MAY])
def test_whoever_loads_another_file_settles_what_was_left_half_done(
    tmp_path: Path, on: datetime.date
) -> None:
    """A first file that is not read to its end is taken away, a later one is finished."""
    if on == MAY:
        load_file(path=_file(tmp_path, "municipal", _rows(), APRIL), published_on=APRIL)
    path = _file(tmp_path, "municipal", _later() if on == MAY else _rows(), on)
    whole, _said, expected = _whole(path, on)
    other = _file(tmp_path, "mayor", [mayor("CAM", "Eve", "02/02/1972")], on)

    for dies_at, dying in _deaths(path, on, whole):
        load_file(path=other, published_on=on)
        again = load_file(path=path, published_on=on, state=dying.state)

        assert again.counts.rows == sum(expected["editions"][-1][2:]), dies_at
        kept = RegisterMandate.objects.filter(kind="municipal")
        assert kept.count() == len(expected["mandates"]), dies_at
        assert not editions.being_loaded()
        assert RegisterPerson.objects.filter(search_text="").count() == 0
        assert RegisterPerson.objects.filter(search.is_listed()).count() == len(expected["people"])


def test_whoever_takes_a_first_file_away_fills_an_empty_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is there any more: the quick way, though people were there when it was chosen."""
    path = _file(tmp_path, "municipal", _rows(), APRIL)
    with pytest.raises(Killed):
        load_file(path=path, published_on=APRIL, steps=Dying(5))
    assert RegisterPerson.objects.exists()
    monkeypatch.setattr(importing.staging, "stage", None)

    assert load_file(path=path, published_on=APRIL).counts.added == 11


def test_a_load_waits_while_another_holds_the_register(tmp_path: Path) -> None:
    """The other one is at work: its minute has not passed."""
    other = RegisterLoad.objects.create(
        kind="mayor",
        published_on=APRIL,
        file_name="mayors.csv",
        sha256="",
        held_until=timezone.now() + datetime.timedelta(minutes=1),
    )

    class Waiting(Dying):
        labels: list[str]

        def step(self, label: str, **said: Any) -> None:
            super().step(label, **said)
            self.labels = [*getattr(self, "labels", []), label]
            if self.count == 4:
                loads.release(other)

    steps = Waiting()
    path = _file(tmp_path, "municipal", _rows(), APRIL)
    assert load_file(path=path, published_on=APRIL, steps=steps).counts.added == 11
    waiting = "Un autre fichier est en cours de chargement : celui-ci attend"
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in steps.labels[1:4]] == [waiting] * 3
    assert steps.labels[4] != steps.labels[3]


def test_a_load_that_another_holds_writes_nothing_more(tmp_path: Path) -> None:
    path = _file(tmp_path, "municipal", _rows(), APRIL)

    class Overtaken(Dying):
        def step(self, label: str, **said: Any) -> None:
            super().step(label, **said)
            if self.count == 5:
                RegisterLoad.objects.create(
                    kind="mayor",
                    published_on=APRIL,
                    file_name="mayors.csv",
                    sha256="",
                    held_until=timezone.now() + datetime.timedelta(minutes=1),
                )

    with pytest.raises(loads.Overtaken):
        load_file(path=path, published_on=APRIL, steps=Overtaken())
    assert editions.latest_edition() is None
