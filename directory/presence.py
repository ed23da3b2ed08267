"""Which files named a mandate: first seen, last seen, and the gaps between (`RegisterGap`)."""

import datetime
from typing import Any

from directory.models import RegisterEdition, RegisterLoad

# The days between the last file that named a mandate and this later one, or between this one and
# the first that did.
_JUMPED = """
    INSERT INTO directory_registergap (mandate_id, published_on)
    SELECT DISTINCT m.id, d.published_on FROM directory_stagedrow AS s
    JOIN directory_registermandate AS m ON m.id = s.mandate_id
    JOIN directory_registeredition AS f ON f.id = m.first_seen_in_id
    JOIN directory_registeredition AS l ON l.id = m.last_seen_in_id
    JOIN directory_registeredition AS d ON d.kind = %s AND d.imported_at IS NOT NULL AND (
        (d.published_on > l.published_on AND d.published_on < %s)
        OR (d.published_on < f.published_on AND d.published_on > %s))
    WHERE s.load_id = %s
    ON CONFLICT DO NOTHING
"""
# Mandates that files before and after this one name, and this one does not.
_PASSED_OVER = """
    INSERT INTO directory_registergap (mandate_id, published_on)
    SELECT m.id, now.published_on FROM directory_registermandate AS m
    JOIN directory_registeredition AS now ON now.id = %s
    JOIN directory_registeredition AS f ON f.id = m.first_seen_in_id
        AND f.published_on < now.published_on
    JOIN directory_registeredition AS l ON l.id = m.last_seen_in_id
        AND l.published_on > now.published_on
    WHERE m.kind = %s AND m.id NOT IN (SELECT mandate_id FROM directory_stagedrow
        WHERE load_id = %s AND mandate_id IS NOT NULL)
    ON CONFLICT DO NOTHING
"""
_NAMED = """
    DELETE FROM directory_registergap WHERE published_on = %s AND mandate_id IN (
        SELECT mandate_id FROM directory_stagedrow WHERE load_id = %s AND mandate_id IS NOT NULL)
"""


def keep_gaps(cursor: Any, load: RegisterLoad, edition: RegisterEdition) -> None:
    """Keep who is missing between two files; called before first and last seen are moved."""
    day = edition.published_on
    days = _days(load.kind)
    others = days - {day}
    if len(others) > 1:
        cursor.execute(_JUMPED, [load.kind, day, day, load.pk])
    if day in days:
        # Another file of the same day: what either of them names was named that day.
        cursor.execute(_NAMED, [day, load.pk])
    elif others and min(others) < day < max(others):
        cursor.execute(_PASSED_OVER, [edition.pk, load.kind, load.pk])


def _days(kind: str) -> set[datetime.date]:
    """Return the days of the files of that kind that were loaded."""
    loaded = RegisterEdition.objects.filter(kind=kind, imported_at__isnull=False)
    return set(loaded.values_list("published_on", flat=True))
