"""Which files named a mandate: first seen, last seen, and the gaps between (`RegisterGap`)."""

import datetime
from collections.abc import Collection
from typing import Any

from directory import sightings
from directory.models import (
    RegisterCohort,
    RegisterEdition,
    RegisterGap,
    RegisterLoad,
    RegisterMandate,
    StagedRow,
)

# The days between the last file that named a mandate and this later one, or between this one and
# the first that did.
_JUMPED = """
    INSERT INTO directory_registergap (mandate_id, published_on)
    SELECT DISTINCT m.id, d.published_on FROM directory_registermandate AS m
    JOIN directory_registeredition AS f ON f.id = m.first_seen_in_id
    JOIN directory_registercohort AS c ON c.id = m.cohort_id
    JOIN directory_registeredition AS l ON l.id = c.last_seen_in_id
    JOIN directory_registeredition AS d ON d.kind = %s AND d.imported_at IS NOT NULL AND (
        (d.published_on > l.published_on AND d.published_on < %s)
        OR (d.published_on < f.published_on AND d.published_on > %s))
    WHERE m.id {among}
    ON CONFLICT DO NOTHING
"""
_NAMED = "DELETE FROM directory_registergap WHERE published_on = %s AND mandate_id {among}"
# Of a cohort whose last edition is no later than a day, or earlier than it.
_SEEN = """
    IN (SELECT c.id FROM directory_registercohort AS c
        JOIN directory_registeredition AS e ON e.id = c.last_seen_in_id
        WHERE e.published_on {than} %s)
"""
UNTIL, BEFORE = _SEEN.format(than="<="), _SEEN.format(than="<")
_SEEN_LATER = f"""
    UPDATE directory_registermandate SET cohort_id = %s
    WHERE id {{among}} AND cohort_id {BEFORE}
"""  # noqa: S608 - no value of a user
_SEEN_EARLIER = """
    UPDATE directory_registermandate SET first_seen_in_id = %s
    WHERE id {among} AND first_seen_in_id IN (
        SELECT id FROM directory_registeredition WHERE kind = %s AND published_on > %s)
"""
# The mandates of the rows that were compared, beside those that were known word for word.
COMPARED = (
    "IN (SELECT mandate_id FROM directory_stagedrow WHERE load_id = %s AND id > %s AND id <= %s"
    " AND mandate_id IS NOT NULL AND outcome <> 'refused')"
)


def keep_days(cursor: Any, edition: RegisterEdition, among: str, values: list[Any]) -> None:
    """Keep in which files some mandates that this one names were missing, and which is the first.

    `among` is the condition of their keys. To be told before they are seen.
    """
    kind, day = edition.kind, edition.published_on
    days = _days(kind)
    if len(days - {day}) > 1:
        cursor.execute(_JUMPED.format(among=among), [kind, day, day, *values])
    if day in days:
        # Another file of the same day: what either of them names was named that day.
        cursor.execute(_NAMED.format(among=among), [day, *values])
    if any(other > day for other in days):
        cursor.execute(_SEEN_EARLIER.format(among=among), [edition.pk, *values, kind, day])


def is_latest(edition: RegisterEdition) -> bool:
    """Tell whether all other files of that kind that were loaded are of earlier days.

    Then `keep_days` changes only what a file between left out: see `jumped`.
    """
    return all(day < edition.published_on for day in _days(edition.kind))


def jumped(edition: RegisterEdition, cohorts: Collection[RegisterCohort]) -> set[int]:
    """Return those of some earlier cohorts that another file left out since."""
    days = _days(edition.kind)
    return {
        cohort.pk
        for cohort in cohorts
        if any(cohort.last_seen_in.published_on < day < edition.published_on for day in days)
    }


def see(cursor: Any, edition: RegisterEdition, cohort: int, among: str, values: list[Any]) -> None:
    """Let some mandates that the file names say so, unless a later one does: join this cohort."""
    cursor.execute(_SEEN_LATER.format(among=among), [cohort, *values, edition.published_on])


def missing(load: RegisterLoad, edition: RegisterEdition) -> list[int]:
    """Return the mandates that files before and after this one name, and this one does not."""
    day = edition.published_on
    days = _days(load.kind)
    if day in days or not days or not min(days) < day < max(days):
        return []
    around = RegisterMandate.objects.filter(
        kind=load.kind,
        first_seen_in__published_on__lt=day,
        cohort__last_seen_in__published_on__gt=day,
    )
    compared = StagedRow.objects.filter(load=load, mandate__isnull=False)
    found = set(around.values_list("pk", flat=True))
    found -= set(compared.values_list("mandate_id", flat=True))
    found -= sightings.lines_of(load, found).keys()
    return sorted(found)


def keep_missing(edition: RegisterEdition, mandates: list[int]) -> None:
    """Keep that the file does not name them."""
    RegisterGap.objects.bulk_create(
        [RegisterGap(mandate_id=pk, published_on=edition.published_on) for pk in mandates],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def _days(kind: str) -> set[datetime.date]:
    """Return the days of the files of that kind that were loaded."""
    loaded = RegisterEdition.objects.filter(kind=kind, imported_at__isnull=False)
    return set(loaded.values_list("published_on", flat=True))
