"""A long file that comes to few people: all becomes what comparing each of its rows would give."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from directory import first_load
from directory.acquaintances import Acquaintances
from directory.importing import Loaded, load_file
from directory.models import (
    RegisterDoubt,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
)
from directory.register_file import recognise
from directory.search_index import PEOPLE
from tests.directory.killed import Killed
from tests.directory.loading import APRIL, COLUMNS, councillor, load_rows, mayor, outcome

LASTS = ("LE GOFF", "LE GOFF DERRIEN", "DERRIEN", "D'HERVÉ", "HERVE", "ÇELİK", "DE KERSAUSON")
FIRSTS = ("Hélène", "Helene Marie", "Jean-Marie", "Jean Marie", "Jean", "Ömer")
OTHERS = ("PY", "RIOU", "MORVAN"), ("Eve", "Zoé Ana"), ("05/06/1970", "07/08/1980")
DAYS = ("01/02/1971", "01/02/1971", "03/04/1950", "03/04/1980", "", "30/12/1899")
CODES = ("29901", "29232", "99999")
FUNCTIONS = ("", "1er adjoint au Maire", "Maire délégué")
PEOPLE_WRITTEN = (
    *("last_name", "first_name", "sex", "born_on", "identity", "folded_last", "folded_first"),
    *("match_key", "sort_key", "search_text"),
)
MANDATES_WRITTEN = (
    *("person__identity", "territory__code", "kind", "key", "function", "search_words"),
    *("started_on", "function_started_on", "is_superseded", "first_seen_in__sha256"),
)


@pytest.fixture(autouse=True)
def at_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_load, "LONG", 0)
    monkeypatch.setattr(first_load, "TIMES", 1)
    monkeypatch.setattr(first_load, "blocks", lambda read, apart: iter(read))


def _rows(chance: random.Random, make: Callable[..., str], count: int) -> list[str]:
    rows = []
    for _row in range(count):
        said = {"code": chance.choice(CODES)}
        functions = [chance.choice(FUNCTIONS)] if make is councillor else []
        met = zip((LASTS, FIRSTS, DAYS), OTHERS, strict=True)
        who = (chance.choice(some + others * chance.randint(0, 2)) for some, others in met)
        rows.append(make(*who, *functions, **said))
    return rows


def _written() -> dict[str, Any]:
    respelt = "identity", "person__identity", "last_name", "first_name"
    doubts = "person__identity", "other__identity", "reason"
    return {
        "people": sorted(map(str, RegisterPerson.objects.values_list(*PEOPLE_WRITTEN))),
        "mandates": sorted(map(str, RegisterMandate.objects.values_list(*MANDATES_WRITTEN))),
        "respellings": sorted(map(str, RegisterRespelling.objects.values_list(*respelt))),
        "doubts": sorted(map(str, RegisterDoubt.objects.values_list(*doubts))),
    }


def _said(loaded: Loaded) -> tuple[Any, ...]:
    return (*outcome(loaded), sorted(loaded.refusals))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(16))
def test_rows_become_what_comparing_all_of_them_gives(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - invented rows
    load_rows(tmp_path, "mayor", *_rows(chance, mayor, 4))
    rows = _rows(chance, councillor, 24)
    found = []
    for fits in (lambda _file: False, first_load.fits):
        monkeypatch.setattr(first_load, "fits", fits)
        with transaction.atomic():
            loaded = load_rows(tmp_path, "municipal", *rows)
            found.append((_written(), _said(loaded)))
            transaction.set_rollback(True)

    assert found[0] == found[1]


@pytest.mark.django_db
def test_only_rows_that_may_be_about_somebody_known_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Hélène", "01/02/1971"))
    monkeypatch.setattr(first_load.doubles, "take_back", _die)
    rows = (
        councillor("LE GOFF DERRIEN", "Hélène Anne", "01/02/1971", code="29232"),
        councillor("LE GOF", "Hellène", "01/02/1971"),
        councillor("LE GOFF", "Hélène", "11/12/1977"),
        councillor("LE GOFF", "Hélène", "", code="29232"),
        councillor("LE GOFF", "Hélène", "11/12/1977", code="29232"),
        councillor("RIOU", "Ana", "01/02/1971", code="29232"),
        councillor("RIOU", "Ana", ""),
    )
    with pytest.raises(Killed):
        load_rows(tmp_path, "municipal", *rows)

    assert list(StagedRow.objects.values_list("line", flat=True)) == [2, 3, 4, 5]
    assert RegisterPerson.objects.count() == 1 + 3


class _StoppedError(Exception):
    """Ends a load."""


def _stop(_work: Any) -> None:
    raise _StoppedError


def _die(_work: Any) -> None:
    raise Killed


@pytest.mark.django_db
def test_many_people_or_a_short_file_are_compared_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [mayor(last, "Ana", "05/06/1970") for last in ("RIOU", "MORVAN", "PY")]
    path = tmp_path / "file.csv"
    path.write_text("\n".join([COLUMNS["mayor"], *rows, ""]), encoding="utf-8")
    file = recognise(path)
    assert first_load.fits(file)

    load_rows(tmp_path, "municipal", councillor("RIOU", "Ana", "05/06/1970"))
    assert first_load.fits(file)
    monkeypatch.setattr(first_load, "LONG", 3)
    assert not first_load.fits(file)
    monkeypatch.setattr(first_load, "LONG", 0)
    monkeypatch.setattr(first_load, "TIMES", 4)
    assert not first_load.fits(file)


@pytest.mark.django_db
def test_a_file_that_was_loaded_before_is_compared_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    rows = [mayor(last, "Ana", "05/06/1970") for last in ("RIOU", "MORVAN", "PY")]
    path.write_text("\n".join([COLUMNS["mayor"], *rows, ""]), encoding="utf-8")
    load_file(path=path, published_on=APRIL)
    RegisterMandate.objects.filter(person__last_name="Riou").delete()
    RegisterPerson.objects.filter(last_name="Riou").delete()

    assert not first_load.fits(recognise(path))
    assert outcome(load_file(path=path, published_on=APRIL)) == (1, 0, 2, 0)


@pytest.mark.django_db(transaction=True)
def test_people_who_were_there_are_found_again_when_such_a_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Hélène", "01/02/1971"))
    known = RegisterPerson.objects.get()
    edition = known.mandates.get().first_seen_in
    RegisterRespelling.objects.create(person=known, identity="told otherwise|x", edition=edition)
    RegisterRespelling.objects.create(person=known, identity="a|b|c|d", edition=edition)
    monkeypatch.setattr(first_load.doubles, "unite_same", _stop)
    rows = councillor("RIOU", "Ana", "05/06/1970"), councillor("PY", "Eve", "07/08/1980")
    with pytest.raises(_StoppedError):
        load_rows(tmp_path, "municipal", *rows)

    assert list(RegisterPerson.objects.all()) == [known]
    assert not RegisterLoad.objects.exists()
    with connection.cursor() as cursor:
        assert PEOPLE.is_whole(cursor, connection.vendor)
    monkeypatch.undo()
    assert outcome(load_rows(tmp_path, "municipal", *rows)) == (2, 0, 0, 0)


@pytest.mark.django_db
def test_whoever_the_file_itself_brought_before_it_was_killed_is_nobody_known(
    tmp_path: Path,
) -> None:
    load_rows(tmp_path, "mayor", mayor("LE GOFF", "Hélène", "01/02/1971"))
    first = RegisterPerson.objects.get().pk + 1
    known = Acquaintances.of("municipal", before=first)
    load_rows(tmp_path, "municipal", councillor("RIOU", "Ana", "05/06/1970"))

    assert Acquaintances.of("municipal", before=first) == known
    assert Acquaintances.of("municipal", before=first + 1000) != known
