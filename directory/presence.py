"""Which files named a mandate: first seen, last seen, and the gaps between (`RegisterGap`)."""

import datetime
from typing import Any

from directory import sightings
from directory.models import RegisterEdition, RegisterGap, RegisterLoad, RegisterMandate, StagedRow

# The days between the last file that named a mandate and this later one, or between this one and
# the first that did.
_JUMPED = """
    INSERT INTO directory_registergap (mandate_id, published_on)
    SELECT DISTINCT m.id, d.published_on FROM directory_registermandate AS m
    JOIN directory_registeredition AS f ON f.id = m.first_seen_in_id
    JOIN directory_registeredition AS l ON l.id = m.last_seen_in_id
    JOIN directory_registeredition AS d ON d.kind = %s AND d.imported_at IS NOT NULL AND (
        (d.published_on > l.published_on AND d.published_on < %s)
        OR (d.published_on < f.published_on AND d.published_on > %s))
    WHERE m.id {among}
    ON CONFLICT DO NOTHING
"""
_NAMED = "DELETE FROM directory_registergap WHERE published_on = %s AND mandate_id {among}"
# Between this edition and the one known so far.
_SEEN_LATER = """
    UPDATE directory_registermandate SET last_seen_in_id = %s
    WHERE id {among} AND last_seen_in_id IN (
        SELECT id FROM directory_registeredition WHERE kind = %s AND published_on < %s)
"""
_SEEN_EARLIER = """
    UPDATE directory_registermandate SET first_seen_in_id = %s
    WHERE id {among} AND first_seen_in_id IN (
        SELECT id FROM directory_registeredition WHERE kind = %s AND published_on > %s)
"""
# The mandates of the rows that were compared, beside those that were known word for word.
_COMPARED = (
    "IN (SELECT mandate_id FROM directory_stagedrow"
    " WHERE load_id = %s AND mandate_id IS NOT NULL AND outcome <> 'refused')"
)


def keep_gaps(cursor: Any, load: RegisterLoad, edition: RegisterEdition) -> None:
    """Keep who is missing between two files; called before first and last seen are moved."""
    day = edition.published_on
    days = _days(load.kind)
    others = days - {day}
    if len(others) > 1:
        _on_each(cursor, load, _JUMPED, [load.kind, day, day])
    if day in days:
        # Another file of the same day: what either of them names was named that day.
        _on_each(cursor, load, _NAMED, [day])
    elif others and min(others) < day < max(others):
        _pass_over(load, edition)


def move(cursor: Any, load: RegisterLoad, edition: RegisterEdition) -> None:
    """Let the mandates that the file names say so, when it is their latest or their first."""
    about = [edition.pk]
    among = [load.kind, edition.published_on]
    _on_each(cursor, load, _SEEN_LATER, about, among)
    if any(day > edition.published_on for day in _days(load.kind)):
        _on_each(cursor, load, _SEEN_EARLIER, about, among)


def _on_each(
    cursor: Any,
    load: RegisterLoad,
    statement: str,
    before: list[Any],
    after: list[Any] | None = None,
) -> None:
    """Run a statement on the mandates that the file names, some thousands at a time."""
    after = after or []
    cursor.execute(statement.format(among=_COMPARED), [*before, load.pk, *after])
    for some in sightings.chunks(load):
        cursor.execute(statement.format(among=sightings.among()), [*before, some, *after])


def _pass_over(load: RegisterLoad, edition: RegisterEdition) -> None:
    """Keep the mandates that files before and after this one name, and this one does not."""
    day = edition.published_on
    around = RegisterMandate.objects.filter(
        kind=load.kind, first_seen_in__published_on__lt=day, last_seen_in__published_on__gt=day
    )
    compared = StagedRow.objects.filter(load=load, mandate__isnull=False)
    missing = set(around.values_list("pk", flat=True))
    missing -= set(compared.values_list("mandate_id", flat=True))
    missing -= sightings.lines_of(load, missing).keys()
    RegisterGap.objects.bulk_create(
        [RegisterGap(mandate_id=pk, published_on=day) for pk in sorted(missing)],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def _days(kind: str) -> set[datetime.date]:
    """Return the days of the files of that kind that were loaded."""
    loaded = RegisterEdition.objects.filter(kind=kind, imported_at__isnull=False)
    return set(loaded.values_list("published_on", flat=True))
