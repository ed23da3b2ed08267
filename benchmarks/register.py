"""Measures loading the register against the floor. See README.md beside.

    python benchmarks/register.py all [FILE DAY [NEXT DAY]]
    python benchmarks/register.py floor FILE
    python benchmarks/register.py load FILE DAY
    python benchmarks/register.py staging FILE DAY
    python benchmarks/register.py whole FILE DAY
    python benchmarks/register.py naive FILE

`all` does the rest in one run, each step in a process of its own, and prints the ratios; without a
file it generates 600,000 councillors and the file of the next quarter. The base is the one of
`DATABASE_URL`, emptied of its register first: use a throw-away one.
"""

# ruff: noqa: E402 - Django is set up before its models are imported

import contextlib
import csv
import datetime
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import batched, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

import django

django.setup()

from django.db import connection, transaction
from import_export import resources
from tablib import Dataset

from benchmarks import generate
from directory import editions, loads, sightings, staging, territories
from directory.importing import load_file
from directory.models import (
    RegisterCohort,
    RegisterDoubt,
    RegisterEdition,
    RegisterGap,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    StagedSightings,
    Territory,
)
from directory.register_file import recognise
from directory.register_rows import Row, rows_of
from directory.search_index import PEOPLE, PEOPLE_WORDS
from ui import upkeep

SIZE = int(os.environ.get("BENCHMARK_ROWS", "600000"))
NAIVE_SAMPLE = 5_000
NAIVE_MANDATES = (
    *("person", "territory", "key", "kind", "district", "function"),
    *("started_on", "function_started_on", "first_seen_in", "cohort"),
)
NAIVE_COLUMNS = (
    *("last_name", "first_name", "sex", "born_on"),
    *("folded_last", "folded_first", "match_key", "sort_key"),
)


class Memory(threading.Thread):
    """The most memory this process and its children ever held together, in MB.

    What they share is counted once (PSS); without /proc, nothing is measured.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Look four times a second: looking costs some of what is measured."""
        while not self.ended.wait(0.25):
            self.peak = max(self.peak, self.now())

    def now(self) -> int:
        """Return the memory held now."""
        mine = os.getpid()
        return sum(_pss(pid) for pid in (mine, *_children(mine))) // 1024


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def server_processor() -> float:
    """Return the seconds of processor of our PostgreSQL process, when it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor, contextlib.suppress(OSError):
        cursor.execute("SELECT pg_backend_pid()")
        said = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def measured(name: str, work: Callable[[], int]) -> dict[str, Any]:
    """Print and return what the work took: seconds by the clock and of processor, memory."""
    memory = Memory()
    memory.start()
    start, used = time.perf_counter(), time.process_time()
    rows = work()
    took, own = time.perf_counter() - start, time.process_time() - used
    memory.ended.set()
    memory.join()
    reader = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {
        "name": name,
        "rows": rows,
        "clock": round(took, 2),
        "own": round(own, 2),
        "reader": round(reader.ru_utime + reader.ru_stime, 2),
        "server": round(server_processor(), 2),
        "longest": round(LONGEST[0], 2),
        "memory": memory.peak,
    }
    print(
        f"{connection.vendor:10} {name:8} {rows:>7} rows {took:6.1f} s by the clock;"
        f" processor {own:5.1f} s, reader {said['reader']:5.1f} s, server {said['server']:5.1f} s;"
        f" longest transaction {LONGEST[0]:4.1f} s ({LONGEST[1]:3.1f} s of processor);"
        f" {memory.peak} MB",
        flush=True,
    )
    return said


# By the clock and of this process's processor; on SQLite others wait with their writing meanwhile.
LONGEST = [0.0, 0.0]


def watch_transactions() -> None:
    """Keep the longest transaction of a load."""
    real = loads.Work.step

    @contextlib.contextmanager
    def step(self: loads.Work, *args: Any, **kwargs: Any) -> Iterator[Any]:
        start, used = time.perf_counter(), time.process_time()
        with real(self, *args, **kwargs) as cursor:
            yield cursor
        took = time.perf_counter() - start
        if took > LONGEST[0]:
            LONGEST[:] = took, time.process_time() - used

    loads.Work.step = step  # type: ignore[method-assign]


def floor(path: Path) -> int:
    """Read the file plainly and insert its cells as they are into one table without index."""
    count = 0
    with path.open(encoding="utf-8") as text, transaction.atomic(), connection.cursor() as cursor:
        rows = csv.reader(text, delimiter=";")
        width = len(next(rows))
        columns = ", ".join(f"c{index} text" for index in range(width))
        cursor.execute("DROP TABLE IF EXISTS benchmark_floor")
        cursor.execute(f"CREATE TABLE benchmark_floor ({columns})")
        marks = ", ".join(["%s"] * width)
        for chunk in batched(rows, 10_000, strict=False):
            if connection.vendor == "postgresql":
                with cursor.copy("COPY benchmark_floor FROM STDIN") as copy:
                    for row in chunk:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO benchmark_floor VALUES ({marks})", chunk)
            count += len(chunk)
    return count


def load(path: Path, day: datetime.date) -> int:
    """Load the file as the page and the command do; print what became of the rows."""
    loaded = load_file(path=path, published_on=day)
    print(loaded.counts)
    return loaded.counts.rows


def staging_whole(path: Path, day: datetime.date) -> int:
    """Read the file, and stage every row of it as it was understood; no more."""
    sightings.KnownRows.of = classmethod(lambda cls, _kind: cls())  # type: ignore[method-assign]
    return staging_alone(path, day)


def staging_alone(path: Path, day: datetime.date) -> int:
    """Read the file, compare each row with what is known, stage those that differ; no more."""
    file = recognise(path)
    load = staging.begin(file=file, published_on=day, name=path.name)
    staging.stage(loads.Work(load, loads.Unheard(), rows=file.row_count), file)
    staging.purge(load)
    return file.row_count


def naive(path: Path) -> int:
    """Import the first rows one by one, as django-import-export does by default.

    A person and a mandate each, from cells understood beforehand, without what they are found by:
    less than what `load` does. What it writes is undone.
    """

    class People(resources.ModelResource):
        class Meta:
            model = RegisterPerson
            import_id_fields = ("identity",)
            fields = (*NAIVE_COLUMNS, "identity")

    class Mandates(resources.ModelResource):
        class Meta:
            model = RegisterMandate
            import_id_fields = ("person", "territory", "key")
            fields = NAIVE_MANDATES

    kept = recognise(path)
    kind = kept.layout.kind.value
    today = datetime.datetime.now(datetime.UTC).date()
    rows = (row for row in rows_of(kept, on=today) if isinstance(row, Row))
    read = [row._replace(identity=f"naive {row.identity}") for row in islice(rows, NAIVE_SAMPLE)]
    people = Dataset(headers=[*NAIVE_COLUMNS, "identity"])
    for row in read:
        people.append([getattr(row, column) for column in (*NAIVE_COLUMNS, "identity")])
    with transaction.atomic():
        edition = RegisterEdition.objects.create(kind=kind, published_on=today, sha256="naive")
        cohort = editions.cohort_of(edition)
        People().import_data(people, raise_errors=True, use_transactions=False)
        known = RegisterPerson.objects.filter(identity__startswith="naive ")
        keys = dict(known.values_list("identity", "pk"))
        found = Territory.objects.values_list("kind", "code", "pk")
        places = {(kind, code): pk for kind, code, pk in found}
        mandates = Dataset(headers=NAIVE_MANDATES)
        for row in read:
            place = places.get((row.place.kind, row.place.code))
            if place is not None:
                mandates.append(
                    [
                        *(keys[row.identity], place, row.key, kind, row.place.district),
                        *(row.function, row.started_on, row.function_started_on),
                        *(edition.pk, cohort.pk),
                    ]
                )
        Mandates().import_data(mandates, raise_errors=True, use_transactions=False)
        transaction.set_rollback(True)
    return len(read)


def empty() -> None:
    """Empty the register, and the table of the floor."""
    with upkeep.set_aside(PEOPLE, PEOPLE_WORDS), connection.cursor() as cursor:
        for model in (
            *(RegisterDoubt, RegisterGap, RegisterRespelling, RegisterMandate, RegisterPerson),
            *(StagedSightings, StagedRow, RegisterLoad, RegisterCohort, RegisterEdition),
        ):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("DROP TABLE IF EXISTS benchmark_floor")
    territories.load()


def run(*command: str) -> dict[str, Any]:
    """Run one measure in a process of its own, and return what it found."""
    told = Path(tempfile.mkstemp(suffix=".json")[1])
    subprocess.run(
        [sys.executable, __file__, *command],
        check=True,
        env=os.environ | {"BENCHMARK_TOLD": str(told)},
    )
    found: dict[str, Any] = json.loads(told.read_text())
    told.unlink()
    return found


def all_of(*arguments: str) -> None:
    """Measure it all, and print the ratios beside their targets."""
    folder = Path(tempfile.mkdtemp())
    first, following = str(folder / "councillors.csv"), str(folder / "next.csv")
    day, later = "2026-04-28", "2026-07-28"
    if arguments:
        first, day = arguments[:2]
        following, later = arguments[2:4] if len(arguments) > 2 else ("", "")  # noqa: PLR2004
    else:
        generate.write(SIZE, Path(first))
        generate.write(SIZE, Path(following), is_next=True)
    empty()
    connection.close()
    floors = [run("floor", first) for _time in range(2)]
    loaded = run("load", first, day)
    again = run("load", first, day)
    found = [loaded, again]
    if following:
        whole = run("whole", following, later)
        alone = run("staging", following, later)
        after = run("load", following, later)
        found += [whole, alone, after]
    slow = run("naive", first)
    floor_clock = min(one["clock"] for one in floors)
    target = 3 if connection.vendor == "sqlite" else 6
    rate = (slow["rows"] / slow["clock"]) / (loaded["rows"] / loaded["clock"])
    peak, longest = (max(one[key] for one in found) for key in ("memory", "longest"))
    print(f"first load: {loaded['clock'] / floor_clock:.1f} × the floor (target {target})")
    if following:
        print(f"next file: {after['clock'] / whole['clock']:.2f} × staging it (target 1.5)")
        print(f"next file: {after['clock'] / alone['clock']:.2f} × staging what differs in it")
    print(f"row by row takes {1 / rate:.0f} × as long (target 40)")
    print(f"peak memory of both processes: {peak} MB (target 300)")
    print(f"longest transaction: {longest} s by the clock (target 2)")


def main(command: str, *arguments: str) -> None:
    """Run one measure, or all of them."""
    if command == "all":
        all_of(*arguments)
        return
    path = Path(arguments[0])
    day = datetime.date.fromisoformat(arguments[1]) if len(arguments) > 1 else None
    watch_transactions()
    if command != "floor":
        territories.load()
    works: dict[str, Callable[[], int]] = {
        "floor": lambda: floor(path),
        "naive": lambda: naive(path),
    }
    if day is not None:
        works |= {
            "load": lambda: load(path, day),
            "staging": lambda: staging_alone(path, day),
            "whole": lambda: staging_whole(path, day),
        }
    found = measured(command, works[command])
    if told := os.environ.get("BENCHMARK_TOLD"):
        Path(told).write_text(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
