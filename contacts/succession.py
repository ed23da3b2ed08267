"""Who sits where, one after the other: what a newer row of the register does to a mandate."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from contacts import naming
from contacts.models import Mandate, Stakeholder
from directory.models import RegisterMandate
from directory.seat_keys import SeatKey
from directory.seats import SeatLine
from ui import batches
from ui.models import Batch

# Days under which two starts are the same term, written otherwise.
SAME_TERM = 60
AT_ONCE = 500


def holder_of(key: SeatKey, *, but: Stakeholder | None = None) -> Mandate | None:
    """Return the open mandate of an exclusive seat, of somebody else than `but`."""
    if not key.is_exclusive:
        return None
    found = Mandate.objects.filter(exclusive_key=str(key), ended_on=None)
    if but is not None and but.pk:
        found = found.exclude(stakeholder=but)
    return found.select_related("stakeholder", "territory", "seen_in").first()


def held(stakeholder: Stakeholder, key: SeatKey) -> Mandate | None:
    """Return the open mandate of this person in that seat."""
    found = stakeholder.mandates.filter(seat_key=str(key), ended_on=None)
    return found.select_related("stakeholder", "territory", "seen_in").first()


def is_newer_term(mandate: Mandate, since: datetime.date | None) -> bool:
    """Tell whether this start is that of another term of the same person in the same seat."""
    if since is None or mandate.started_on is None:
        return False
    return (since - mandate.started_on).days > SAME_TERM


def was_ended_since(term: Mandate, line: SeatLine) -> bool:
    """Tell whether somebody ended this very term by hand, later than the register says it began."""
    return term.ended_on is not None and (line.since is None or term.ended_on > line.since)


def comes_after(line: SeatLine, mandate: Mandate) -> bool:
    """Tell whether the row of the register is newer than the mandate we hold open.

    It is when it starts later; without two starts to compare, when its file is later than what we
    knew. The same day, or the same file, proves nothing.
    """
    if line.since and mandate.started_on:
        return line.since > mandate.started_on
    known_on = mandate.seen_in.published_on if mandate.seen_in else mandate.source_on
    return known_on is None or line.seen_on > known_on


def end(batch: Batch, mandate: Mandate, *, on: datetime.date) -> Mandate:
    """Close a mandate that day, never before it started."""
    mandate.ended_on = max(on, mandate.started_on or on)
    batches.save(batch, mandate)
    naming.refresh(mandate.stakeholder)
    return mandate


def end_all(batch: Batch, keys: Sequence[int], *, on: datetime.date, by: Any) -> None:
    """Close those of these mandates that are open, that day, with a version of each kept."""
    for some in batched(keys, AT_ONCE, strict=False):
        rows = Mandate.objects.filter(pk__in=some, ended_on=None)
        held = list(rows.values_list("pk", flat=True))
        batches.update_all(batch, rows, ended_on=on)
        _keep_history(Mandate.objects.filter(pk__in=held), is_new=False, by=by)


def add_all(batch: Batch, rows: Sequence[Mandate] | Sequence[Stakeholder], *, by: Any) -> None:
    """Store new mandates, or new people, with the first version of each."""
    batches.add_all(batch, rows)
    _keep_history(rows, is_new=True, by=by)


def _keep_history(rows: Iterable[Any], *, is_new: bool, by: Any) -> None:
    """Write the versions that writing by sets does not."""
    versions = list(rows)
    if versions:
        model: Any = type(versions[0])
        model.history.bulk_history_create(versions, update=not is_new, default_user=by)


def mandate_of(stakeholder: Stakeholder, line: SeatLine) -> Mandate:
    """Return the mandate a line of the register makes, not stored yet."""
    row: RegisterMandate = line.mandate
    return Mandate(
        stakeholder=stakeholder,
        kind=row.kind,
        territory=row.territory,
        district=line.district,
        title=line.title,
        rank=line.rank,
        started_on=line.since,
        seen_in=row.last_seen_in,
        register_mandate=row,
        source=Mandate.Source.REGISTER,
        source_on=line.seen_on,
    )
