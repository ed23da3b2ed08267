"""How long the review of an edition takes against 5,000 people we follow.

    .venv/bin/python benchmarks/turnover.py                          # SQLite
    scripts/postgres.sh .venv/bin/python benchmarks/turnover.py      # a throw-away PostgreSQL

Each makes a base of its own, and says of each step what it took of this process's processor, and by
the clock: with PostgreSQL the work of the server is in the second only.

All people are invented. Two files of mayors: in the second a fifth of the communes have another
mayor, a fifth another term of the same one, one in fifty is missing.
"""

import datetime
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import batched
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import get_runner  # noqa: E402

PEOPLE = 5_000
OLD, NEW = datetime.date(2026, 1, 6), datetime.date(2026, 5, 6)
BEFORE, SPRING = datetime.date(2020, 5, 25), datetime.date(2026, 3, 21)


def main() -> None:
    """Build the base, make the review, say how long each part took."""
    runner = get_runner(settings)(interactive=False, verbosity=0)
    bases = runner.setup_databases()
    try:
        _measure()
    finally:
        runner.teardown_databases(bases)


def _measure() -> None:
    from accounts.models import User
    from contacts import turnover
    from contacts.models import TurnoverLine

    edition = _fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a base in use knows how many rows it has
    author = User.objects.create_user("bench@exemple.test", "secret")
    first = _timed(lambda: turnover.build(edition))
    print(f"{connection.vendor}: {PEOPLE} people followed, {TurnoverLine.objects.count()} lines")
    print(f"  review made: {first}")
    print(f"  made again: {_timed(lambda: turnover.build(edition))}")
    _accept(TurnoverLine.objects.exclude(matter="newcomer"), author)
    _accept(TurnoverLine.objects.all(), author)


def _accept(lines: Any, author: Any) -> None:
    """Accept lines in lots of 200, as the job does, then take them back."""
    from contacts import deciding
    from contacts.models import TurnoverLine
    from ui import batches

    keys = list(lines.order_by("sort_key", "pk").values_list("pk", flat=True))
    batch = deciding.begin(len(keys), author)

    def accept() -> None:
        for some in batched(keys, 200, strict=False):
            with transaction.atomic():
                lot = TurnoverLine.objects.filter(pk__in=some)
                deciding.answer_in(batch, lot, answer="accept", by=author)

    accepting = _timed(accept)
    newcomers = lines.filter(matter="newcomer").count()
    print(f"  {len(keys)} lines accepted, {newcomers} of them newcomers: {accepting}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    undoing = _timed(lambda: batches.undo(batch, by=author))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  undone, {batch.changes.count()} rows: {undoing}; peak {before} → {after} MB")


class Took(NamedTuple):
    """How long something took: of this process's processor, and by the clock."""

    processor: float
    clock: float

    def __str__(self) -> str:
        return f"{self.processor:.2f} s of processor, {self.clock:.2f} s by the clock"


def _timed(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.process_time() - processor, time.perf_counter() - clock)


def _fill() -> object:
    from django.utils import timezone

    from contacts.models import Mandate, Stakeholder
    from directory.editions import cohort_of
    from directory.models import RegisterEdition, RegisterMandate, RegisterPerson, Territory

    old, new = (
        RegisterEdition.objects.create(
            kind="mayor", published_on=day, sha256=str(day), imported_at=timezone.now()
        )
        for day in (OLD, NEW)
    )
    towns = Territory.objects.bulk_create(
        Territory(
            kind="commune",
            code=f"{n:05}",
            name=f"Commune {n}",
            name_of=f"de Commune {n}",
            sort_key=f"commune {n:05}",
        )
        for n in range(PEOPLE)
    )
    people = RegisterPerson.objects.bulk_create(
        RegisterPerson(
            last_name=f"Nom{n}",
            first_name="Anne",
            sex="F",
            identity=f"nom{n}|anne|x",
            folded_last=f"nom{n}",
            folded_first="anne",
            sort_key=f"nom{n} anne",
        )
        for n in range(2 * PEOPLE)
    )
    cohorts = {edition: cohort_of(edition) for edition in (old, new)}
    rows = []
    for n, town in enumerate(towns):
        is_missing, is_new, is_again = not (n + 7) % 50, not (n + 1) % 5, not (n + 2) % 5
        last = old if is_new or is_missing or is_again else new
        rows.append((people[n], town, BEFORE, old, last, is_again and not is_missing))
        if (is_new or is_again) and not is_missing:
            rows.append((people[n + PEOPLE if is_new else n], town, SPRING, new, new, False))
    RegisterMandate.objects.bulk_create(
        RegisterMandate(
            person=person,
            kind="mayor",
            territory=town,
            started_on=since,
            function_started_on=since,
            key=f"mayor||{since}",
            first_seen_in=first,
            cohort=cohorts[last],
            is_superseded=superseded,
        )
        for person, town, since, first, last, superseded in rows
    )
    followed = Stakeholder.everyone.bulk_create(
        Stakeholder(
            first_name="Anne",
            last_name=f"Nom{n}",
            sort_key=f"nom{n} anne",
            source="register",
            source_on=OLD,
            register_person=people[n],
        )
        for n in range(PEOPLE)
    )
    Mandate.objects.bulk_create(
        Mandate(
            stakeholder=one,
            kind="mayor",
            territory=towns[n],
            title="Maire",
            started_on=BEFORE,
            seen_in=old,
            source="register",
            source_on=OLD,
            rank=20,
        )
        for n, one in enumerate(followed)
    )
    return new


if __name__ == "__main__":
    main()
