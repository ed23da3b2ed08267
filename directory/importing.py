"""Loading a file of the register: stage it in chunks, apply it at once, index it in chunks.

The same path serves the page (a job that another worker may take over) and the command.
"""

import datetime
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import after_loading, applying, search_index, staging
from directory.applying import Counts
from directory.models import RegisterEdition, RegisterLoad, StagedRow
from directory.register_file import RegisterFile, recognise
from ui.templatetags.ui import number

INDEX_CHUNK = 100_000
# Memory SQLite may use for the pages of the base during a load (KiB); its 2 MB are too few.
SQLITE_CACHE = 64_000
# Bytes its search index gathers before it writes them: with the usual 1 MB it merges all day.
SEARCH_HASH, USUAL_HASH = 32 * 1024 * 1024, 1024 * 1024


class Steps(Protocol):
    """What a load says how far it is to: a job's progress, or nobody."""

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        """Record how far the work is, and where to go on from."""


class RowsLost(Exception):
    """The staged rows are not those of the file: somebody cleared them meanwhile."""


class Unheard:
    """Steps that nobody listens to."""

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Loaded:
    """The end of a load: what became of the rows, and the first refusals."""

    edition_pk: int
    counts: Counts
    respelt_count: int
    refusals: list[str]


def load_file(
    *,
    path: Path,
    published_on: datetime.date,
    name: str = "",
    steps: Steps | None = None,
    state: dict[str, Any] | None = None,
) -> Loaded:
    """Load a file into the register, or go on from `state` where another worker stopped.

    Raises NotARegisterFile.
    """
    steps = steps or Unheard()
    state = dict(state or {})
    file = recognise(path)
    with _more_memory():
        load = _resumed(state) or staging.begin(
            file=file, published_on=published_on, name=name or path.name
        )
        if "edition" not in state:
            _stage(load, file, steps, state)
            _apply(load, file, steps, state)
        _index(load, file, steps, state)
        _purge(load)
    after_loading.tell(RegisterEdition.objects.get(pk=state["edition"]))
    return Loaded(
        edition_pk=state["edition"],
        counts=Counts(**state["counts"]),
        respelt_count=state["respelt"],
        refusals=state["refusals"],
    )


def _resumed(state: dict[str, Any]) -> RegisterLoad | None:
    """Return the load to go on with; forget the state when its rows are no longer there."""
    load = RegisterLoad.objects.filter(pk=state.get("load", 0)).first()
    if load is None and "edition" not in state:
        state.clear()
    return load


def _stage(load: RegisterLoad, file: RegisterFile, steps: Steps, state: dict[str, Any]) -> None:
    state["load"] = load.pk
    total = 2 * file.row_count

    def on_chunk(line: int, count: int) -> None:
        state["line"] = line
        label = ngettext("%(count)s row read", "%(count)s rows read", count) % {
            "count": number(count)
        }
        steps.step(label, done=count, total=total, state=dict(state))

    staging.stage(load, file, after=state.get("line", 0), on_chunk=on_chunk)


def _apply(load: RegisterLoad, file: RegisterFile, steps: Steps, state: dict[str, Any]) -> None:
    label = _("Comparing with the register")
    with transaction.atomic():
        # Taken first, the row of the job is locked: nobody takes it over while this lasts.
        steps.step(label, done=file.row_count, total=2 * file.row_count)
        applied = applying.apply(load)
        if applied.counts.rows != file.row_count:
            raise RowsLost
        state |= {
            "edition": applied.edition.pk,
            "counts": asdict(applied.counts),
            "respelt": applied.respelt_count,
            "refusals": applying.refusals(load),
            "index": 0 if applied.must_index else -1,
        }
        steps.step(label, done=file.row_count, total=2 * file.row_count, state=dict(state))


def _index(load: RegisterLoad, file: RegisterFile, steps: Steps, state: dict[str, Any]) -> None:
    """Bring the search up to date with the people of the file, the smallest key first."""
    if state["index"] < 0:
        return
    staged = StagedRow.objects.filter(load=load, person__gt=state["index"])
    people = array("q", staged.order_by("person").distinct().values_list("person", flat=True))
    told = _told_at_once(load)
    words: set[str] = set()
    for start in range(0, len(people), INDEX_CHUNK):
        chunk = people[start : start + INDEX_CHUNK]
        with transaction.atomic():
            _write_search_text([pk for pk in chunk if pk in told] if told is not None else chunk)
            search_index.learn(chunk, words)
            state["index"] = chunk[-1]
            done = file.row_count + file.row_count * (start + len(chunk)) // len(people)
            label = _("Preparing the search")
            steps.step(label, done=done, total=2 * file.row_count, state=dict(state))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('directory_person_search')")
            cursor.execute("ANALYZE directory_registerperson, directory_registermandate")


def _told_at_once(load: RegisterLoad) -> set[int] | None:
    """Return the people with several rows, when the others were written with their text."""
    if connection.vendor == "sqlite" or load.first_person is None:
        return None
    several = StagedRow.objects.filter(load=load, is_new=False, person__isnull=False)
    if not StagedRow.objects.filter(load=load, is_new=True).exists():
        return None
    return {pk for pk in several.values_list("person", flat=True) if pk}


def _write_search_text(people: Sequence[int]) -> None:
    """Write what each person is found by: names, functions and territories of current seats.

    The one place that writes it for people already there. `RegisterMandate.search_words` holds
    the words of a seat (`register_rows.search_words`), department included.
    """
    values: str | list[int] = list(people)
    if connection.vendor == "sqlite":
        gathered = "group_concat(DISTINCT m.search_words)"
        wanted, values = "IN (SELECT value FROM json_each(%s))", str(values)
    else:
        gathered, wanted = "string_agg(DISTINCT m.search_words, ',')", "= ANY(%s)"
    statement = f"""
        WITH said AS (SELECT p.id, substr(' ' || p.folded_first || ' ' || p.folded_last || ' ' ||
                COALESCE((SELECT {gathered} FROM directory_registermandate AS m
                    WHERE m.person_id = p.id AND NOT m.is_superseded), ''), 1, 2000) AS text
            FROM directory_registerperson AS p WHERE p.id {wanted})
        UPDATE directory_registerperson SET search_text = said.text FROM said
        WHERE said.id = directory_registerperson.id AND search_text <> said.text
    """  # noqa: S608 - no value of a user
    with connection.cursor() as cursor:
        cursor.execute(statement, [values])


def _purge(load: RegisterLoad) -> None:
    """Empty the staging of this load: all at once when nobody else is loading."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE directory_stagedrow IN ACCESS EXCLUSIVE MODE")
        # Nobody writes there now, on either engine, until this transaction ends.
        if StagedRow.objects.exclude(load=load).exists():
            cursor.execute("DELETE FROM directory_stagedrow WHERE load_id = %s", [load.pk])
        elif connection.vendor == "postgresql":
            cursor.execute("TRUNCATE directory_stagedrow")
        else:
            cursor.execute("DELETE FROM directory_stagedrow")
    load.delete()


class _more_memory:  # noqa: N801 - reads as a word in a "with"
    """Give SQLite a larger page cache while it lasts, and its search index more to sort in."""

    def __enter__(self) -> None:
        self._set(-SQLITE_CACHE, SEARCH_HASH)

    def __exit__(self, *error: object) -> None:
        self._set(-2_000, USUAL_HASH)

    def _set(self, size: int, hashed: int) -> None:
        if connection.vendor == "sqlite":
            name = search_index.PEOPLE.name
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = {size}")
                cursor.execute(
                    f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', %s)",  # noqa: S608
                    [hashed],
                )
