"""What the user says of one row: it is corrected, it is this person, this field stays as it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import translation

from contacts.importing import jobs
from contacts.importing.checking import Checker
from contacts.importing.knowing import Drafter
from contacts.importing.seating import SUCCEEDS, ended_by
from contacts.models import FileImport, FileImportRow
from ui.keys import key_of

Status, State, Outcome = FileImport.Status, FileImportRow.State, FileImportRow.Outcome
LONGEST_CELL = 4000
AT_ONCE = 500
DECIDABLE = (Status.READY, Status.DONE)


class NotNow(Exception):
    """The import runs, is over for this row, or was taken back: nothing can be decided."""


def decide(
    row: FileImportRow, said: Mapping[str, str], *, kept: list[str], on: datetime.date
) -> None:
    """Store what the user said of a row and check it again. Raises NotNow."""
    file_import = FileImport.objects.select_for_update().get(pk=row.file_import_id)
    row.file_import = file_import
    if file_import.status not in DECIDABLE or not row.is_open:
        raise NotNow
    what = said.get("do", "")
    if what == "correct":
        correct(row, said)
        row.save(update_fields=["cells", "flags"])
    elif what == "forget":
        row.decision = {}
    elif what == "skip":
        row.decision = row.decision | {"skip": True}
    elif what == "new_organization" or what.startswith("same_organization:"):
        _say_of_organization(row, what, on=on)
        return
    else:
        row.decision = _decision(row, said, kept)
    row.outcome = Outcome.SET_ASIDE if row.decision.get("skip") else Outcome.NONE
    _check_again(file_import, [row], on=on)


def _check_again(
    file_import: FileImport, rows: Sequence[FileImportRow], *, on: datetime.date
) -> None:
    """Check rows again, then those refused that rest upon the organizations they bring."""
    checker = Checker(file_import, on=on)
    keys = _check(checker, rows)
    below = [key for key in checker.lineage.below(keys) if key not in {row.pk for row in rows}]
    refused = file_import.rows.filter(state=State.REFUSED, outcome=Outcome.NONE)
    for some in batched(below, AT_ONCE, strict=False):
        found = refused.in_bulk(some)
        _check(checker, [found[key] for key in some if key in found])


def _check(checker: Checker, rows: Sequence[FileImportRow]) -> set[str]:
    """Store what rows would do now; return the organizations they name."""
    # In the language of the jobs: what is shown is compared with what they find.
    with translation.override(settings.LANGUAGE_CODE):
        verdicts = checker.check(rows)
    for row, verdict in zip(rows, verdicts, strict=True):
        verdict.store(row)
        row.save()
    drawn = [verdict.drawn for verdict in verdicts if verdict.drawn]
    return {seat.organization_key for one in drawn for seat in one.seats}


def _say_of_organization(row: FileImportRow, what: str, *, on: datetime.date) -> None:
    """Remember which organization a name means in this file; check again the rows it concerns."""
    file_import = row.file_import
    offered = {one["organization"] for one in row.candidates if one.get("organization")}
    chosen = key_of(what.partition(":")[2])
    if not offered or (what != "new_organization" and chosen not in offered):
        return
    drafter = Drafter(file_import)
    (mine,) = drafter.of([row])
    key = row.candidates[0].get("asked") or mine.organization_key
    said = dict(file_import.said.get("organizations", {}))
    said[key] = sorted(offered) if what == "new_organization" else chosen
    file_import.said = file_import.said | {"organizations": said}
    file_import.save(update_fields=["said"])
    waiting = file_import.rows.filter(state=State.DUPLICATE).order_by("number")
    same = [
        one.row
        for some in batched(waiting.iterator(), AT_ONCE, strict=False)
        for one in drafter.of(some)
        if one.row.pk != row.pk and any(seat.organization_key == key for seat in one.seats)
    ]
    for some in batched([row, *same], AT_ONCE, strict=False):
        _check_again(file_import, some, on=on)


def correct(row: FileImportRow, said: Mapping[str, str]) -> None:
    """Write corrected cells; a cell that was corrected is no formula any more."""
    cells = list(row.cells)
    for name, text in said.items():
        at = key_of(name.removeprefix("cell-")) if name.startswith("cell-") else None
        if at is None or at >= len(row.file_import.mapping):
            continue
        cells.extend([""] * (at + 1 - len(cells)))
        typed = text.replace("\0", "").replace("\r\n", "\n")[:LONGEST_CELL]
        if typed != cells[at]:
            cells[at] = typed
            row.flags.pop(str(at), None)
    row.cells = cells


def _decision(row: FileImportRow, said: Mapping[str, str], kept: list[str]) -> dict[str, Any]:
    before: dict[str, Any] = row.decision
    what, _mark, value = said.get("do", "").partition(":")
    names = {"same": "pk", "same_row": "row", SUCCEEDS: "holder"}
    if what in names:
        offered = {candidate.get(names[what]) for candidate in row.candidates} - {None}
        key = key_of(value)
        if key is None or key not in offered:
            return before
        ended = {SUCCEEDS: sorted({*ended_by(before), key})}
        return before | ended if what == SUCCEEDS else {what: key}
    if what == "other":
        return {"other": sorted({one["pk"] for one in row.candidates if one.get("pk")})}
    if what == "anyway":
        return before | {"anyway": True}
    if what == "keep":
        shown = {change["key"] for change in row.changes} | row.kept
        return before | {"keep": sorted(shown - set(kept))}
    return before


def counts(file_import: FileImport) -> dict[str, int]:
    """Return how many rows there are in each state, and how many wait for somebody's word."""
    found = file_import.rows.order_by().values_list("state", "outcome").annotate(Count("pk"))
    others = ("written", "set_aside", "to_write", "to_look_at")
    states: dict[str, int] = dict.fromkeys([*State.values, *others], 0)
    for state, outcome, count in found:
        states[state] += count
        if outcome:
            states[outcome] += count
        elif state in jobs.WRITABLE and not file_import.is_closed:
            states["to_write"] += count
    if not file_import.is_closed:
        states["to_look_at"] = file_import.rows.to_look_at().count()
    return states


@transaction.atomic
def start_run(file_import: FileImport, *, by: Any) -> bool:
    """Ask for the rows to be written, once; return whether it was asked.

    Work that stopped on an error goes on: reading and checking too.
    """
    locked = FileImport.objects.select_for_update(of=("self",)).select_related("batch", "job")
    file_import = locked.get(pk=file_import.pk)
    stopped = file_import.job is not None and file_import.job.is_finished
    if file_import.is_closed or not (file_import.status in DECIDABLE or stopped):
        return False
    if file_import.status == Status.CHECKING:
        jobs.start_check(file_import, owner=by)
    elif file_import.status in (*DECIDABLE, Status.RUNNING):
        jobs.start_run(file_import, owner=by)
    else:
        return False
    return True
