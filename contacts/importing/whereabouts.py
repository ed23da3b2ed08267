"""Whom a row is about: somebody we know for sure, somebody who may be, or somebody new.

A name is not an identity: the same name with the same address, number or organization is the same
person; the same name alone is a question for the user.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import duplicates, phones
from contacts.cards import Card
from contacts.importing import values
from contacts.importing.knowing import Draft, Drafter, Known, confirms, same_draft
from contacts.importing.lineage import Lineage
from contacts.likeness import of_people
from contacts.models import FileImportRow, Stakeholder
from directory.folding import fold

State = FileImportRow.State
MOST = 6  # candidates shown


@dataclass
class Found:
    """Whom a row is about. `row` is an earlier row of the file that brings the same person."""

    person: Stakeholder | None = None
    row: FileImportRow | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    namesakes: list[Stakeholder] = field(default_factory=list)
    refusal: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Tell whether the user must say who this is."""
        return bool(self.candidates) and self.person is None and self.row is None


class Alike:
    """Finds people whose name is only alike (`contacts.duplicates`)."""

    def __init__(self, *, many: bool) -> None:
        self.index = duplicates.people_index() if many else None

    def find(self, one: Draft) -> list[dict[str, Any]]:
        """Return who may be meant, best first, with the reasons in words."""
        card = _card(one)
        found = self.index.candidates(card) if self.index else duplicates.candidates(card)
        people = Stakeholder.objects.in_bulk([match.pk for match in found])
        return [
            _candidate(people[match.pk], ", ".join(map(str, match.reasons)))
            for match in found
            if match.pk in people
        ]


class Within:
    """Finds, among the rows of the file taken before one, those whose name is only alike."""

    def __init__(self) -> None:
        self.under: dict[str, list[Card]] = defaultdict(list)
        self.labels: dict[int, str] = {}

    def add(self, one: Draft) -> None:
        """File a row that brings somebody new."""
        card = _card(one, number=one.row.number)
        self.labels[one.row.number] = one.row.label
        for key in set(duplicates.person_keys(card)):
            if len(self.under[key]) < duplicates.CROWD:
                self.under[key].append(card)

    def find(self, one: Draft) -> list[dict[str, Any]]:
        """Return the rows that may bring the same person, best first, with the reasons."""
        card = _card(one)
        near = {
            other.pk: other
            for key in set(duplicates.person_keys(card))
            for other in self.under.get(key, ())
        }
        return [
            {"row": match.pk, "name": self.labels[match.pk]}
            | {"why": ", ".join(map(str, match.reasons))}
            for match in duplicates.best(card, near.values(), of_people, MOST)
        ]

    def recall(self, drafter: Drafter, drafts: Sequence[Draft], lineage: Lineage) -> None:
        """Know the rows taken before these, whose names begin alike."""
        keys = {key for one in drafts for key in _beginnings(one.name_key)}
        brings = FileImportRow.objects.filter(file_import=drafter.file_import, state=State.NEW)
        numbers = {one.row.number for one in drafts}
        names = brings.exclude(name_key="").only("number", "name_key").order_by("number")
        near = [
            row.pk
            for row in lineage.taken_before(names, numbers)
            if row.number not in self.labels and keys & set(_beginnings(row.name_key))
        ]
        for one in drafter.of(FileImportRow.objects.filter(pk__in=near).order_by("number")):
            self.add(one)


def _beginnings(name_key: str) -> Iterator[str]:
    return (word[:3] for word in name_key.split())


def _card(one: Draft, number: int | None = None) -> Card:
    return Card(
        pk=number,
        first_name=one.held.get("first_name", ""),
        last_name=values.surname(one.held.get("last_name", "")),
        emails=one.emails,
        phones=one.numbers,
        organizations=frozenset(seat.held.get("organization", "") for seat in one.seats) - {""},
        titles=frozenset(seat.held.get("post", "") for seat in one.seats) - {""},
        territories=frozenset(
            seat.claim.territory.label for seat in one.seats if seat.claim and seat.claim.territory
        ),
    )


def find(
    one: Draft,
    known: Known,
    earlier: dict[str, list[Draft]],
    alike: Alike | None = None,
    within: Within | None = None,
) -> Found:
    """Return whom a row is about, the user's own word first."""
    decision = one.row.decision
    if decision.get("same") in known.by_pk:
        return _known(known.by_pk[decision["same"]])
    if "same_row" in decision:
        for other in (other for same in earlier.values() for other in same):
            if other.row.number == decision["same_row"] and _brings_somebody(other):
                return _from_row(other, known)
    before = [other for other in earlier.get(one.name_key, []) if _brings_somebody(other)]
    if "other" in decision:
        return Found()
    if one.reference in known.by_pk:
        return _referred(one, known.by_pk[one.reference])
    found = _matched(one, known, before, alike)
    if within is not None and not (found.refusal or found.person or found.row or found.candidates):
        found.candidates = within.find(one)
    return found


def _referred(one: Draft, person: Stakeholder) -> Found:
    """Return the person whose card an exported row gives, if the row still names them."""
    words = set(fold(f"{one.held.get('first_name', '')} {one.held.get('last_name', '')}").split())
    if person.erased_at or words & set(fold(str(person)).split()):
        return _known(person)
    return Found(candidates=[_candidate(person, _("the reference of this card, another name"))])


def _matched(one: Draft, known: Known, before: list[Draft], alike: Alike | None) -> Found:
    namesakes = [p for p in known.people[one.name_key] if p.pk not in known.written_here]
    if any(person.erased_at for person in namesakes):
        return Found(refusal=erased_sentence())
    sure = [person for person in namesakes if confirms(one, person, known)]
    if len(sure) == 1:
        return _known(sure[0])
    for other in before:
        if same_draft(one, other):
            return _from_row(other, known)
    candidates = [_candidate(person, _why(one, person, known)) for person in sure or namesakes]
    candidates += [
        {"row": other.row.number, "name": other.row.label, "why": _("the same name, in this file")}
        for other in before
    ]
    return Found(
        candidates=(candidates + _others(one, known, alike, candidates))[:MOST],
        namesakes=[] if before else namesakes,
    )


def _others(
    one: Draft, known: Known, alike: Alike | None, candidates: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return people of another name with the same address, or of a name that is alike."""
    seen = {candidate.get("pk") for candidate in candidates} | known.written_here
    found = []
    for email in one.emails:
        for person in known.by_email[email]:
            if person.pk not in seen:
                seen.add(person.pk)
                found.append(_candidate(person, _("the same e-mail address")))
    if alike is not None and not candidates:
        found += [other for other in alike.find(one) if other["pk"] not in seen]
    return found


def erased_sentence() -> str:
    """Return why a person who was erased is not taken in again."""
    return _("This person asked to be erased: they are not taken in again.")


def _known(person: Stakeholder) -> Found:
    return Found(refusal=erased_sentence()) if person.erased_at else Found(person=person)


def _from_row(other: Draft, known: Known) -> Found:
    """Return the person an earlier row brings; once written, they are in the base."""
    return Found(person=other.row.stakeholder, row=other.row)


def _brings_somebody(other: Draft) -> bool:
    """Tell whether an earlier row makes a new person, or follows one that does."""
    return other.row.state == State.NEW


def _candidate(person: Stakeholder, why: str) -> dict[str, Any]:
    if person.objected_on:
        why = _("%(why)s; this person asked not to be contacted") % {"why": why}
    reached = " · ".join(filter(None, [person.email, phones.shown(person.phone), person.city]))
    return {"pk": person.pk, "name": str(person), "reached": reached, "why": why}


def _why(one: Draft, person: Stakeholder, known: Known) -> str:
    reasons = {
        "email": _("the same name and e-mail address"),
        "phone": _("the same name and phone"),
        "seat": _("the same name in the same seat or council"),
        "organization": _("the same name in the same organization"),
    }
    return reasons.get(confirms(one, person, known), _("the same name"))


def earlier_rows(
    drafter: Drafter, drafts: Sequence[Draft], lineage: Lineage
) -> dict[str, list[Draft]]:
    """Return the rows of the file taken before these that bear the same names."""
    found: dict[str, list[Draft]] = {}
    keys = {one.name_key for one in drafts if one.name_key}
    said = {number for one in drafts if (number := one.row.decision.get("same_row"))}
    rows = FileImportRow.objects.filter(
        Q(name_key__in=keys) | Q(number__in=said),
        file_import=drafter.file_import,
        state=State.NEW,
    ).select_related("stakeholder")
    numbers = {one.row.number for one in drafts}
    for one in drafter.of(lineage.taken_before(rows.order_by("number"), numbers)):
        found.setdefault(one.name_key, []).append(one)
    return found
