"""Measures twenty searches over a loaded register. See README.md beside.

    python benchmarks/search.py

The base is the one of `DATABASE_URL`, with a register loaded by `register.py load`. Database time
is that of the statements of a search, executed and read to the end, the first round included; the
whole is the same search with the ranking in Python. It takes less than a minute.
"""

# ruff: noqa: E402 - Django is set up before its models are imported

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

import django

django.setup()

from django.db import connection

from directory import search
from directory.models import RegisterMandate, RegisterPerson

QUERIES = {
    "exact": ("le goff", "helene le goff", "goff hélène", "guyomarc'h", "quimper"),
    "beginning": ("guyo", "kerv", "py", "martin", "le"),
    "inside": ("omarc", "velle", "erville"),
    "function": ("maire quimper", "1re adjointe brest", "conseiller municipal", "ca bzh"),
    "error": ("guyomrch", "kervela nathalie", "consiller munisipal quimper"),
}
ROUNDS = 30
MEDIAN, WORSE, WORSE_FORGIVEN = 5, 25, 60  # milliseconds: the targets


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many milliseconds the work took, and what it gave."""
    start = time.perf_counter()
    given = work()
    return 1000 * (time.perf_counter() - start), given


def statements_of(text: str) -> list[tuple[str, Any]]:
    """Return the statements that a search executes."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        search.search(text)
    return seen


def read(statements: list[tuple[str, Any]]) -> None:
    """Execute statements and read all they give."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def share(times: list[float], part: float) -> float:
    """Return the time that this part of all stays under."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def main() -> None:
    """Print what each search costs, then what each kind does beside its target."""
    cold, _found = timed(lambda: search.search("kervella nathalie"))
    people, mandates = RegisterPerson.objects.count(), RegisterMandate.objects.count()
    print(f"{connection.vendor}: {people} people, {mandates} mandates; milliseconds")
    print(f"{'':30} database: first median   95 % | whole: first median   95 % | found")
    for kind, texts in QUERIES.items():
        of_kind: list[float] = []
        for text in texts:
            first, found = timed(lambda text=text: search.search(text))  # type: ignore[misc]
            whole = [first]
            whole += [timed(lambda text=text: search.search(text))[0] for _ in range(ROUNDS - 1)]  # type: ignore[misc]
            asked = statements_of(text)
            times = [timed(lambda asked=asked: read(asked))[0] for _ in range(ROUNDS)]  # type: ignore[misc]
            of_kind += times
            middle, worse = statistics.median(times), share(times, 0.95)
            print(
                f"{text:30} {times[0]:15.1f} {middle:6.1f} {worse:6.1f}"
                f" | {first:12.1f} {statistics.median(whole):6.1f} {share(whole, 0.95):6.1f}"
                f" | {len(found)}"
            )
        middle, worse = statistics.median(of_kind), share(of_kind, 0.95)
        is_kept = worse < (WORSE_FORGIVEN if kind == "error" else WORSE)
        is_kept &= kind == "error" or middle < MEDIAN
        print(
            f"  all of this kind ({kind}): median {middle:.1f}, 95 % under {worse:.1f}:"
            f" {'within' if is_kept else 'beyond'} the target"
        )
    print(f"the very first search of this process, connection included: {cold:.0f}")


if __name__ == "__main__":
    main()
