"""Writes the rows of a file through one batch, each checked again just before.

A row that would no longer do what was shown is set aside, never written blindly.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from contacts import naming, people
from contacts.importing.checking import Checker, Verdict
from contacts.importing.knowing import draft
from contacts.models import (
    ContactPoint,
    Exchange,
    FileImport,
    FileImportRow,
    Organization,
    Post,
    Source,
    Stakeholder,
    Tag,
    Tagging,
)
from contacts.models.privacy import Information, Means, Objection
from ui import batches
from ui.models import Batch

State, Outcome = FileImportRow.State, FileImportRow.Outcome
# What an earlier row of the same file may have made true in the meantime.
ALREADY = {"organization", "commune", "organization_kind"}


def write(
    file_import: FileImport, rows: Sequence[FileImportRow], batch: Batch, *, on: datetime.date
) -> None:
    """Write these rows, in a transaction of the caller, and store what became of each."""
    checker = Checker(file_import, on=on, looks_further=False)
    drafts = [draft(file_import, row) for row in rows]
    shown = [(row.state, _comparable(row.changes)) for row in rows]
    checker.begin(drafts)
    writing = _Writing(file_import, batch, checker)
    for one, (state, changes) in zip(drafts, shown, strict=True):
        row, verdict = one.row, checker.judge(one)
        if verdict.state == State.IDENTICAL:
            verdict.store(row)
        elif (verdict.state, _comparable(verdict.changes)) != (state, changes):
            verdict.store(row)
            row.outcome = Outcome.SET_ASIDE
            row.reasons = [*row.reasons, _("Something changed since it was shown: look again.")]
        else:
            writing.write(verdict)
            verdict.store(row)
            row.outcome = Outcome.WRITTEN
    writing.refresh()
    FileImportRow.objects.bulk_update(rows, STORED)


STORED = (
    *("state", "label", "changes", "reasons", "candidates", "outcome"),
    *("stakeholder", "organization", "name_key"),
)


def _comparable(changes: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [
        (one["key"], one["before"], one["after"]) for one in changes if one["key"] not in ALREADY
    ]


class _Writing:
    """Writes what one verdict prepared."""

    def __init__(self, file_import: FileImport, batch: Batch, checker: Checker) -> None:
        self.file_import = file_import
        self.batch = batch
        self.known = checker.known
        self.added: set[int] = set()
        self.changed: set[int] = set()

    def write(self, verdict: Verdict) -> None:
        person: Any = verdict.person
        is_new = person is not None and person._state.adding
        for instance in verdict.writes:
            instance._change_reason = self.file_import.file_name[:100]
            if isinstance(instance, Stakeholder):
                self._person(instance)
            elif isinstance(instance, Organization):
                self._organization(instance)
            else:
                instance.stakeholder = person
                self._hang(instance)
        if person is not None:
            (self.added if is_new else self.changed).add(person.pk)

    def _hang(self, row: Any) -> None:
        """Write what hangs on a person: a post, an exchange, a number, a tag."""
        if isinstance(row, Post):
            row.organization = self._saved(row.organization)
            if row._state.adding:
                self._sourced(row)
        elif isinstance(row, Tagging):
            row.tag, row.tagged_by = self._tag(row.tag), self.file_import.owner
        batches.save(self.batch, row)
        key = row.stakeholder_id
        if isinstance(row, Post):
            self.known.posts[key].append(row)
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
            batches.save(self.batch, tag)
            self.known.tags[tag.key] = tag
        return tag

    def _person(self, person: Stakeholder) -> None:
        before = self.known.by_pk.get(person.pk) if person.pk else None
        if person._state.adding:
            self._sourced(person)
            person.created_by = self.file_import.owner
        naming.prepare(person)
        batches.save(self.batch, person)
        self._privacy(person, before)
        self.known.by_pk[person.pk] = person

    def _privacy(self, person: Stakeholder, before: Stakeholder | None) -> None:
        """Note beside the person that they were informed, or objected, as the file says."""
        said = {"note": self.file_import.file_name[:200], "means": Means.FORM}
        if person.informed_on and not (before and before.informed_on):
            given = Information(
                informed_on=person.informed_on, author=self.file_import.owner, **said
            )
            given.stakeholder = person
            batches.save(self.batch, given)
        if person.objected_on and not (before and before.objected_on):
            objection = Objection(
                received_on=person.objected_on, recorded_by=self.file_import.owner, **said
            )
            objection.stakeholder = person
            batches.save(self.batch, objection)

    def _sourced(self, row: Any) -> None:
        """Say on a new row which file it comes from, and of which day."""
        row.source = Source.FILE
        row.source_on = self.file_import.dated_on
        row.source_name = self.file_import.file_name

    def _organization(self, organization: Organization) -> None:
        if organization._state.adding:
            self._sourced(organization)
        people.prepare_organization(organization)
        batches.save(self.batch, organization)
        self.known.organizations[organization.sort_key] = organization

    def refresh(self) -> None:
        """File the people under their posts too; the batch remembers how they were before."""
        if self.changed:
            known = Stakeholder.everyone.filter(pk__in=self.changed)
            batches.update_all(self.batch, known, sort_key=F("sort_key"))
        naming.refresh_all(sorted(self.changed | self.added))

    def _saved(self, row: Any) -> Any:
        """Return the row as it is stored: an organization may have come with an earlier line."""
        if isinstance(row, Organization) and row._state.adding:
            people.prepare_organization(row)
            return self.known.organizations[row.sort_key]
        return row
