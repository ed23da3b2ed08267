"""What a line of the review keeps of the two rows it compares, and what a refusal holds for."""

import datetime
from typing import Any

from contacts.models import Mandate, Stakeholder, TurnoverLine
from directory.models import RegisterMandate
from directory.seats import seat_line

Matter = TurnoverLine.Matter


def is_poorer(person: Stakeholder, row: RegisterMandate) -> bool:
    """Tell whether the file writes accents that we do not."""
    ours, theirs = f"{person}", f"{row.person}"
    return sum(map(str.isascii, ours)) > sum(map(str.isascii, theirs))


def fingerprint(matter: str, row: RegisterMandate | None, reason: str) -> str:
    """Return what a refusal holds for: the same row of the file, for the same reason."""
    if row is None:
        return reason
    name = f"|{row.person}" if matter == Matter.RESPELLED else ""
    return f"{reason}|{row.person_id}|{row.function_started_on or row.started_on}{name}"[:120]


def evidence_of(
    day: datetime.date,
    mandate: Mandate | None,
    row: RegisterMandate | None,
    who: Stakeholder | None,
    reason: str,
) -> dict[str, Any]:
    """Return what was compared, without any birth date: what we hold, what the file says."""
    evidence: dict[str, Any] = {"reason": reason}
    if mandate is not None:
        known_on = mandate.seen_in.published_on if mandate.seen_in else mandate.source_on
        evidence["held"] = {
            "seat": mandate.line,
            "since": _iso(mandate.started_on),
            "on": _iso(known_on),
            "by_hand": mandate.seen_in is None,
        }
    if row is not None:
        line = seat_line(row, row.person.sex)
        evidence["found"] = {
            "seat": f"{line.title} {line.of}".strip(),
            "since": _iso(line.since),
            "on": _iso(day),
        }
    if reason == "respelled" and who is not None:
        evidence["old_name"] = str(who)
    if reason == "absent" and mandate is not None:
        evidence["ends_on"] = _iso(ends_on(mandate, row, day))
    return evidence


def ends_on(
    mandate: Mandate, successor: RegisterMandate | None, day: datetime.date
) -> datetime.date:
    """Return the day to propose: when the successor started, or the day before the file."""
    since = successor and (successor.function_started_on or successor.started_on)
    end = since or day - datetime.timedelta(days=1)
    return max(end, mandate.started_on or end)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
