"""A load in steps: killed between any two of them, nothing is lost, repeated or shown too early."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from directory import (
    applying,
    doubles,
    editions,
    first_load,
    importing,
    loads,
    register_rows,
    search,
    seeing,
)
from directory.importing import load_file
from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
)
from tests.directory.killed import Dying, Killed, deaths, held, shown, undisturbed, written
from tests.directory.loading import APRIL, MAY, councillor, mayor

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
    monkeypatch.setattr(seeing, "SPAN", 2)
    monkeypatch.setattr(loads, "PAUSE", 0)


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


def test_a_first_file_killed_after_any_step_is_not_seen_and_is_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path, "municipal", _rows(), APRIL)
    whole, said, expected = undisturbed(path, APRIL)
    assert (said.counts.added, said.counts.refused, said.respelt_count) == (11, 3, 1)

    for dies_at, dying in deaths(path, APRIL, whole):
        if not RegisterEdition.objects.exclude(imported_at=None).exists():
            assert shown() == {"current": [], "listed": [], "editions": [], "there": []}, dies_at
            assert editions.latest_edition() is None
        again = load_file(path=path, published_on=APRIL, state=dying.state)

        assert (held(), again.counts) == (expected, said.counts), dies_at
        assert (again.refusals, again.respelt_count) == (said.refusals, said.respelt_count)


def test_a_later_file_killed_after_any_step_names_nobody_gone(tmp_path: Path) -> None:
    load_file(path=written(tmp_path, "municipal", _rows(), APRIL), published_on=APRIL)
    before = shown()
    path = written(tmp_path, "municipal", _later(), MAY)
    whole, said, expected = undisturbed(path, MAY)
    assert min(said.counts.added, said.counts.updated, said.counts.unchanged) > 0
    assert said.counts.refused == 3

    for dies_at, dying in deaths(path, MAY, whole):
        if not RegisterEdition.objects.filter(published_on=MAY, imported_at__isnull=False):
            now = shown()
            assert now["editions"] == before["editions"], dies_at
            assert len(now["current"]) == len(before["current"]), dies_at
            assert now["listed"] == before["listed"], dies_at
            assert now["there"] == before["there"], dies_at
        again = load_file(path=path, published_on=MAY, state=dying.state)

        assert (held(), again.counts) == (expected, said.counts), dies_at
        assert (again.refusals, again.respelt_count) == (said.refusals, said.respelt_count)


@pytest.mark.parametrize("on", [APRIL, MAY])
def test_whoever_loads_another_file_settles_what_was_left_half_done(
    tmp_path: Path, on: datetime.date
) -> None:
    """A first file that is not read to its end is taken away, a later one is finished."""
    if on == MAY:
        load_file(path=written(tmp_path, "municipal", _rows(), APRIL), published_on=APRIL)
    path = written(tmp_path, "municipal", _later() if on == MAY else _rows(), on)
    whole, _said, expected = undisturbed(path, on)
    other = written(tmp_path, "mayor", [mayor("CAM", "Eve", "02/02/1972")], on)

    for dies_at, dying in deaths(path, on, whole):
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
    path = written(tmp_path, "municipal", _rows(), APRIL)
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
    path = written(tmp_path, "municipal", _rows(), APRIL)
    assert load_file(path=path, published_on=APRIL, steps=steps).counts.added == 11
    waiting = "Un autre fichier est en cours de chargement : celui-ci attend"
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in steps.labels[1:4]] == [waiting] * 3
    assert steps.labels[4] != steps.labels[3]


def test_a_load_that_another_holds_writes_nothing_more(tmp_path: Path) -> None:
    path = written(tmp_path, "municipal", _rows(), APRIL)

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


FEW = (
    mayor("LE BRAS", "Ana", "02/01/1970", code="29902"),
    mayor("RIOU DERRIEN", "Ana", "03/01/1970", code="29901"),
    mayor("MORVAN", "Ana", "08/01/1971", code="29902"),
)


def _few_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that comes to three mayors, of whom it says two otherwise."""
    monkeypatch.setattr(first_load, "LONG", 0)
    monkeypatch.setattr(first_load, "TIMES", 1)
    monkeypatch.setattr(first_load, "blocks", lambda read, apart: iter(read))
    # How each phase goes on within itself is shown by a later file.
    for module, name in ((applying, "SPAN"), (applying, "PEOPLE_AT_ONCE"), (doubles, "AT_ONCE")):
        monkeypatch.setattr(module, name, 100)
    monkeypatch.setattr(importing, "INDEX_CHUNK", 100)
    load_file(path=written(folder, "mayor", list(FEW), APRIL), published_on=APRIL)
    return written(folder, "municipal", _rows(), MAY)


def test_a_file_that_comes_to_few_people_is_gone_on_with_wherever_it_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _few_are_there(tmp_path, monkeypatch)
    before = shown()
    whole, said, expected = undisturbed(path, MAY)
    assert (said.counts.added, said.counts.refused, said.respelt_count) == (11, 3, 3)
    assert len(expected["people"]) == 3 + 10 - 3

    for dies_at, dying in deaths(path, MAY, whole):
        if not RegisterEdition.objects.filter(published_on=MAY, imported_at__isnull=False):
            now = shown()
            assert now["editions"] == before["editions"], dies_at
            assert len(now["current"]) == len(before["current"]), dies_at
            assert len(now["listed"]) == len(before["listed"]), dies_at
        again = load_file(path=path, published_on=MAY, state=dying.state)

        assert (held(), again.counts) == (expected, said.counts), dies_at
        assert (again.refusals, again.respelt_count) == (said.refusals, said.respelt_count)


def test_whoever_comes_after_it_takes_away_what_was_not_read_to_its_end_or_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _few_are_there(tmp_path, monkeypatch)
    whole, _said, expected = undisturbed(path, MAY)
    other = written(tmp_path, "mayor", [*FEW, mayor("CAM", "Eve", "02/02/1972")], MAY)
    taken_away = 0

    for dies_at, dying in deaths(path, MAY, whole):
        load_file(path=other, published_on=MAY)
        taken_away += not RegisterMandate.objects.filter(kind="municipal").exists()
        load_file(path=path, published_on=MAY, state=dying.state)

        kept = RegisterMandate.objects.filter(kind="municipal")
        assert kept.count() == 11, dies_at
        assert not editions.being_loaded()
        assert RegisterPerson.objects.filter(search_text="").count() == 0
        assert RegisterPerson.objects.filter(search.is_listed()).count() == len(expected["people"])
        assert RegisterPerson.objects.count() == len(expected["people"])
    assert 0 < taken_away < whole.count
