"""Which spelling of a person is shown when files disagree, and the log of the others.

The choice does not depend on the order in which files are loaded: between two spellings that
differ by accents only, the one with more of them; otherwise that of the latest file.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from directory.folding import fold
from directory.matching import Spelling
from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
)
from directory.names import match_key, sort_key

AT_ONCE = 2_000
NAMED = (
    *("last_name", "first_name", "sex", "match_key", "identity"),
    *("folded_last", "folded_first", "sort_key"),
)
_DIFFERING = """
    SELECT s.person_id, s.last_name, s.first_name, s.sex, s.born_on, MIN(s.line)
    FROM directory_stagedrow AS s JOIN directory_registerperson AS p ON p.id = s.person_id
    WHERE s.load_id = %s AND s.outcome = '' AND (s.last_name <> p.last_name
        OR s.first_name <> p.first_name OR s.sex <> p.sex OR s.identity <> p.identity)
    GROUP BY s.person_id, s.last_name, s.first_name, s.sex, s.born_on
    ORDER BY MIN(s.line)
"""
# Those of the range first, told apart: compared with what is shown first, they were all compared
# with each row of it.
_WRITTEN_AGAIN = """
    WITH named AS MATERIALIZED (
        SELECT id FROM directory_registerrespelling WHERE identity IN (
            SELECT identity FROM directory_stagedrow
            WHERE load_id = %s AND id > %s AND id <= %s AND outcome = ''))
    UPDATE directory_registerrespelling SET written_in_id = %s
    WHERE id IN (SELECT id FROM named)
        AND (written_in_id IS NULL OR written_in_id IN (
            SELECT id FROM directory_registeredition WHERE published_on < %s))
        AND NOT EXISTS (SELECT 1 FROM directory_registerperson AS p
            WHERE p.identity = directory_registerrespelling.identity)
"""


@dataclass(frozen=True)
class Name:
    """How a file writes a person."""

    last_name: str
    first_name: str
    sex: str
    born_on: datetime.date | None

    @property
    def folded(self) -> tuple[str, str]:
        """Return the names without accents."""
        return fold(self.last_name), fold(self.first_name)


def chosen(known: Name, met: Name, *, known_on: datetime.date | None, on: datetime.date) -> Name:
    """Return the name to show, between one last met in the file of `known_on` and one of `on`."""
    is_later = known_on is None or on > known_on
    best = known
    if known.folded == met.folded:
        best = replace(
            best,
            last_name=max(known.last_name, met.last_name, key=_richness),
            first_name=max(known.first_name, met.first_name, key=_richness),
        )
    elif is_later or (on == known_on and _full(met) > _full(known)):
        best = replace(best, last_name=met.last_name, first_name=met.first_name)
    if met.sex and met.sex != known.sex and (is_later or not known.sex):
        best = replace(best, sex=met.sex)
    if met.born_on and met.born_on != known.born_on and (is_later or not known.born_on):
        best = replace(best, born_on=met.born_on)
    return best


def _richness(text: str) -> tuple[int, str]:
    """Return what decides between two spellings of a name: accents, then letters."""
    return sum(not letter.isascii() for letter in text), text


def _full(name: Name) -> tuple[int, str]:
    return _richness(f"{name.last_name} {name.first_name}")


def respell(
    load: RegisterLoad,
    edition: RegisterEdition,
    met: dict[int, list[Name]],
    reasons: dict[int, str],
) -> set[int]:
    """Choose the spellings of some people this file writes otherwise; log those that give way.

    Returns the people whose shown name, sex or birth date changed.
    """
    people = RegisterPerson.objects.in_bulk(list(met))
    last_seen = _last_seen(met)
    better: list[tuple[RegisterPerson, Name]] = []
    for pk, names in met.items():
        person = people[pk]
        known_on, _last_edition = last_seen.get(pk, (None, edition.pk))
        best = known = name_of(person)
        for name in names:
            best = chosen(best, name, known_on=known_on, on=load.published_on)
        if best != known:
            better.append((person, best))
    replaced = save(better)
    log = []
    for person, _best in better:
        old = replaced.get(person.pk)
        if old is not None and old.identity != person.identity:
            reason = reasons.get(person.pk, RegisterRespelling.Reason.SAME_BODY)
            entry = logged(replace(old, reason=reason), person.pk, edition)
            entry.written_in_id = last_seen.get(person.pk, (None, edition.pk))[1]
            log.append(entry)
    _give_way_again(log)
    keep(log)
    return set(replaced)


def _give_way_again(log: Sequence[RegisterRespelling]) -> None:
    """Of a spelling that was shown, gave way, was shown again and gives way: keep both days."""
    for some in batched(log, AT_ONCE, strict=False):
        by_identity = {entry.identity: entry for entry in some}
        known = RegisterRespelling.objects.filter(identity__in=by_identity)
        rows = list(known.select_related("written_in"))
        for row in rows:
            if row.written_in is not None:
                row.written_until = [*row.written_until, row.written_in.published_on.isoformat()]
            row.written_in_id = by_identity[row.identity].written_in_id
        RegisterRespelling.objects.bulk_update(rows, ["written_until", "written_in"])


def keep_met(
    edition: RegisterEdition,
    matched: Sequence[tuple[Spelling, int]],
    united: Sequence[tuple[Spelling, str]],
) -> None:
    """Log the spellings under which people were recognised; none of them is one that is shown."""
    log = [logged(spelling, person, edition) for spelling, person in matched]
    keep(log + _logged_united(united, edition))
    mine = RegisterRespelling.objects.filter(edition=edition)
    shown = RegisterPerson.objects.filter(identity=OuterRef("identity"))
    mine.filter(Exists(shown)).delete()


def _last_seen(people: Iterable[int]) -> dict[int, tuple[datetime.date, int]]:
    """Return the day and the key of the latest file that named each person until now."""
    mandates = RegisterMandate.objects.filter(person__in=list(people)).order_by()
    last = "cohort__last_seen_in"
    seen = mandates.values_list("person", f"{last}__published_on", last)
    found: dict[int, tuple[datetime.date, int]] = {}
    for person, day, edition in seen:
        found[person] = max(found.get(person, (day, edition)), (day, edition))
    return found


def write_again(
    cursor: Any, load: RegisterLoad, edition: RegisterEdition, low: int, high: int
) -> None:
    """Keep the latest file that wrote each of the other spellings, for a range of its rows.

    A spelling that is shown again keeps the day at which it gave way: it is no other one now.
    """
    if RegisterRespelling.objects.exists():
        cursor.execute(_WRITTEN_AGAIN, [load.pk, low, high, edition.pk, edition.published_on])


def keep(log: list[RegisterRespelling]) -> None:
    """Store the spellings that are not the one shown."""
    for some in batched(log, AT_ONCE, strict=False):
        identities = [entry.identity for entry in some]
        shown = RegisterPerson.objects.filter(identity__in=identities)
        known = set(shown.values_list("identity", flat=True))
        others = [entry for entry in some if entry.identity not in known]
        RegisterRespelling.objects.bulk_create(others, ignore_conflicts=True)


def names_met(load: RegisterLoad) -> dict[int, list[Name]]:
    """Return how the file writes the people it does not write as they are shown."""
    found: dict[int, list[Name]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING, [load.pk])
        for person, last_name, first_name, sex, born_on, _line in cursor.fetchall():
            name = Name(last_name, first_name, sex, _day(born_on))
            found.setdefault(person, []).append(name)
    return found


def _day(value: Any) -> datetime.date | None:
    """Return a date that SQLite gives as text."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def name_of(person: RegisterPerson) -> Name:
    """Return how a person is shown."""
    return Name(person.last_name, person.first_name, person.sex, person.born_on)


def save(better: Sequence[tuple[RegisterPerson, Name]]) -> dict[int, Spelling]:
    """Give people the names chosen for them; return the spellings they replace, by person.

    Two people never come to share an identity: whoever would keeps their name.
    """
    wanted = [_identity(person, best) for person, best in better]
    held: set[str] = set()
    for some in batched(wanted, AT_ONCE, strict=False):
        taken = RegisterPerson.objects.filter(identity__in=some)
        held |= set(taken.values_list("identity", flat=True))
    replaced: dict[int, Spelling] = {}
    rows = []
    for (person, best), identity in zip(better, wanted, strict=True):
        if identity != person.identity and identity in held:
            continue
        held.discard(person.identity)
        held.add(identity)
        replaced[person.pk] = Spelling(person.identity, person.last_name, person.first_name, "")
        _rename(person, best, identity)
        names = (getattr(person, column) for column in NAMED)
        born = connection.ops.adapt_datefield_value(person.born_on)
        rows.append([born, *names, person.pk])
    with connection.cursor() as cursor:
        said = ", ".join(f"{column} = %s" for column in ("born_on", *NAMED))
        cursor.executemany(f"UPDATE directory_registerperson SET {said} WHERE id = %s", rows)  # noqa: S608
    return replaced


def _identity(person: RegisterPerson, best: Name) -> str:
    last, first = best.folded
    return f"{last}|{first}|{best.born_on}" if best.born_on else person.identity


def _rename(person: RegisterPerson, best: Name, identity: str) -> None:
    person.last_name, person.first_name, person.sex = best.last_name, best.first_name, best.sex
    person.born_on = best.born_on
    person.match_key = match_key(best.first_name, best.born_on)
    person.identity = identity
    person.folded_last, person.folded_first = best.folded
    person.sort_key = sort_key(best.last_name, best.first_name)


def logged(spelling: Spelling, person: int, edition: RegisterEdition) -> RegisterRespelling:
    """Return the entry of a spelling of somebody, not stored yet."""
    return RegisterRespelling(
        person_id=person,
        identity=spelling.identity,
        last_name=spelling.last_name,
        first_name=spelling.first_name,
        reason=spelling.reason,
        edition_id=edition.pk,
        written_in_id=edition.pk,
    )


def _logged_united(
    united: Sequence[tuple[Spelling, str]], edition: RegisterEdition
) -> list[RegisterRespelling]:
    people: dict[str, int] = {}
    kept = sorted({identity for _spelling, identity in united})
    for some in batched(kept, AT_ONCE, strict=False):
        found = RegisterPerson.objects.filter(identity__in=some)
        people |= dict(found.values_list("identity", "pk"))
    return [
        logged(spelling, people[identity], edition)
        for spelling, identity in united
        if identity in people
    ]
