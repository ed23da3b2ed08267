"""Measures loading and searching the register against the floor. See README.md beside.

    python benchmarks/register.py floor FILE
    python benchmarks/register.py load FILE DAY
    python benchmarks/register.py naive FILE
    python benchmarks/register.py search

The base is the one of `DATABASE_URL`; use a throw-away one.
"""

# ruff: noqa: E402 - Django is set up before its models are imported

import csv
import datetime
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from itertools import batched, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

import django

django.setup()

from django.db import connection, models, transaction
from import_export import resources
from tablib import Dataset

from directory import search, territories
from directory.importing import load_file
from directory.models import RegisterMandate, RegisterPerson
from directory.register_file import recognise
from directory.register_rows import Row, rows_of

QUERIES = (
    *("le goff", "helene", "guyomarch", "guyo", "martin", "py", "le", "quimper"),
    *("maire quimper", "1re adjointe", "conseillere municipale", "helene le goff brest"),
)
ROUNDS = 15
NAIVE_SAMPLE = 5_000
NAIVE_COLUMNS = (
    *("last_name", "first_name", "sex", "born_on"),
    *("folded_last", "folded_first", "match_key", "sort_key"),
)


def measured(name: str, work: Callable[[], int]) -> None:
    """Print how long the work took and the most memory this process ever held."""
    start, used = time.perf_counter(), time.process_time()
    rows = work()
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    reader = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{connection.vendor:10} {name:8} {rows:>7} rows {took:6.1f} s"
        f" (own processor {time.process_time() - used:5.1f} s) {rows / took:8.0f} rows/s"
        f" {peak:>4} MB; reader {reader.ru_utime:.1f} s, {reader.ru_maxrss // 1024} MB"
    )


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


def naive(path: Path) -> int:
    """Import the people of the first rows one by one, as django-import-export does by default.

    People only, without seats nor search: less than what `load` does.
    """

    class People(resources.ModelResource):
        class Meta:
            model = RegisterPerson
            import_id_fields = ("identity",)
            fields = (*NAIVE_COLUMNS, "identity")

    kept = recognise(path)
    rows = rows_of(kept, on=datetime.datetime.now(datetime.UTC).date())
    data = Dataset(headers=[*NAIVE_COLUMNS, "identity"])
    for row in islice((row for row in rows if isinstance(row, Row)), NAIVE_SAMPLE):
        data.append([*(getattr(row, column) for column in NAIVE_COLUMNS), f"naive {row.identity}"])
    People().import_data(data, raise_errors=True)
    return len(data)


def search_all() -> None:
    """Print the median and the worst time of each search, with the seats of the people found."""
    people, mandates = RegisterPerson.objects.count(), RegisterMandate.objects.count()
    print(f"{connection.vendor}: {people} people, {mandates} mandates; milliseconds")
    for text in QUERIES:
        found: list[Any] = []
        times = []
        for _round in range(ROUNDS):
            start = time.perf_counter()
            found = search.search(text)
            models.prefetch_related_objects(found, search.seats())
            times.append(1000 * (time.perf_counter() - start))
        print(
            f"  {text:24} {statistics.median(times):6.1f} median {max(times):6.1f} worst"
            f" {len(found):>3} found"
        )


def main(command: str, *arguments: str) -> None:
    """Run one measure."""
    if command == "floor":
        measured("floor", lambda: floor(Path(arguments[0])))
    elif command == "load":
        territories.load()
        day = datetime.date.fromisoformat(arguments[1])
        measured("load", lambda: load(Path(arguments[0]), day))
    elif command == "naive":
        measured("naive", lambda: naive(Path(arguments[0])))
    else:
        search_all()


if __name__ == "__main__":
    main(*sys.argv[1:])
