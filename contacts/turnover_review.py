"""One comparison of the mandates we hold with the latest file of their kind: see `turnover`."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts import places, succession
from contacts.models import Mandate, Stakeholder, TurnoverLine
from contacts.turnover_evidence import evidence_of, fingerprint, is_poorer
from directory.models import (
    RegisterCohort,
    RegisterDoubt,
    RegisterEdition,
    RegisterMandate,
    RegisterRespelling,
    SeatKind,
    Territory,
)
from directory.seats import key_of
from directory.titles import is_mayor

Matter, State = TurnoverLine.Matter, TurnoverLine.State
ORDER = {matter: str(place) for place, matter in enumerate(Matter)}
_OF_PEOPLE = ("first_name", "last_name", "sort_key", "register_person", "source_on")
_OF_MANDATES = (
    *("kind", "territory", "title", "district", "started_on", "seen_in", "source", "source_on"),
    *("seat_key", "exclusive_key", "stakeholder"),
)
_OF_ROWS = (
    *("kind", "territory", "district", "function", "started_on", "function_started_on"),
    *("first_seen_in", "cohort", "person__first_name", "person__last_name"),
    *("person__sex", "person__sort_key"),
)
_SAME_NAME = """
    SELECT m.id, r.id FROM contacts_mandate AS m
    JOIN contacts_stakeholder AS s ON s.id = m.stakeholder_id
    JOIN directory_registermandate AS r ON r.territory_id = m.territory_id AND r.kind = m.kind
    JOIN directory_registerperson AS p ON p.id = r.person_id AND p.sort_key = s.sort_key
    JOIN directory_registercohort AS c ON c.id = r.cohort_id
    JOIN directory_registeredition AS e ON e.id = c.last_seen_in_id
    WHERE m.kind = %s AND m.ended_on IS NULL AND s.register_person_id IS NULL
        AND s.merged_into_id IS NULL AND s.erased_at IS NULL AND e.published_on = %s
        AND NOT r.is_superseded
"""


@dataclass
class Review:
    """One comparison: everything is read in a fixed number of queries."""

    edition: RegisterEdition
    made: list[TurnoverLine] = field(default_factory=list)
    # Rows taken for another function of somebody, mandates of who may be the very person named.
    taken: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)

    @property
    def day(self) -> datetime.date:
        """Return the day of the file."""
        return self.edition.published_on

    def lines(self) -> list[TurnoverLine]:
        """Return a line for each difference."""
        self._read()
        for mandate in self.held:
            if mandate.started_on is None or mandate.started_on <= self.day:
                self._judge(mandate)
        for person, rows in self.rows.items():
            for row in rows:
                self._gained(self.followed[person], row)
        for row in self.holders.values():
            if row.person_id not in self.followed:
                self._came(row)
        self._respelled()
        return self.made

    def _read(self) -> None:
        kind = self.edition.kind
        open_mandates = Mandate.objects.filter(
            ended_on=None, stakeholder__merged_into=None, stakeholder__erased_at=None
        )
        self.editions = RegisterEdition.objects.in_bulk()
        cohorts = RegisterCohort.objects.filter(kind=kind).select_related("last_seen_in")
        self.cohorts = cohorts.in_bulk()
        self.places: dict[int, Territory] = {}
        self.held = list(open_mandates.filter(kind=kind).only(*_OF_MANDATES))
        people = Stakeholder.objects.exclude(register_person=None).only(*_OF_PEOPLE)
        self._complete(self.held)
        self.followed = {person.register_person_id: person for person in people}
        self._seat_the_holders()
        self.open = set(open_mandates.values_list("stakeholder", "seat_key"))
        closed = Mandate.objects.filter(kind=kind, ended_on__isnull=False)
        ends = closed.order_by("ended_on").values_list("stakeholder", "seat_key", "ended_on")
        self.ended = {(person, key): end for person, key, end in ends if end}
        self.rows: dict[Any, list[RegisterMandate]] = defaultdict(list)
        named = self._named().filter(person__in=people.values("register_person"))
        mayors = self._mayors(people)
        self.read = {row.pk: row for row in self._complete(list(named.order_by("pk")))}
        for row in self.read.values():
            if not (
                is_mayor(row.kind, row.function) and (row.person_id, row.territory_id) in mayors
            ):
                self.rows[row.person_id].append(row)
        earlier = RegisterEdition.objects.filter(kind=kind, published_on__lt=self.day)
        # Otherwise everybody would be new.
        self.has_earlier = earlier.filter(imported_at__isnull=False).exists()
        held_in = open_mandates.filter(kind=kind).values("territory")
        self.bodies = self._bodies(held_in)
        self.work = places.around(places.communes())
        self._read_holders(held_in)
        self._read_doubts()

    def _seat_the_holders(self) -> None:
        """Give the mandates we hold their people, each read once."""
        people = {person.pk: person for person in self.followed.values()}
        missing = {mandate.stakeholder_id for mandate in self.held} - people.keys()
        for some in batched(sorted(missing), 500, strict=False):
            people |= Stakeholder.objects.only(*_OF_PEOPLE).in_bulk(some)
        for mandate in self.held:
            mandate.stakeholder = people[mandate.stakeholder_id]

    def _named(self) -> QuerySet[RegisterMandate]:
        """Return what the file names, as it counts today."""
        rows = RegisterMandate.objects.current().filter(
            kind=self.edition.kind, cohort__last_seen_in__published_on=self.day
        )
        return rows.select_related("person").only(*_OF_ROWS)

    def _complete[R: (RegisterMandate, Mandate)](self, rows: list[R]) -> list[R]:
        """Give rows their territory and their files: each read once, rather than with every row."""
        missing = {row.territory_id for row in rows} - self.places.keys()
        for some in batched(sorted(missing), 500, strict=False):
            self.places |= Territory.objects.in_bulk(some)
        for row in rows:
            row.territory = self.places[row.territory_id]
            if isinstance(row, Mandate):
                row.seen_in = self.editions.get(row.seen_in_id or 0)
            else:
                row.first_seen_in = self.editions[row.first_seen_in_id]
                row.cohort = self.cohorts[row.cohort_id]
        return rows

    def _mayors(self, people: QuerySet[Stakeholder]) -> set[tuple[int, int]]:
        """Return who is mayor where: the municipal file names them a second time."""
        if self.edition.kind != SeatKind.MUNICIPAL:
            return set()
        rows = RegisterMandate.objects.current().filter(
            kind=SeatKind.MAYOR, person__in=people.values("register_person")
        )
        return set(rows.values_list("person", "territory"))

    def _bodies(self, held_in: Any) -> set[int]:
        """Return the territories where we hold somebody and which the file names at all."""
        inside = RegisterMandate.objects.filter(
            territory=OuterRef("pk"),
            kind=self.edition.kind,
            cohort__last_seen_in__published_on=self.day,
        )
        found = Territory.objects.filter(Exists(inside), pk__in=held_in)
        return set(found.values_list("pk", flat=True))

    def _read_holders(self, held_in: Any) -> None:
        """Find who holds the exclusive seats of the places we care for, now and before."""
        rows = RegisterMandate.objects.current().filter(
            Q(territory__in=held_in) | Q(territory__in=self.work), kind=self.edition.kind
        )
        if self.edition.kind not in (SeatKind.MAYOR, SeatKind.DEPUTY):
            rows = rows.filter(function__startswith="Pr")
        self.holders: dict[str, RegisterMandate] = {}
        self.before: dict[str, RegisterMandate] = {}
        ordered = rows.order_by("cohort__last_seen_in__published_on", "function_started_on", "pk")
        keys = list(ordered.values_list("pk", flat=True))
        for some in batched([key for key in keys if key not in self.read], 500, strict=False):
            others = RegisterMandate.objects.filter(pk__in=some).select_related("person")
            self.read |= {row.pk: row for row in self._complete(list(others.only(*_OF_ROWS)))}
        for row in (self.read[key] for key in keys):
            key = key_of(row)
            if key.is_exclusive:
                is_now = row.last_seen_in.published_on == self.day
                (self.holders if is_now else self.before)[str(key)] = row
        self.ours = {one.exclusive_key: one for one in self.held if one.exclusive_key}

    def _read_doubts(self) -> None:
        """Find who may be somebody we follow, under another birth date or without one."""
        self.same_name: dict[int, int] = {}
        with connection.cursor() as cursor:
            cursor.execute(_SAME_NAME, [self.edition.kind, self.day])
            self.same_name.update(cursor.fetchall())
        pairs: dict[int, set[int]] = defaultdict(set)
        for one, other in RegisterDoubt.objects.values_list("person", "other"):
            pairs[one].add(other)
            pairs[other].add(one)
        wanted = {other for one in pairs if one in self.followed for other in pairs[one]}
        asked = [*self.same_name.values()]
        rows: list[RegisterMandate] = []
        for some in (asked[start : start + 500] for start in range(0, len(asked), 500)):
            rows += self._named().filter(pk__in=some)
        self.by_pk = {row.pk: row for row in self._complete(rows)}
        self.doubted: dict[tuple[int, int], RegisterMandate] = {}
        doubted = list(self._named().filter(person__in=wanted)) if wanted else []
        for row in self._complete(doubted):
            for one in pairs[row.person_id]:
                self.doubted[one, row.territory_id] = row
        said = TurnoverLine.objects.filter(matter=Matter.TO_CHECK, state=State.REFUSED)
        self.told_apart = set(said.values_list("key", "fingerprint"))

    def _judge(self, mandate: Mandate) -> None:
        """Say what became of a mandate we hold."""
        person = mandate.stakeholder.register_person_id
        inside = [
            row for row in self.rows.get(person, []) if row.territory_id == mandate.territory_id
        ]
        same = next((row for row in inside if str(key_of(row)) == mandate.seat_key), None)
        if same is not None:
            self._still_there(mandate, same)
            return
        holder = mandate.stakeholder_id
        other = next((row for row in inside if (holder, str(key_of(row))) not in self.open), None)
        if other is not None:
            self.taken.add(other.pk)
            self._add(Matter.RENEWED, mandate=mandate, row=other, reason="function")
        else:
            self._left(mandate)

    def _still_there(self, mandate: Mandate, row: RegisterMandate) -> None:
        since = row.function_started_on or row.started_on
        if succession.is_newer_term(mandate, since):
            self._add(Matter.RENEWED, mandate=mandate, row=row, reason="term")
        elif mandate.seen_in is None or mandate.seen_in.published_on < self.day:
            self._add(Matter.RENEWED, mandate=mandate, row=row, reason="seen")

    def _left(self, mandate: Mandate) -> None:
        """Propose an end, or a question when the file does not prove it."""
        successor = self.holders.get(mandate.exclusive_key) if mandate.exclusive_key else None
        if successor and successor.person_id == mandate.stakeholder.register_person_id:
            return
        asked = self._who_it_may_be(mandate)
        if asked is not None:
            self.asked.add(mandate.pk)
            self._add(Matter.TO_CHECK, mandate=mandate, row=asked, reason="same_name")
            return
        since = successor and (successor.function_started_on or successor.started_on)
        is_proved = bool(since and (mandate.started_on is None or since > mandate.started_on))
        by_hand = mandate.source != Mandate.Source.REGISTER
        known_on = mandate.source_on or mandate.stakeholder.source_on
        if not is_proved and by_hand and known_on > self.day:
            return
        if is_proved or (mandate.stakeholder.register_person_id and self._names(mandate)):
            self._add(Matter.LEAVER, mandate=mandate, row=successor, reason="absent")
        else:
            reason = "unknown" if self._names(mandate) else "no_body"
            self._add(Matter.TO_CHECK, mandate=mandate, row=None, reason=reason)

    def _names(self, mandate: Mandate) -> bool:
        return mandate.territory_id in self.bodies

    def _who_it_may_be(self, mandate: Mandate) -> RegisterMandate | None:
        """Return the row of who may be this very person, unless somebody said it is not."""
        person = mandate.stakeholder.register_person_id
        if person is None:
            row = self.by_pk.get(self.same_name.get(mandate.pk, 0))
        else:
            row = self.doubted.get((person, mandate.territory_id))
        if row is None:
            return None
        key = (f"to_check|{mandate.pk}", fingerprint(Matter.TO_CHECK, row, "same_name"))
        return None if key in self.told_apart else row

    def _gained(self, stakeholder: Stakeholder, row: RegisterMandate) -> None:
        """Propose a seat that somebody we follow holds, and we do not know of."""
        key = (stakeholder.pk, str(key_of(row)))
        since = row.function_started_on or row.started_on
        if row.pk in self.taken or key in self.open:
            return
        ended_on = self.ended.get(key)
        if ended_on and (since is None or ended_on > since):
            return
        self._add(Matter.NEWCOMER, row=row, stakeholder=stakeholder, reason="gained")

    def _came(self, row: RegisterMandate) -> None:
        """Propose the new holder of a seat we care for."""
        key = str(key_of(row))
        ours, before = self.ours.get(key), self.before.get(key)
        if ours is not None:
            since = row.function_started_on or row.started_on
            is_new = ours.started_on is None or bool(since and since > ours.started_on)
            is_new = is_new and ours.pk not in self.asked
        else:
            is_first = row.first_seen_in.published_on == self.day
            is_new = before is not None or (is_first and self.has_earlier)
            is_new = is_new and row.territory_id in self.work
        if not is_new:
            return
        reason = "built" if row.territory_id in self.work else "seat"
        self._add(Matter.NEWCOMER, row=row, mandate_before=ours, reason=reason)

    def _respelled(self) -> None:
        """Propose the spelling of the file to those we hold under an older one."""
        people = [
            (person, self.rows[key][0])
            for key, person in self.followed.items()
            if self.rows.get(key)
            and (person.last_name, person.first_name)
            != (self.rows[key][0].person.last_name, self.rows[key][0].person.first_name)
        ]
        logged: dict[int, set[tuple[str, str]]] = defaultdict(set)
        keys = [row.person_id for _person, row in people]
        for start in range(0, len(keys), 500):
            found = RegisterRespelling.objects.filter(person__in=keys[start : start + 500])
            for pk, last, first in found.values_list("person", "last_name", "first_name"):
                logged[pk].add((last, first))
        for person, row in people:
            is_old = (person.last_name, person.first_name) in logged[row.person_id]
            if is_old or (person.sort_key == row.person.sort_key and is_poorer(person, row)):
                self._add(Matter.RESPELLED, row=row, stakeholder=person, reason="respelled")

    def _add(
        self,
        matter: TurnoverLine.Matter,
        *,
        row: RegisterMandate | None,
        reason: str,
        mandate: Mandate | None = None,
        stakeholder: Stakeholder | None = None,
        mandate_before: Mandate | None = None,
    ) -> None:
        who = mandate.stakeholder if mandate else stakeholder
        place = mandate.territory if mandate else row.territory if row else None
        if place is None:
            return
        subject = f"s{who.pk}" if matter == Matter.RESPELLED and who else ""
        subject = subject or (str(mandate.pk) if mandate else f"r{row.pk if row else 0}")
        held = mandate or mandate_before
        name = who.sort_key if who else row.person.sort_key if row else ""
        self.made.append(
            TurnoverLine(
                # Keys rather than rows: setting those costs more than the comparison itself.
                edition_id=self.edition.pk,
                matter=matter,
                territory_id=place.pk,
                stakeholder_id=who.pk if who else None,
                mandate_id=held.pk if held else None,
                register_mandate_id=row.pk if row else None,
                person_id=row.person_id if row else None,
                key=f"{matter}|{subject}",
                fingerprint=fingerprint(matter, row, reason),
                evidence=evidence_of(self.day, held, row, who, reason),
                sort_key=f"{place.sort_key}|{place.pk}|{ORDER[matter]}|{name}"[:300],
            )
        )
