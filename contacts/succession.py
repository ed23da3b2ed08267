"""Who sits where, one after the other: what a newer row of the register does to a mandate."""

import datetime

from contacts import naming
from contacts.models import Mandate, Stakeholder
from directory.models import RegisterMandate
from directory.seat_keys import SeatKey
from directory.seats import SeatLine
from ui import batches
from ui.models import Batch

# Days under which two starts are the same term, written otherwise.
SAME_TERM = 60


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


def ended_since(stakeholder: Stakeholder, line: SeatLine) -> bool:
    """Tell whether somebody ended this very term by hand, later than the register says it began."""
    ended = stakeholder.mandates.filter(seat_key=str(line.key), ended_on__isnull=False)
    after = ended.filter(ended_on__gt=line.since) if line.since else ended
    return after.exists()


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


def open_seat(batch: Batch, stakeholder: Stakeholder, line: SeatLine) -> Mandate:
    """Return a new mandate, as the register says it."""
    mandate = mandate_of(stakeholder, line)
    batches.save(batch, mandate)
    return mandate


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
