"""What changed between two files of the register of one kind: who stayed, left, came.

One line per person and body (a department for its councillors, a commune for its mayor). A name
is not an identity: whoever only changed spelling stayed. What may be one person or two is asked.

What a file wrote is told from what the base keeps: the mandates it named (`named_on`), and how it
spelt a person (`RegisterRespelling.written_in`). Not kept: the district or function of a row before
a later file corrected it.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterGap,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    Territory,
)


class Outcome(models.TextChoices):
    """What became of a person in a body between two files."""

    SAME = "same", _("still there")
    RESPELLED = "respelled", _("same person, name changed")
    GONE = "gone", _("no longer there")
    NEW = "new", _("new")
    TO_CHECK = "to_check", _("to check")


@dataclass(frozen=True)
class Evidence:
    """What a file said of somebody in a body: how it spelt them, the rows it gave them."""

    edition: RegisterEdition
    person: RegisterPerson
    last_name: str
    first_name: str
    mandates: tuple[RegisterMandate, ...]


@dataclass(frozen=True)
class Change:
    """What became of one person in one body, with what each of the two files said.

    `before` is None for who is new, `after` for who is gone. TO_CHECK has both, of two people the
    register keeps apart, and `doubt` says why they may be one. `is_body_missing`: the later file
    names nobody at all in that body, so that its absence says nothing (an incomplete file).
    """

    outcome: Outcome
    territory: Territory
    before: Evidence | None
    after: Evidence | None
    doubt: RegisterDoubt | None = None
    is_body_missing: bool = False

    @property
    def person(self) -> RegisterPerson:
        """Return who it is about: as the later file knows them, else the earlier."""
        evidence = self.after or self.before
        assert evidence is not None  # noqa: S101 - one of the two named them
        return evidence.person


@dataclass(frozen=True)
class Turnover:
    """All that changed between two files, body by body."""

    kind: str
    earlier: RegisterEdition
    later: RegisterEdition
    changes: list[Change]

    def of(self, outcome: Outcome) -> list[Change]:
        """Return the changes of that kind."""
        return [change for change in self.changes if change.outcome == outcome]

    @property
    def counts(self) -> dict[Outcome, int]:
        """Return how many of each, none left out."""
        found = Counter(change.outcome for change in self.changes)
        return {outcome: found[outcome] for outcome in Outcome}


def compare(
    kind: str,
    earlier: RegisterEdition,
    later: RegisterEdition,
    territory: Territory | None = None,
    *,
    people: Collection[int] | None = None,
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> Turnover:
    """Return what changed between two editions of a kind.

    In one territory, or for some people (their keys), or everywhere; only the `outcomes` asked
    for are read whole. Nothing is written.
    """
    found = [
        one for one in _verdicts(kind, earlier, later, territory, people) if one.outcome in outcomes
    ]
    return Turnover(kind, earlier, later, _Reader(kind, earlier, later).changes(found))


def count(kind: str, earlier: RegisterEdition, later: RegisterEdition) -> dict[Outcome, int]:
    """Return how many of each outcome, without reading people: for a whole national file."""
    found = Counter(one.outcome for one in _verdicts(kind, earlier, later, None, None))
    return {outcome: found[outcome] for outcome in Outcome}


def named_on(edition: RegisterEdition) -> Q:
    """Return the condition of the mandates that the files of that kind and day named."""
    day = edition.published_on
    absent = RegisterGap.objects.filter(mandate=OuterRef("pk"), published_on=day)
    return Q(
        ~Exists(absent),
        kind=edition.kind,
        first_seen_in__published_on__lte=day,
        cohort__last_seen_in__published_on__gte=day,
    )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """An outcome by keys alone."""

    outcome: Outcome
    territory: int
    before: int | None
    after: int | None
    doubt: int | None = None
    is_body_missing: bool = False


def _verdicts(
    kind: str,
    earlier: RegisterEdition,
    later: RegisterEdition,
    territory: Territory | None,
    people: Collection[int] | None,
) -> Iterator[_Verdict]:
    """Yield each outcome; who is gone and who is new come last, once compared with each other."""
    gone: list[_Verdict] = []
    new: list[_Verdict] = []
    spellings = _Spellings(earlier, later)
    rows = _rows(kind, earlier, later, territory, _with_doubted(people))
    for place, body in groupby(rows, key=lambda row: row[0]):
        seen = _seen(body)
        is_missing = not any(after for _before, after in seen.values())
        for person, (before, after) in seen.items():
            if before and after:
                is_same = spellings.are_the_same(person)
                outcome = Outcome.SAME if is_same else Outcome.RESPELLED
                if people is None or person in people:
                    yield _Verdict(outcome, place, person, person)
            elif before:
                gone.append(_Verdict(Outcome.GONE, place, person, None, is_body_missing=is_missing))
            else:
                new.append(_Verdict(Outcome.NEW, place, None, person))
    for one in _doubted(gone, new):
        if people is None or one.before in people or one.after in people:
            yield one


def _rows(
    kind: str,
    earlier: RegisterEdition,
    later: RegisterEdition,
    territory: Territory | None,
    people: Collection[int] | None,
) -> Iterable[tuple[int, int, bool, bool]]:
    """Return body, person, whether the earlier and the later file named the mandate."""
    mandates = RegisterMandate.objects.filter(kind=kind)
    if territory is not None:
        mandates = mandates.filter(territory=territory)
    if people is not None:
        # The whole of their bodies: only then can a missing body be told from a departure.
        bodies = RegisterMandate.objects.filter(kind=kind, person__in=people).values("territory")
        mandates = mandates.filter(territory__in=bodies)
    absent = RegisterGap.objects.filter(mandate__kind=kind)
    gaps = {
        day: set(absent.filter(published_on=day).values_list("mandate", flat=True))
        for day in (earlier.published_on, later.published_on)
    }
    days = dict(RegisterEdition.objects.filter(kind=kind).values_list("pk", "published_on"))
    found = mandates.order_by("territory", "person", "pk").values_list(
        "pk", "territory", "person", "first_seen_in", "cohort__last_seen_in"
    )
    for pk, place, person, first, last in found.iterator(chunk_size=10_000):
        named = [
            days[first] <= day <= days[last] and pk not in gaps[day]
            for day in (earlier.published_on, later.published_on)
        ]
        if any(named):
            yield place, person, named[0], named[1]


def _seen(body: Iterable[tuple[int, int, bool, bool]]) -> dict[int, tuple[bool, bool]]:
    """Return for each person of a body whether each of the two files named them."""
    seen: dict[int, tuple[bool, bool]] = {}
    for _place, person, before, after in body:
        was, is_now = seen.get(person, (False, False))
        seen[person] = (was or before, is_now or after)
    return seen


def _with_doubted(people: Collection[int] | None) -> Collection[int] | None:
    """Return the people, and those they may be."""
    if people is None:
        return None
    asked = Q(person__in=people) | Q(other__in=people)
    pairs = RegisterDoubt.objects.filter(asked).values_list("person", "other")
    return {*people, *(person for pair in pairs for person in pair)}


def _doubted(gone: list[_Verdict], new: list[_Verdict]) -> Iterator[_Verdict]:
    """Yield departures and arrivals, those that may be one person as one line to check."""
    doubts: dict[tuple[int, int], int] = {}
    for person, other, pk in RegisterDoubt.objects.values_list("person", "other", "pk"):
        doubts[person, other] = doubts[other, person] = pk
    came = {one.after: one for one in new if one.after}
    partners: dict[int, list[int]] = defaultdict(list)
    for known, candidate in doubts:
        if candidate in came:
            partners[known].append(candidate)
    for left in gone:
        before = left.before or 0
        other = next((pk for pk in partners.get(before, ()) if pk in came), 0)
        if not other:
            yield left
            continue
        place = came.pop(other).territory
        yield _Verdict(Outcome.TO_CHECK, place, before, other, doubt=doubts[before, other])
    yield from (arrived for arrived in new if arrived.after in came)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Files from a day to another wrote a person so: a respelling, by its key."""

    until: datetime.date
    pk: int
    since: datetime.date
    identity: str


@dataclass
class _Spellings:
    """How people were spelt in two files, for those who were ever spelt otherwise."""

    earlier: RegisterEdition
    later: RegisterEdition
    _others: dict[int, list[_Stretch]] = field(init=False)
    _shown: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self._others = defaultdict(list)
        self._shown = {}
        logged = RegisterRespelling.objects.values_list(
            *("person", "person__identity", "pk", "identity", "written_until"),
            *("written_in__published_on", "edition__published_on"),
        )
        for person, shown, pk, identity, earlier, written, noticed in logged:
            self._shown[person] = shown
            # Before it was kept, only that another file noticed the change afterwards.
            last = written or noticed - datetime.timedelta(days=1)
            for until in (*map(datetime.date.fromisoformat, earlier), last):
                # Noticed in a file that wrote it so, it says nothing of the files before.
                since = noticed if noticed <= until else datetime.date.min
                self._others[person].append(_Stretch(until, pk, since, identity))
        for others in self._others.values():
            others.sort(key=lambda one: (one.until, one.pk))

    def are_the_same(self, person: int) -> bool:
        """Tell whether both files wrote the person alike."""
        days = (self.earlier.published_on, self.later.published_on)
        before, after = (self._stretch(person, day) for day in days)
        shown = self._shown.get(person, "")
        return (before.identity if before else shown) == (after.identity if after else shown)

    def before(self, person: int) -> int:
        """Return the respelling that the earlier file wrote; 0 for the name shown."""
        return self._at(person, self.earlier.published_on)

    def after(self, person: int) -> int:
        """Return the respelling that the later file wrote; 0 for the name shown."""
        return self._at(person, self.later.published_on)

    def _at(self, person: int, day: datetime.date) -> int:
        found = self._stretch(person, day)
        return found.pk if found else 0

    def _stretch(self, person: int, day: datetime.date) -> _Stretch | None:
        others = self._others.get(person, ())
        return next((one for one in others if one.since <= day <= one.until), None)


class _Reader:
    """Reads the people and rows behind the outcomes."""

    def __init__(self, kind: str, earlier: RegisterEdition, later: RegisterEdition) -> None:
        self.kind, self.earlier, self.later = kind, earlier, later
        self.spellings = _Spellings(earlier, later)

    def changes(self, verdicts: list[_Verdict]) -> list[Change]:
        """Return the outcomes with their evidence, body by body in the order of names."""
        keys = {key for one in verdicts for key in (one.before, one.after) if key}
        self.people = _in_bulk(RegisterPerson.objects.all(), keys)
        self.rows = {
            edition.pk: self._rows(edition, keys) for edition in (self.earlier, self.later)
        }
        logged = {
            pk
            for key in keys
            for pk in (self.spellings.before(key), self.spellings.after(key))
            if pk
        }
        self.respellings = _in_bulk(RegisterRespelling.objects.all(), logged)
        doubts = _in_bulk(RegisterDoubt.objects.all(), {one.doubt for one in verdicts if one.doubt})
        places = _in_bulk(Territory.objects.all(), {one.territory for one in verdicts})
        changes = [
            Change(
                outcome=one.outcome,
                territory=places[one.territory],
                before=self._evidence(self.earlier, one.before, self.spellings.before, one),
                after=self._evidence(self.later, one.after, self.spellings.after, one),
                doubt=doubts.get(one.doubt or 0),
                is_body_missing=one.is_body_missing,
            )
            for one in verdicts
        ]
        changes.sort(
            key=lambda one: (one.territory.sort_key, one.territory.pk, one.person.sort_key)
        )
        return changes

    def _rows(
        self, edition: RegisterEdition, people: Collection[int]
    ) -> dict[int, list[RegisterMandate]]:
        found: dict[int, list[RegisterMandate]] = defaultdict(list)
        named = RegisterMandate.objects.filter(named_on(edition))
        related = named.select_related("territory", "first_seen_in", "cohort__last_seen_in")
        for some in _some(people):
            for mandate in related.filter(person__in=some).order_by("pk"):
                found[mandate.person_id].append(mandate)
        return found

    def _evidence(
        self, edition: RegisterEdition, person: int | None, spelt: Any, verdict: _Verdict
    ) -> Evidence | None:
        if person is None:
            return None
        written = self.respellings.get(spelt(person)) or self.people[person]
        rows = self.rows[edition.pk].get(person, [])
        inside = tuple(row for row in rows if row.territory_id == verdict.territory)
        return Evidence(
            edition=edition,
            person=self.people[person],
            last_name=written.last_name,
            first_name=written.first_name,
            mandates=inside or tuple(rows),
        )


def _some(keys: Collection[int]) -> Iterator[list[int]]:
    """Yield the keys a few hundred at a time: an engine takes only so many in one question."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), 900):
        yield ordered[start : start + 900]


def _in_bulk(rows: Any, keys: Collection[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in _some(keys):
        found |= rows.in_bulk(some)
    return found
