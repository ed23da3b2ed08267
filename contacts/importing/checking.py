"""Says of each row of a file what taking it in would do: new, changed, identical, refused.

The same check runs before the preview and again before writing: what was shown is what is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from import_export.results import RowResult

from contacts import watching
from contacts.importing import parts, values, whereabouts
from contacts.importing.bodies import Alike as BodiesAlike
from contacts.importing.knowing import Draft, Drafter, Known
from contacts.importing.lineage import Lineage
from contacts.importing.made import Made
from contacts.importing.mapping import TARGETS
from contacts.importing.resources import (
    PersonResource,
    differences,
    errors_of,
    prepare,
)
from contacts.importing.whereabouts import Alike, Found
from contacts.models import FileImport, FileImportRow, Organization, Stakeholder
from directory import tombstones

State = FileImportRow.State
MANY = 300  # rows from which the whole base is indexed rather than asked row by row


@dataclass
class Verdict:
    """What a row would do: its state, each change, why, and the rows ready to be written.

    `forgets` says that nothing of the row is kept: somebody erased is in it.
    """

    state: str
    label: str
    changes: list[dict[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    person: Stakeholder | None = None
    organization: Organization | None = None
    drawn: Draft | None = None
    writes: list[Any] = field(default_factory=list)
    forgets: bool = False

    def store(self, row: FileImportRow) -> FileImportRow:
        """Keep the verdict on its row; does not save."""
        row.state, row.label = self.state, self.label[:300]
        row.changes, row.reasons, row.candidates = self.changes, self.reasons, self.candidates
        row.stakeholder_id = self.person.pk if self.person else None
        row.organization_id = self.organization.pk if self.organization else None
        if self.drawn:
            row.name_key = self.drawn.name_key
        if self.forgets:
            row.label, row.name_key, row.cells = _("A person who was erased"), "", []
            row.flags = {}
        return row


class Checker:
    """Checks the rows of one file, in the order of the file."""

    def __init__(
        self,
        file_import: FileImport,
        *,
        on: datetime.date,
        looks_further: bool = True,
        lineage: Lineage | None = None,
    ) -> None:
        """Take the rows of a file.

        `looks_further` compares names that are only alike too, and trusts that the rows shown as
        new will be taken in; without it only what is written counts.
        """
        self.file_import = file_import
        self.looks_further = looks_further
        self.lineage = lineage or Lineage(file_import)
        many = file_import.row_count > MANY
        self.alike = Alike(many=many) if looks_further else None
        self.person = PersonResource()
        self.drafter = Drafter(file_import)
        bodies = BodiesAlike(many=many) if looks_further else None
        self.parts = parts.Parts(file_import, self.drafter.places, alike=bodies, on=on)
        self.parts.bodies.lineage = self.lineage
        self.known = Known()
        self.earlier: dict[str, list[Draft]] = {}
        self.within = whereabouts.Within() if looks_further else None
        self.erased = tombstones.guard()
        self.watcher = watching.Watcher()

    def check(self, rows: Sequence[FileImportRow]) -> list[Verdict]:
        """Return what each row would do; the rows are stored neither before nor after."""
        drafts = self.drafter.of(rows)
        self.begin(drafts)
        return [self.judge(one) for one in drafts]

    def begin(self, drafts: Sequence[Draft]) -> None:
        """Fetch what these rows may mean, before `judge` is asked about each in turn."""
        self.known = Known()
        above = self._above(drafts)
        self.known.fetch(self.file_import, [*drafts, *above])
        self.parts.know(self.known)
        for one in above:
            self.parts.bodies.recall(one, is_sure=not self.looks_further)
        self.earlier = whereabouts.earlier_rows(self.drafter, drafts, self.lineage)
        if self.within is not None:
            self.within.recall(self.drafter, drafts, self.lineage)

    def _above(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the other rows that bring what the organizations of these are part of."""
        brought, mine = self.parts.bodies.brought, {one.row.pk for one in drafts}
        parents = {one.parent_key for one in drafts} - brought.keys()
        keys = [line.pk for line in self.lineage.above(parents) if line.pk not in mine]
        rows = FileImportRow.objects.in_bulk(keys)
        return self.drafter.of(rows[key] for key in keys)

    def judge(self, one: Draft) -> Verdict:
        """Return what one row would do."""
        verdict = self._judged(one)
        verdict.drawn = one
        one.row.state, one.row.label = verdict.state, verdict.label
        if verdict.forgets:
            return verdict
        self.parts.seats.claim(one, verdict.writes)
        if one.is_person:
            self.earlier.setdefault(one.name_key, []).append(one)
            if self.within is not None and verdict.state == State.NEW:
                self.within.add(one)
        return verdict

    def _judged(self, one: Draft) -> Verdict:
        reasons, warnings = parts.flagged(self.file_import, one)
        if reasons and not (one.is_person and self._was_erased(one)):
            return Verdict(State.REFUSED, _label(one), reasons=reasons)
        if not one.is_person:
            verdict = self._judged_organization(one)
        else:
            found = whereabouts.find(one, self.known, self.earlier, self.alike, self.within)
            verdict = self._judged_person(one, found)
        verdict.reasons += warnings
        said = self.watcher.found_in(
            "\n".join(one.held.get(name, "") for name in (parts.EXCHANGE, "tags"))
        )
        if said:
            verdict.reasons.append(watching.sentence(said))
        return verdict

    def _judged_organization(self, one: Draft) -> Verdict:
        if not one.organization_key:
            missing = _("Neither a person nor an organization is named here.")
            return Verdict(State.REFUSED, _label(one), reasons=[missing])
        made = self.parts.bodies.of(one)
        if made.errors:
            return Verdict(State.REFUSED, _label(one), reasons=made.errors)
        if made.candidates:
            return Verdict(State.DUPLICATE, _label(one), candidates=made.candidates)
        verdict = self._verdict_on(made, one)
        verdict.reasons += made.notes
        return verdict

    @staticmethod
    def _verdict_on(made: Made, one: Draft) -> Verdict:
        state = State.NEW if made.is_new else State.CHANGED if made.changes else State.IDENTICAL
        return Verdict(
            state,
            _label(one),
            changes=made.changes,
            organization=made.instance,
            writes=made.writes,
        )

    def _judged_person(self, one: Draft, found: Found) -> Verdict:
        verdict = Verdict(State.NEW, _label(one), candidates=found.candidates)
        if found.person is None and self._was_erased(one):
            found.refusal = whereabouts.erased_sentence()
        if found.refusal:
            verdict.state, verdict.reasons = State.REFUSED, [found.refusal]
            verdict.candidates, verdict.forgets = [], True
            return verdict
        result, made = self._prepared(one, found.person, keep=one.row.kept)
        errors = errors_of(self.person, result)
        errors += [said for said in made.errors if said not in errors]
        if errors:
            verdict.state, verdict.reasons = State.REFUSED, errors
            verdict.candidates = made.candidates
            return verdict
        verdict.reasons += made.notes
        if any("organization" in candidate for candidate in made.candidates):
            # Which organization is meant is asked first: it may tell who the person is.
            verdict.state, verdict.candidates = State.DUPLICATE, made.candidates
            return verdict
        return self._weighed(verdict, one, found, result, made)

    def _was_erased(self, one: Draft) -> bool:
        places = [tombstones.post_at(one.organization_key)] if one.organization_key else []
        if one.claim and one.claim.territory:
            places.append(tombstones.seat_at(one.claim.territory))
        return self.erased is not None and self.erased.knows(
            first_name=one.held.get("first_name", ""),
            last_name=one.held.get("last_name", ""),
            emails=one.emails,
            phones=one.numbers,
            places=places,
        )

    def _prepared(
        self, one: Draft, person: Stakeholder | None, *, keep: set[str]
    ) -> tuple[RowResult, Made]:
        """Return what the row makes of the person, and of what hangs on them."""
        held = self.parts.reached(one, person)
        result = prepare(self.person, held | {"keep": keep}, person, number=one.row.number)
        return result, self.parts.of(one, person, held)

    def _weighed(
        self, verdict: Verdict, one: Draft, found: Found, result: RowResult, made: Made
    ) -> Verdict:
        changes: list[dict[str, str]] = [] if found.row else self._changes(one, found, result)
        if found.is_uncertain:
            # Of those who bear the name, the one of whom the row says nothing new is meant.
            meant = [known for known in found.namesakes if not self._would_change(one, known)]
            if len(meant) != 1:
                verdict.state, verdict.changes = State.DUPLICATE, changes + made.changes
                return verdict
            verdict.candidates, changes, found = [], [], Found(person=meant[0])
            made = Made()
        verdict.changes = changes + made.changes
        verdict.person = found.person
        if found.row:
            said = _("The same person as line %(line)s: what that line says of them is taken.")
            verdict.reasons.append(said % {"line": found.row.number})
            verdict.writes = made.writes
        elif found.person is None:
            verdict.person = result.instance
            verdict.writes = [result.instance, *made.writes]
            return verdict
        elif changes:
            verdict.person, verdict.writes = result.instance, [result.instance, *made.writes]
        else:
            verdict.writes = made.writes
        verdict.state = State.CHANGED if verdict.changes else State.IDENTICAL
        if found.person and found.person.objected_on and not one.row.decision.get("anyway"):
            verdict.state = State.OBJECTED
        return verdict

    def _changes(self, one: Draft, found: Found, result: RowResult) -> list[dict[str, str]]:
        if found.person is not None:
            return differences(self.person, result)
        return [
            {
                "key": name,
                "label": str(TARGETS[name].label),
                "before": "",
                "after": after,
            }
            for name in self.person.Meta.fields
            if result.instance is not None
            and (after := self.person.fields[name].export(result.instance))
        ]

    def _would_change(self, one: Draft, person: Stakeholder) -> bool:
        result, made = self._prepared(one, person, keep=set())
        return bool(differences(self.person, result) or made.changes or made.errors)


def _label(one: Draft) -> str:
    said = one.held.get("sex", "") if one.is_person else ""
    first = values.given_names(one.held.get("first_name", "")) or said
    name = f"{first} {values.surname(one.held.get('last_name', ''))}".strip()
    return name or one.held.get("organization", "") or " ".join(filter(None, one.row.cells))[:80]
