"""Takes people of the register in: a line of public reference data becomes a person we know.

Many at once, by sets: what the base holds of them and of their seats is fetched before, changed in
memory in the order given, each finding what those before left, and written after in a few
statements, through one batch.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from contacts import merging, naming, succession
from contacts.models import Mandate, Stakeholder
from directory import tombstones
from directory.models import RegisterMandate, RegisterPerson
from directory.seats import SeatLine, seat_lines
from ui import batches
from ui.models import Batch


@dataclass(kw_only=True)
class Taken:
    """What taking somebody in did: the seats that came, those it closed, those left out.

    `closed` are mandates of others, whom the register says this person came after, and former
    terms of their own. `batch` is None when nothing was written.
    """

    stakeholder: Stakeholder
    is_new: bool = False
    added: list[Mandate] = field(default_factory=list)
    closed: list[Mandate] = field(default_factory=list)
    left_out: list[SeatLine] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    batch: Batch | None = None


def take_in(
    people: Sequence[RegisterPerson], *, author: Any, batch: Batch, asked_back: bool = False
) -> dict[int, Taken]:
    """Follow people of the register, or bring the newer seats of those already followed.

    Whoever holds one of their exclusive seats here sees that mandate closed on the day they took
    it: the newer row is the evidence. Return what was done by primary key of the register person;
    those for whom the register holds no seat, and who are not followed, are left out of it. So is
    whoever was erased, unless they `asked_back`.
    """
    found = _Ground(people)
    if not asked_back:
        found.erased = erased_among(found.people, found.lines)
    taken = {person.pk: found.take(person, author) for person in found.people}
    done = {key: one for key, one in taken.items() if one is not None}
    for one in done.values():
        one.held = {mandate.key_of_seat() for mandate in found.open_terms(one.stakeholder)}
    _write(list(done.values()), found.tied, author=author, batch=batch)
    return done


def _write(taken: list[Taken], tied: list[Stakeholder], *, author: Any, batch: Batch) -> None:
    """Write what was done in memory: what ends comes before what begins."""
    succession.add_all(batch, [one.stakeholder for one in taken if one.is_new], by=author)
    for stakeholder in tied:
        batches.save(batch, stakeholder)
    ends: dict[Any, list[int]] = defaultdict(list)
    for mandate in (mandate for one in taken for mandate in one.closed):
        if mandate.pk:
            ends[mandate.ended_on].append(mandate.pk)
    for day, keys in ends.items():
        succession.end_all(batch, keys, on=day, by=author)
    succession.add_all(batch, [mandate for one in taken for mandate in one.added], by=author)
    touched = {one.stakeholder.pk for one in taken}
    naming.refresh_all(touched | {row.stakeholder_id for one in taken for row in one.closed})


class _Ground:
    """What the base holds of these people and of their seats, as taking them in changes it."""

    def __init__(self, people: Sequence[RegisterPerson]) -> None:
        keys = list(dict.fromkeys(person.pk for person in people))
        # The lock makes two members of the team who follow the same person at once take turns.
        locked = RegisterPerson.objects.select_for_update().order_by("pk")
        rows = {person.pk: person for person in locked.filter(pk__in=keys)}
        self.people = [rows[key] for key in keys]
        self.lines = current_seats(self.people)
        self.known = followed_among(self.people)
        self.erased: set[int] = set()
        self.tied: list[Stakeholder] = []
        seats = {line.key for lines in self.lines.values() for line in lines}
        related = ("stakeholder", "territory", "seen_in")
        held = Mandate.objects.filter(ended_on=None).select_related(*related)
        exclusive = [str(key) for key in seats if key.is_exclusive]
        self.holders = {one.exclusive_key: one for one in held.filter(exclusive_key__in=exclusive)}
        theirs = {one.pk for one in self.known.values()}
        theirs |= {one.stakeholder_id for one in self.holders.values()}
        self.terms: dict[int, list[Mandate]] = defaultdict(list)
        terms = Mandate.objects.filter(stakeholder__in=theirs, seat_key__in=list(map(str, seats)))
        for term in terms.select_related(*related).order_by("pk"):
            # The same row is the same object, whichever way it is reached.
            holder = self.holders.get(term.exclusive_key)
            one = holder if holder and holder.pk == term.pk else term
            self.terms[one.stakeholder_id].append(one)

    def take(self, person: RegisterPerson, author: Any) -> Taken | None:
        """Take one person in, in memory; None when there is nothing to follow."""
        lines = self.lines[person.pk]
        known = self.known.get(person.pk) or self._entered_by_hand(person, lines)
        if known is None and (not lines or person.pk in self.erased):
            return None
        taken = Taken(stakeholder=known or _new(person, lines, author), is_new=known is None)
        if taken.stakeholder.register_person_id is None:
            taken.stakeholder.register_person = person
            self.tied.append(taken.stakeholder)
        for line in lines:
            self._seat(taken, line)
        return taken

    def open_terms(self, stakeholder: Stakeholder) -> list[Mandate]:
        """Return the mandates somebody holds in the seats of the register."""
        return [one for one in self._terms(stakeholder) if one.ended_on is None]

    def _entered_by_hand(self, person: RegisterPerson, lines: list[SeatLine]) -> Stakeholder | None:
        """Return who was entered by hand in one of these exclusive seats under this very name.

        The same body, the same surname and the same first name: it is the same person.
        """
        for line in lines:
            holder = self.holders.get(str(line.key))
            if (
                holder is not None
                and holder.stakeholder.register_person_id is None
                and holder.stakeholder.sort_key == person.sort_key
            ):
                return holder.stakeholder
        return None

    def _seat(self, taken: Taken, line: SeatLine) -> None:
        """Bring one seat, after closing what it comes after; or leave it out."""
        key, terms = str(line.key), self._terms(taken.stakeholder)
        same = [one for one in terms if one.key_of_seat() == key]
        mine = next((one for one in same if one.ended_on is None), None)
        if mine is not None and not succession.is_newer_term(mine, line.since):
            return
        if any(succession.was_ended_since(one, line) for one in same):
            return
        before = mine or self.holders.get(key)
        if before is not None:
            if not succession.comes_after(line, before):
                taken.left_out.append(line)
                return
            day = line.since or line.seen_on
            before.ended_on = max(day, before.started_on or day)
            taken.closed.append(before)
        mandate = succession.mandate_of(taken.stakeholder, line)
        taken.added.append(mandate)
        terms.append(mandate)
        if line.key.is_exclusive:
            self.holders[key] = mandate

    def _terms(self, stakeholder: Stakeholder) -> list[Mandate]:
        # One who is new has no key yet; an address of memory is none of the base.
        return self.terms[stakeholder.pk or -id(stakeholder)]


def _new(person: RegisterPerson, lines: list[SeatLine], author: Any) -> Stakeholder:
    stakeholder = Stakeholder(
        first_name=person.first_name,
        last_name=person.last_name,
        sex=person.sex,
        source=Stakeholder.Source.REGISTER,
        source_on=max(line.seen_on for line in lines),
        register_person=person,
        referent=author,
        created_by=author,
    )
    return naming.prepare(stakeholder)


def current_seats(people: Iterable[RegisterPerson]) -> dict[int, list[SeatLine]]:
    """Return the seats to take in, by person: not the replaced ones, and a mayor once."""
    people = list(people)
    rows: dict[int, list[RegisterMandate]] = defaultdict(list)
    found = RegisterMandate.objects.current().filter(person__in=[one.pk for one in people])
    for row in found.select_related("territory", "cohort__last_seen_in").order_by("pk"):
        rows[row.person_id].append(row)
    return {one.pk: seat_lines(rows[one.pk], one.sex) for one in people}


def erased_among(
    people: Iterable[RegisterPerson], lines: dict[int, list[SeatLine]] | None = None
) -> set[int]:
    """Return those of the register whom we erased, by primary key: a file kept or brought them.

    `lines` are their seats, when they are known already.
    """
    guard, people = tombstones.guard(), list(people)
    if guard is None:
        return set()
    seats = current_seats(people) if lines is None else lines
    return {
        one.pk
        for one in people
        if guard.knows(
            first_name=one.first_name,
            last_name=one.last_name,
            places=[tombstones.seat_at(line.territory) for line in seats[one.pk]],
            born_on=one.born_on,
        )
    }


def followed_among(rows: Sequence[RegisterPerson]) -> dict[int, Stakeholder]:
    """Return those already followed, by primary key of the register person.

    Whoever was merged into another person is followed as that one.
    """
    found = Stakeholder.everyone.filter(
        register_person__in=[row.pk for row in rows], erased_at=None
    ).select_related("merged_into")
    return {
        stakeholder.register_person_id: merging.survivor(stakeholder)
        for stakeholder in found
        if stakeholder.register_person_id is not None
    }
