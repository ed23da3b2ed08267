"""Reading in another process, rows known word for word, and the words a seat is found by."""

import datetime
import logging
import os
import signal
import threading
from collections.abc import Iterator
from itertools import batched, count
from pathlib import Path

import pytest

from directory import first_load, reading, staging
from directory.models import (
    RegisterGap,
    RegisterMandate,
    RegisterPerson,
    StagedSightings,
    Territory,
)
from directory.search import search
from tests.directory.loading import (
    MAY,
    councillor,
    load_rows,
    mayor,
    outcome,
    person,
    seats,
)

JUNE = datetime.date(2026, 6, 20)
ANA = councillor("PY", "Ana", "01/01/1970", "1er adjoint au Maire", function_since="21/03/2026")
EVE = councillor("LE BRAS", "Eve", "02/02/1972")


def _numbers(count: int) -> Iterator[tuple[int, str]]:
    for number in range(count):
        yield number, "é" * number


@pytest.mark.parametrize("apart", [False, True])
def test_the_chunks_are_the_same_wherever_they_are_read(*, apart: bool) -> None:
    assert list(reading.blocks(batched(_numbers(25), 10, strict=False), apart=apart)) == [
        tuple(_numbers(10)),
        tuple((number, "é" * number) for number in range(10, 20)),
        tuple((number, "é" * number) for number in range(20, 25)),
    ]
    assert list(reading.blocks(iter(()), apart=apart)) == []


def test_a_reader_that_dies_is_not_the_end_of_the_file() -> None:
    def dying() -> Iterator[tuple[int]]:
        yield (1,)
        os._exit(3)

    with pytest.raises(reading.ReaderDied):
        list(reading.blocks(dying(), apart=True))


def test_a_reader_that_says_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hanging() -> Iterator[tuple[int]]:
        yield (1,)
        signal.pause()

    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    blocks = reading.blocks(hanging(), apart=True)

    assert next(blocks) == (1,)
    with pytest.raises(reading.ReaderSilent):
        next(blocks)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_threads_that_write_meanwhile_do_not_hold_the_reader_up(tmp_path: Path) -> None:
    """A process of several threads forks safely: the reader takes none of their locks."""
    ended = threading.Event()

    def write(number: int) -> None:
        logger = logging.getLogger(f"thread.{number}")
        handler = logging.FileHandler(tmp_path / f"{number}.log")
        logger.addHandler(handler)
        while not ended.is_set():
            logger.warning("written")
        handler.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _time in range(10):
            read = reading.blocks(batched(_numbers(300), 50, strict=False), apart=True)
            assert [len(block) for block in read] == [50] * 6
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def test_whoever_stops_listening_ends_the_reader() -> None:
    endless = reading.blocks(((number,) for number in count()), apart=True)
    next(endless)
    endless.close()  # type: ignore[attr-defined]

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.django_db
def test_a_long_file_is_read_apart_and_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "LONG", 2)
    monkeypatch.setattr(first_load, "LONG", 2)
    rows = [ANA, EVE, EVE, councillor("RIOU", "Zoe", "31/02/1973")]

    assert outcome(load_rows(tmp_path, "municipal", *rows)) == (2, 0, 0, 2)
    assert outcome(load_rows(tmp_path, "municipal", *rows, on=MAY)) == (0, 0, 2, 2)


@pytest.mark.django_db
def test_a_row_known_word_for_word_is_only_counted_as_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(tmp_path, "municipal", ANA, EVE)
    compared: list[int] = []
    real = staging.write

    def write(rows: list[staging.Values]) -> None:
        compared.append(len(rows))
        real(rows)

    monkeypatch.setattr(staging, "write", write)

    new = councillor("RIOU", "Zoe", "03/03/1973")
    assert outcome(load_rows(tmp_path, "municipal", ANA, EVE, new, on=MAY)) == (1, 0, 2, 0)

    assert compared == [1]
    seen = RegisterMandate.objects.values_list("cohort__last_seen_in__published_on", flat=True)
    assert set(seen) == {MAY}
    assert not StagedSightings.objects.exists()


@pytest.mark.django_db
def test_a_known_row_in_another_layout_is_known_all_the_same(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", ANA)

    other = ANA.replace("01/01/1970", "1970-01-01").replace(";29901;", ";901;")
    assert outcome(load_rows(tmp_path, "municipal", other, on=MAY)) == (0, 0, 1, 0)
    assert RegisterMandate.objects.get().digest is not None


@pytest.mark.django_db
@pytest.mark.parametrize("first", [0, 1])
def test_a_known_row_that_is_repeated_is_refused_once(tmp_path: Path, first: int) -> None:
    accented = ANA.replace("PY", "PŸ")
    load_rows(tmp_path, "municipal", ANA)

    rows = [ANA, accented, ANA] if first == 0 else [accented, ANA]
    loaded = load_rows(tmp_path, "municipal", *rows, on=MAY)

    assert outcome(loaded) == (0, 0, 1, len(rows) - 1)
    assert all("répète la ligne" in said for said in loaded.refusals)


@pytest.mark.django_db
def test_a_corrected_row_beside_the_old_one_is_another_function(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", ANA)

    corrected = ANA.replace("21/03/2026", "22/03/2026")
    assert outcome(load_rows(tmp_path, "municipal", ANA, corrected, on=MAY)) == (1, 0, 1, 0)


@pytest.mark.django_db
def test_whoever_another_file_respelt_is_compared_again(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", ANA)
    load_rows(tmp_path, "mayor", mayor("PYE", "Ana", "01/01/1970"), on=MAY)
    assert RegisterMandate.objects.get(kind="municipal").digest is None

    loaded = load_rows(tmp_path, "municipal", ANA, on=JUNE)

    assert outcome(loaded)[2:] == (0, 0)
    assert str(RegisterPerson.objects.get()) == "Ana Py"


@pytest.mark.django_db
def test_what_another_file_of_the_day_corrected_is_compared_again(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", ANA)
    corrected = ANA.replace("21/03/2026", "22/03/2026")
    load_rows(tmp_path, "municipal", corrected)

    load_rows(tmp_path, "municipal", ANA, on=MAY)

    since = RegisterMandate.objects.get().function_started_on
    assert since == datetime.date(2026, 3, 21)


@pytest.mark.django_db
def test_a_known_row_missing_from_one_file_leaves_a_gap(tmp_path: Path) -> None:
    load_rows(tmp_path, "municipal", ANA, EVE)
    load_rows(tmp_path, "municipal", EVE, on=MAY)
    load_rows(tmp_path, "municipal", ANA, EVE, on=JUNE)

    gap = RegisterGap.objects.get()
    assert (gap.mandate.person, gap.published_on) == (person("Py"), MAY)


@pytest.mark.django_db
def test_a_function_dropped_from_the_latest_file_is_replaced_though_the_rest_is_known(
    tmp_path: Path,
) -> None:
    plain = councillor("PY", "Ana", "01/01/1970")
    load_rows(tmp_path, "municipal", ANA, plain)

    assert outcome(load_rows(tmp_path, "municipal", plain, on=MAY)) == (0, 0, 1, 0)
    assert seats(person("Py")) == [""]


@pytest.mark.django_db
def test_people_are_found_by_their_department(tmp_path: Path) -> None:
    Territory.objects.create(
        kind=Territory.Kind.DEPARTMENT,
        code="29",
        name="Finistère",
        name_of="du Finistère",
        sort_key="finistere",
    )
    load_rows(tmp_path, "municipal", ANA)

    for text in ("py finistère", "adjointe 29", "py 29"):
        assert [str(one) for one in search(text)] == ["Ana Py"], text
    assert search("py 35") == []
