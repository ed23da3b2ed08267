"""Answering the lines of the review: accepting writes what they propose, through one batch.

Whatever was accepted in one gesture is taken back as one. A line whose ground moved since (the
mandate was ended by hand, the seat taken) is left as it is, and told.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from contacts import naming, succession, taking_in
from contacts.models import Mandate, Stakeholder, TurnoverLine, TurnoverQuerySet
from directory.models import RegisterMandate
from directory.seats import SeatLine, seat_line
from ui import batches
from ui.models import Batch
from ui.templatetags.ui import number

KIND = "contacts.turnover"
Matter, State = TurnoverLine.Matter, TurnoverLine.State
AT_ONCE = 500
ENDS_FIRST = (Matter.LEAVER, Matter.RENEWED, Matter.RESPELLED, Matter.NEWCOMER)


@dataclass(frozen=True)
class Decision:
    """What answering did: the batch, how many lines were answered, how many could not be.

    `erased_count` of those left are about people who were erased.
    """

    batch: Batch
    done_count: int
    left_count: int = 0
    erased_count: int = 0


def accept(lines: TurnoverQuerySet, *, by: Any, ends_on: datetime.date | None = None) -> Decision:
    """Write what these lines propose. Those to check are never among them: they need an answer.

    `ends_on` replaces the proposed end of the mandates that close.
    """
    rows = _to_accept(lines)
    return _accept(begin(len(rows), by), rows, by, ends_on)


def answer_in(batch: Batch, lines: TurnoverQuerySet, *, answer: str, by: Any) -> Decision:
    """Accept or refuse these lines, those of them that still wait, in a batch already begun."""
    if answer == "accept":
        return _accept(batch, _to_accept(lines), by, None)
    rows = list(lines.open().select_for_update().order_by("pk"))
    return _decided(batch, rows, {row.pk for row in rows}, State.REFUSED, by)


def _to_accept(lines: TurnoverQuerySet) -> list[TurnoverLine]:
    wanted = lines.open().exclude(matter=Matter.TO_CHECK).with_evidence()
    return list(wanted.select_for_update(of=("self",)).order_by("sort_key", "pk"))


def _accept(
    batch: Batch, rows: Sequence[TurnoverLine], by: Any, ends_on: datetime.date | None
) -> Decision:
    accepting = _Accepting(batch, by, ends_on)
    try:
        with transaction.atomic():
            done = accepting.accept(rows)
    except IntegrityError:
        done = _one_by_one(accepting, rows)
    decided = _decided(batch, rows, done, State.ACCEPTED, by)
    coming = [row for row in rows if row.matter == Matter.NEWCOMER and row.pk not in done]
    left = [row.person for row in coming if row.person]
    return replace(decided, erased_count=len(taking_in.erased_among(left)) if left else 0)


def _one_by_one(accepting: "_Accepting", rows: Sequence[TurnoverLine]) -> set[int]:
    """Accept each by itself, ends first: the seat of one of them was taken meanwhile."""
    done: set[int] = set()
    for row in sorted(rows, key=lambda row: ENDS_FIRST.index(row.matter)):
        try:
            with transaction.atomic():
                done |= accepting.accept([row])
        except IntegrityError:
            continue
    return done


def refuse(lines: TurnoverQuerySet, *, by: Any) -> Decision:
    """Leave everything as it is; the lines stay refused while their evidence is the same."""
    return _set_aside(lines.open(), State.REFUSED, by)


def note(lines: TurnoverQuerySet, *, by: Any) -> Decision:
    """Note newcomers for later, without following them."""
    return _set_aside(lines.open().filter(matter=Matter.NEWCOMER), State.NOTED, by)


def is_same(line: TurnoverLine, *, by: Any) -> Decision:
    """Say that the person of the file is the one we hold; their seat follows."""
    batch = begin(1, by)
    done: set[int] = set()
    stakeholder, row = line.stakeholder, line.register_mandate
    others = Stakeholder.everyone.filter(register_person=line.person_id)
    if stakeholder and row and line.mandate and not others.exclude(pk=stakeholder.pk).exists():
        stakeholder.register_person_id = row.person_id
        batches.save(batch, stakeholder)
        _Accepting(batch, by, None).renew([line])
        naming.refresh_all([stakeholder.pk])
        done = {line.pk}
    return _decided(batch, [line], done, State.ACCEPTED, by)


def _set_aside(lines: TurnoverQuerySet, state: str, by: Any) -> Decision:
    rows = list(lines.select_for_update().order_by("pk"))
    batch = begin(len(rows), by)
    return _decided(batch, rows, {row.pk for row in rows}, state, by)


def begin(count: int, by: Any) -> Batch:
    """Return a new batch for so many lines."""
    title = ngettext(
        "After the election: %(count)s line", "After the election: %(count)s lines", count
    )
    return batches.begin(
        kind=KIND,
        title=title % {"count": number(count)},
        owner=by,
        permission="accounts.edit_people",
        url=reverse("turnover_review"),
    )


def _decided(
    batch: Batch, rows: Sequence[TurnoverLine], done: set[int], state: str, by: Any
) -> Decision:
    for some in batched(sorted(done), AT_ONCE, strict=False):
        answered = TurnoverLine.objects.filter(pk__in=some)
        batches.update_all(batch, answered, state=state, decided_by=by, decided_at=timezone.now())
    return Decision(batch, len(done), len(rows) - len(done))


class _Accepting:
    """Writes what lines propose, by sets: ends first, then the seats that begin."""

    def __init__(self, batch: Batch, by: Any, ends_on: datetime.date | None) -> None:
        self.batch, self.by, self.ends_on = batch, by, ends_on

    def accept(self, rows: Sequence[TurnoverLine]) -> set[int]:
        """Write them all; return the lines that could be."""
        by_matter: dict[str, list[TurnoverLine]] = defaultdict(list)
        for row in rows:
            by_matter[row.matter].append(row)
        done = self._leave(by_matter[Matter.LEAVER])
        done |= self.renew(by_matter[Matter.RENEWED])
        done |= self._respell(by_matter[Matter.RESPELLED])
        done |= self._come(by_matter[Matter.NEWCOMER])
        answered = [row for row in rows if row.pk in done]
        naming.refresh_all(row.stakeholder_id for row in answered if row.stakeholder_id)
        return done

    def _leave(self, rows: Iterable[TurnoverLine]) -> set[int]:
        """Close mandates, each on its day; none is deleted."""
        ends: dict[datetime.date, list[TurnoverLine]] = defaultdict(list)
        for row in rows:
            if row.mandate and row.mandate.ended_on is None:
                proposed = datetime.date.fromisoformat(row.evidence["ends_on"])
                day = self.ends_on or proposed
                ends[max(day, row.mandate.started_on or day)].append(row)
        for day, some in ends.items():
            keys = [row.mandate_id for row in some if row.mandate_id]
            succession.end_all(self.batch, keys, on=day, by=self.by)
        return {row.pk for some in ends.values() for row in some}

    def renew(self, rows: Sequence[TurnoverLine]) -> set[int]:
        """Close a term and open the next one; or say in which file the same one was seen."""
        held = [row for row in rows if row.mandate and row.mandate.ended_on is None]
        lines = self._seat_lines(held)
        seen: dict[int, list[TurnoverLine]] = defaultdict(list)
        begun: list[Mandate] = []
        ends: dict[datetime.date, list[Any]] = defaultdict(list)
        for row in held:
            line, mandate = lines.get(row.register_mandate_id or 0), row.mandate
            if line is None or mandate is None:
                continue
            if self._is_same_term(mandate, line):
                seen[row.edition_id].append(row)
            else:
                day = line.since or row.edition.published_on
                ends[max(day, mandate.started_on or day)].append(mandate.pk)
                begun.append(succession.mandate_of(mandate.stakeholder, line))
        for edition, some in seen.items():
            mandates = Mandate.objects.filter(pk__in=[row.mandate_id for row in some])
            day = some[0].edition.published_on
            batches.update_all(self.batch, mandates, seen_in=edition, source_on=day)
        for day, keys in ends.items():
            succession.end_all(self.batch, keys, on=day, by=self.by)
        succession.add_all(self.batch, begun, by=self.by)
        return {row.pk for row in held if row.register_mandate_id in lines}

    @staticmethod
    def _is_same_term(mandate: Mandate, line: SeatLine) -> bool:
        same_seat = mandate.seat_key == str(line.key)
        return same_seat and not succession.is_newer_term(mandate, line.since)

    def _come(self, rows: Sequence[TurnoverLine]) -> set[int]:
        """Give those we follow the seats they gained; follow the others."""
        lines = self._seat_lines(rows)
        coming = [row for row in rows if row.person and row.register_mandate_id in lines]
        people = [row.person for row in coming if row.person]
        taken = taking_in.take_in(people, author=self.by, batch=self.batch)
        done: set[int] = set()
        closed: list[Mandate] = []
        for row in coming:
            one = taken.get(row.person_id or 0)
            if one and str(lines[row.register_mandate_id or 0].key) in one.held:
                done.add(row.pk)
                closed += one.closed
        return done | self._closed_by(closed)

    @staticmethod
    def _closed_by(mandates: Sequence[Mandate]) -> set[int]:
        """Return the open lines that proposed these very ends."""
        lines = TurnoverLine.objects.open().filter(matter=Matter.LEAVER, mandate__in=mandates)
        return set(lines.values_list("pk", flat=True))

    def _respell(self, rows: Sequence[TurnoverLine]) -> set[int]:
        """Write names as the file does; the history keeps the older spelling."""
        done: set[int] = set()
        for row in rows:
            if row.stakeholder is None or row.person is None:
                continue
            row.stakeholder.first_name = row.person.first_name
            row.stakeholder.last_name = row.person.last_name
            batches.save(self.batch, naming.prepare(row.stakeholder))
            done.add(row.pk)
        return done

    @staticmethod
    def _seat_lines(rows: Iterable[TurnoverLine]) -> dict[int, SeatLine]:
        keys = sorted({row.register_mandate_id for row in rows if row.register_mandate_id})
        found: dict[int, SeatLine] = {}
        related = RegisterMandate.objects.select_related(
            "person", "territory", "cohort__last_seen_in"
        )
        for some in batched(keys, AT_ONCE, strict=False):
            for one in related.filter(pk__in=some):
                found[one.pk] = seat_line(one, one.person.sex)
        return found
