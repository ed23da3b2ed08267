"""Marking the mandates that a file names word for word as seen: nearly all of a register.

PostgreSQL writes a new version of each of these rows. Where there is room beside the old one its
indexes need not be told: the table keeps a fifth of each page free, and each step sees one row in
so many of every page, which makes room again before the next. Nor does it look each row's edition
up meanwhile: the constraint is taken off, and checked for all rows at once when it is put back.
"""

from array import array
from typing import Any

from django.db import OperationalError, connection, transaction

from directory import bulk, presence, sightings
from directory.loads import Work
from directory.models import RegisterEdition, RegisterMandate

SPAN = 100_000
# From so many rows on, the constraint is taken off meanwhile.
MANY = 60_000
# Others wait behind us for the table meanwhile.
PATIENCE = "500ms"


def see_known(work: Work, edition: RegisterEdition, label: str) -> None:
    """Let the mandates that were known word for word say that the file names them."""
    known = sightings.mandates_met(work.load)
    count = -(-len(known) // SPAN)
    if len(known) > MANY and connection.vendor == "postgresql" and "again" not in work.progress:
        with work.step(label) as cursor:
            work.progress["again"] = _taken_off(cursor)
    for at in range(work.progress.get("at", 0), count):
        some = _step(known, at, count)
        with work.step(label, at=at + 1) as cursor:
            presence.see(
                cursor, work.load, edition, sightings.among(), [sightings.values(list(some))]
            )
    for statement in work.progress.get("again", ()):
        with work.step(label, again=[]) as cursor:
            bulk.make(cursor, statement)


def _taken_off(cursor: Any) -> list[str]:
    """Take the constraint off; not when somebody reads the table just now, and goes on reading."""
    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
    try:
        with transaction.atomic():
            return bulk.take_off_key(cursor, RegisterMandate, "last_seen_in_id")
    except OperationalError:
        return []
    finally:
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")


def _step(known: array[int], at: int, count: int) -> array[int]:
    """Return the mandates of one step: a few of every page, or those of some pages."""
    if connection.vendor == "postgresql":
        return known[at::count]
    return known[at * SPAN : (at + 1) * SPAN]
