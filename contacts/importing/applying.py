"""Writes the rows of a file through one batch, each checked again just before.

A row that would no longer do what was shown is set aside, never written blindly.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import naming, people, refreshing, rewriting, scanning
from contacts.importing import storing
from contacts.importing.bodies import FACTS
from contacts.importing.checking import Checker, Verdict
from contacts.importing.knowing import Draft
from contacts.importing.lineage import Lineage
from contacts.models import (
    ContactPoint,
    Exchange,
    FileImport,
    FileImportRow,
    Mandate,
    Organization,
    OrganizationPair,
    Post,
    Source,
    Stakeholder,
    StakeholderPair,
    Tag,
    Tagging,
)
from contacts.models.privacy import Information, Means, Objection
from directory import names
from ui import batches
from ui.models import Batch

State, Outcome = FileImportRow.State, FileImportRow.Outcome
# What an earlier row of the same file may have made true in the meantime.
ALREADY = {"organization", "organization_kind"}


def write(
    file_import: FileImport,
    rows: Sequence[FileImportRow],
    batch: Batch,
    *,
    lineage: Lineage,
    on: datetime.date,
) -> None:
    """Write these rows, in a transaction of the caller, and store what became of each."""
    checker = Checker(file_import, on=on, looks_further=False, lineage=lineage)
    drafts = checker.drafter.of(rows)
    shown = [(row.state, _comparable(row.changes)) for row in rows]
    checker.begin(drafts)
    writing = _Writing(file_import, batch, checker, on=on)
    for one, (state, changes) in zip(drafts, shown, strict=True):
        writing.make_sure_of(one)
        row, verdict = one.row, checker.judge(one)
        if verdict.state == State.IDENTICAL:
            verdict.store(row)
        elif (verdict.state, _comparable(verdict.changes)) != (state, changes):
            verdict.store(row)
            row.outcome = Outcome.SET_ASIDE
            row.reasons = [*row.reasons, _("Something changed since it was shown: look again.")]
        else:
            writing.write(verdict)
            row.outcome = Outcome.WRITTEN
    writing.flush()
    rewriting.store(rows, STORED)


STORED = (
    *("state", "label", "changes", "reasons", "candidates", "outcome"),
    *("stakeholder", "organization", "name_key", "cells", "flags"),
)


def _comparable(changes: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [
        (one["key"], one["before"], one["after"])
        for one in changes
        if one["key"].partition(".")[0] not in ALREADY
    ]


class _Writing:
    """Writes what the verdicts prepared, many rows at once."""

    def __init__(
        self, file_import: FileImport, batch: Batch, checker: Checker, *, on: datetime.date
    ) -> None:
        self.file_import = file_import
        self.batch = batch
        self.on = on
        self.known = checker.known
        self.pending = storing.Pending(
            batch, reason=file_import.file_name, author=file_import.owner
        )
        self.waiting: list[Verdict] = []
        self.new_names: set[str] = set()
        self.touched: set[int] = set()
        self.brought: set[int] = set()

    def make_sure_of(self, one: Draft) -> None:
        """Store what waits when this row may change whom or what an earlier one brings."""
        says_more = not one.is_person or any(one.held.get(name) for name in FACTS)
        bodies = {seat.organization_key for seat in one.seats} if says_more else set()
        names = {one.name_key, *bodies} - {""}
        if names & self.new_names:
            self._store()

    def write(self, verdict: Verdict) -> None:
        """Keep what a row adds or changes, to be stored with that of others."""
        person: Any = verdict.person
        for row in verdict.writes:
            if isinstance(row, Stakeholder):
                self._person(row)
            elif isinstance(row, Organization):
                self._organization(row)
            else:
                self._hang(row, person)
        if person is not None and person.pk:
            self.touched.add(person.pk)
        self.waiting.append(verdict)
        if person is not None and person._state.adding and verdict.drawn:
            self.new_names.add(verdict.drawn.name_key)
        if verdict.drawn and any(isinstance(row, Organization) for row in verdict.writes):
            self.new_names |= {seat.organization_key for seat in verdict.drawn.seats}

    def _hang(self, row: Any, person: Any) -> None:
        """Keep what hangs on a person: a post, a mandate, an exchange, a number, a tag."""
        is_new = row._state.adding
        if is_new:
            row.stakeholder = person
        if is_new and isinstance(row, Post | Mandate):
            self._sourced(row)
        if isinstance(row, Tagging):
            row.tag, row.tagged_by = self._tag(row.tag), self.file_import.owner
        self.pending.put(row)
        if not is_new:  # perhaps the mandate of a predecessor
            self.touched.add(row.stakeholder_id)
        if isinstance(row, Mandate) and is_new and row.ended_on is None:
            self.known.holders[row.key_of_exclusive_seat()] = row
        if person is not None and person.pk:
            self._know(row, person.pk)

    def _know(self, row: Any, key: int) -> None:
        """Let the next rows of the file know what this one brings."""
        if isinstance(row, Post | Mandate):
            known = self.known
            held: Any = known.posts if isinstance(row, Post) else known.mandates
            held[key] = [one for one in held[key] if one.pk != row.pk or one.pk is None] + [row]
        elif isinstance(row, Tagging):
            self.known.tagged[key].add(row.tag.key)
        elif isinstance(row, ContactPoint):
            self.known.points[key].add(row.value)
        elif isinstance(row, Exchange):
            self.known.exchanges[key].append(row)

    def _tag(self, tag: Tag) -> Tag:
        if tag._state.adding:
            known = self.known.tags.get(tag.key)
            if known is not None:
                return known
            tag.created_by = self.file_import.owner
            self.pending.put(tag)
            self.known.tags[tag.key] = tag
        return tag

    def _person(self, person: Stakeholder) -> None:
        before = self.known.by_pk.get(person.pk) if person.pk else None
        if person._state.adding:
            self._sourced(person)
            person.created_by = self.file_import.owner
            person.sort_key = names.sort_key(person.last_name, person.first_name)
        self.pending.put(person)
        self._privacy(person, before)
        if person.pk:
            self.known.by_pk[person.pk] = person

    def _privacy(self, person: Stakeholder, before: Stakeholder | None) -> None:
        """Note beside the person that they were informed, or objected, as the file says."""
        said = {"note": self.file_import.file_name[:200], "means": Means.FILE}
        if person.informed_on and not (before and before.informed_on):
            given = Information(
                informed_on=person.informed_on, author=self.file_import.owner, **said
            )
            given.stakeholder = person
            self.pending.put(given)
        if person.objected_on and not (before and before.objected_on):
            objection = Objection(
                received_on=person.objected_on, recorded_by=self.file_import.owner, **said
            )
            objection.stakeholder = person
            self.pending.put(objection)

    def _sourced(self, row: Any) -> None:
        """Say on a new row which file it comes from, and of which day."""
        row.source = Source.FILE
        row.source_on = self.file_import.dated_on
        row.source_name = self.file_import.file_name

    def _organization(self, organization: Organization) -> None:
        if organization._state.adding:
            self._sourced(organization)
        people.prepare_organization(organization)
        self.pending.put(organization)
        if organization.pk:
            self.known.forget_organization(organization.pk)
        self.known.know_organization(organization)

    def _store(self) -> None:
        """Write all that waits; the rows of the file then know whom they brought."""
        changed = {one for one in self.touched if one in self.known.by_pk}
        if changed:
            # The batch remembers how they were before what derives from their seats changed.
            known = Stakeholder.everyone.filter(pk__in=changed)
            batches.update_all(self.batch, known, sort_key=F("sort_key"))
        for verdict in self.waiting:
            self._filed(verdict)
        self.pending.flush()
        for verdict in self.waiting:
            if verdict.drawn:
                verdict.store(verdict.drawn.row)
            self._know_new(verdict)
            self._set_apart(verdict)
        self.pending.flush()
        self.waiting, self.new_names = [], set()

    def _set_apart(self, verdict: Verdict) -> None:
        """Remember that somebody new, or an organization, is none of those the user was shown."""
        one = verdict.drawn
        if one is None:
            return
        others: Any = one.row.decision.get("other", [])
        if verdict.person is not None and isinstance(others, list):
            self._pair(StakeholderPair, verdict.person, Stakeholder.everyone.filter(pk__in=others))
        decided: dict[str, Any] = self.file_import.said.get("organizations", {})
        for row in verdict.writes:
            said = decided.get(row.sort_key) if isinstance(row, Organization) else None
            if isinstance(said, list):
                self._pair(OrganizationPair, row, Organization.everyone.filter(pk__in=said))

    def _pair(self, model: Any, row: Any, others: Any) -> None:
        for other in others.exclude(pk=row.pk):
            first, second = scanning.ordered(row.pk, other.pk)
            if not model.objects.filter(first=first, second=second).exists():
                pair = model(first_id=first, second_id=second, state=model.State.NOT_DUPLICATE)
                pair.decided_by, pair.decided_at = self.file_import.owner, timezone.now()
                self.pending.put(pair)

    def _filed(self, verdict: Verdict) -> None:
        """File somebody new under all the row brings, before they are stored."""
        person = verdict.person
        if person is None or not person._state.adding:
            return
        held = [row for row in verdict.writes if isinstance(row, Post | Mandate)]
        points = [row for row in verdict.writes if isinstance(row, ContactPoint)]
        seats = naming.not_over(held, on=self.on)
        person.search_text = naming.found_by(person, seats, points)

    def _know_new(self, verdict: Verdict) -> None:
        """Let the next rows know of somebody new, and of all they hold."""
        person = verdict.person
        if person is None or person.pk in self.known.by_pk:
            return
        self.known.by_pk[person.pk] = person
        self.brought.add(person.pk)
        for row in verdict.writes:
            if row is not person and not isinstance(row, Organization):
                self._know(row, person.pk)

    def flush(self) -> None:
        """Write what waits, then file people under their posts too."""
        self._store()
        naming.refresh_all(sorted(self.touched))
        refreshing.refresh(self.brought - self.touched)
