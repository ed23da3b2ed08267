"""Loading a file of the register, step by step, each a short transaction.

The same path serves the page (a job that another worker may take over) and the command.
"""

import contextlib
import datetime
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from directory import (
    after_loading,
    applying,
    bulk,
    first_load,
    loads,
    search_index,
    search_text,
    staging,
)
from directory.finishing import Counts, finish
from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    StagedRow,
)
from directory.register_file import RegisterFile, recognise

INDEX_CHUNK = 20_000
# Memory SQLite may use for the pages of the base during a load (KiB): its 2 MB are too few; with
# more, it would sort an index as a whole, with one thread.
SQLITE_CACHE, USUAL_CACHE = 6_000, 2_000
# Bytes its search index gathers before it writes them.
SEARCH_HASH, USUAL_HASH = 8 * 1024 * 1024, 1024 * 1024
# Threads that help it sort when it makes an index; the reader has ended by then.
SORTERS = 2
# Pages of the write-ahead log before they are brought into the base: fewer, longer steps.
CHECKPOINT, USUAL_CHECKPOINT = 8_000, 1_000


@dataclass(frozen=True)
class Loaded:
    """The end of a load: what became of the rows, and the first refusals."""

    edition_pk: int
    counts: Counts
    respelt_count: int
    refusals: list[str]
    erased_count: int = 0


def load_file(
    *,
    path: Path,
    published_on: datetime.date,
    name: str = "",
    steps: loads.Steps | None = None,
    state: dict[str, Any] | None = None,
) -> Loaded:
    """Load a file into the register, or go on from `state` where another worker stopped.

    Raises NotARegisterFile.
    """
    steps = steps or loads.Unheard()
    state = dict(state or {})
    file = recognise(path)
    load = _resumed(state) or _begun(file, published_on, name or path.name, steps, state)
    if load is not None:
        with _more_memory():
            _bring(loads.Work(load, steps, rows=file.row_count), file, state)
    after_loading.tell(RegisterEdition.objects.get(pk=state["edition"]))
    return Loaded(
        edition_pk=state["edition"],
        counts=Counts(**state["counts"]),
        respelt_count=state["respelt"],
        refusals=state["refusals"],
        erased_count=state.get("erased", 0),
    )


def _resumed(state: dict[str, Any]) -> RegisterLoad | None:
    """Return the load to go on with; forget the state when its rows are no longer there."""
    load = RegisterLoad.objects.filter(pk=state.get("load", 0)).first()
    if load is None and "edition" not in state:
        state.clear()
    return load


def _begun(
    file: RegisterFile, on: datetime.date, name: str, steps: loads.Steps, state: dict[str, Any]
) -> RegisterLoad | None:
    """Return a new load, or None when this one was done to its end."""
    if "edition" in state:
        return None
    with transaction.atomic():
        load = staging.begin(file=file, published_on=on, name=name)
        state["load"] = load.pk
        steps.step(_("Preparing"), done=0, total=2 * file.row_count, state=dict(state))
    return load


def _bring(work: loads.Work, file: RegisterFile, state: dict[str, Any]) -> None:
    """Load the file, once whoever was before has ended."""
    load = work.load
    try:
        for left in loads.hold(work):
            settle(left, work)
        _choose(load, file)
        if "result" not in work.progress:
            _apply(work, file)
        result = work.progress["result"]
        kept = ("edition", "counts", "respelt", "refusals", "erased")
        state |= {key: result[key] for key in kept if key in result}
        _index(work)
        with work.step(_("Preparing the search"), done=work.total):
            work.steps.step(
                _("Preparing the search"), done=work.total, total=work.total, state=dict(state)
            )
            staging.purge(load)
    except Exception as error:
        if not isinstance(error, loads.Overtaken) and first_load.is_beside(load):
            # Whoever was there before is found again at once, not only with the next load.
            with contextlib.suppress(Exception):
                first_load.take_away(work)
        raise
    finally:
        loads.release(load)


def _choose(load: RegisterLoad, file: RegisterFile) -> None:
    """Take the way of a first file when it fits, once the loads before are settled."""
    if load.progress.keys() & {"phase", "line"}:
        return
    load.is_first = first_load.fits(file)
    load.save(update_fields=["is_first"])


def _apply(work: loads.Work, file: RegisterFile) -> None:
    with work.step(_("Preparing"), rows=file.row_count):
        pass
    if work.load.is_first:
        if not work.load.compares:
            first_load.run(work, file)
    elif "phase" not in work.progress:
        staging.stage(work, file)
    if work.load.compares:
        work.done = file.row_count
        applying.run(work)
    finish(work)


def settle(left: RegisterLoad, mine: loads.Work) -> None:
    """Finish what another load left half done, or take it away when its file is needed for that.

    Whoever comes back for it finds it done, or begins it again.
    """
    rows = left.progress["rows"]
    work = loads.Work(left, mine.steps, rows=rows, holder=mine.load)
    if not left.compares:
        first_load.take_away(work)
        return
    applying.run(work)
    finish(work)
    _index(work)


def _index(work: loads.Work) -> None:
    """Bring the search up to date with the people of the file, the smallest key first."""
    result = work.progress["result"]
    if result["index"] < 0 and not work.load.is_first:
        return
    people = _to_index(work.load, result) if result["index"] >= 0 else array("q")
    words: set[str] = set()
    for start in range(0, len(people), INDEX_CHUNK):
        chunk = people[start : start + INDEX_CHUNK]
        done = work.total // 2 + work.total * (start + len(chunk)) // (2 * len(people))
        changed = result | {"index": chunk[-1]}
        with work.step(_("Preparing the search"), done=done, result=changed):
            search_text.write(chunk)
            search_index.learn(chunk, words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            search_index.sort_in(cursor)
        many = result["counts"]["added"] > work.load.progress["rows"] // 10
        if many and not work.load.is_first:
            bulk.analyze(RegisterPerson)
            bulk.analyze(RegisterMandate)


def _to_index(load: RegisterLoad, result: dict[str, Any]) -> array[int]:
    """Return the people whose text may have changed, and is not written yet."""
    staged = StagedRow.objects.filter(load=load, person__gt=result["index"])
    people = array("q", staged.order_by("person").distinct().values_list("person", flat=True))
    besides = {pk for pk in result["besides"] if pk > result["index"]}
    return array("q", sorted(besides.union(people))) if besides else people


class _more_memory:  # noqa: N801 - reads as a word in a "with"
    """Give SQLite a larger page cache while it lasts, and its search index more to sort in."""

    def __enter__(self) -> None:
        self._set(SQLITE_CACHE, SEARCH_HASH, SORTERS, CHECKPOINT)

    def __exit__(self, *error: object) -> None:
        self._set(USUAL_CACHE, USUAL_HASH, 0, USUAL_CHECKPOINT)

    def _set(self, cache: int, hashed: int, sorters: int, checkpoint: int) -> None:
        if connection.vendor == "sqlite":
            name = search_index.PEOPLE.name
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = -{cache}")
                cursor.execute(f"PRAGMA threads = {sorters}")
                cursor.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
                cursor.execute(f"PRAGMA temp.cache_size = -{cache}")
                cursor.execute(
                    f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', %s)",  # noqa: S608
                    [hashed],
                )
