"""Who is who: the people of a staged file among those the register knows.

A name is not an identity, nor is a name with a birth date. The same person is

- whoever has the same surname, given names and birth date, or was once met under that spelling;
- in the same body, whoever has two of surname, given names and birth date in common;
- anywhere, whoever has the same birth date, the same first given name and a word of the surname.

What would be the same person twice in one file, or two people at once, is left apart.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection

from directory import sightings
from directory.models import (
    RegisterDoubt,
    RegisterLoad,
    RegisterMandate,
    RegisterRespelling,
    SeatKind,
)
from directory.names import surname_tokens

R = RegisterRespelling.Reason
D = RegisterDoubt.Reason
# Years between two birth dates that are a parent and a child rather than a typing error.
GENERATION = 15
AT_ONCE = 400
STRONG, BODY, ELSEWHERE = 3, 2, 1

_EXACT = """
    UPDATE directory_stagedrow SET person_id = p.id FROM directory_registerperson AS p
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.id > %s
        AND directory_stagedrow.id <= %s AND directory_stagedrow.outcome = ''
        AND directory_stagedrow.person_id IS NULL AND p.identity = directory_stagedrow.identity
"""
_RESPELT = """
    UPDATE directory_stagedrow SET person_id = r.person_id FROM directory_registerrespelling AS r
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.id > %s
        AND directory_stagedrow.id <= %s AND directory_stagedrow.outcome = ''
        AND directory_stagedrow.person_id IS NULL AND r.identity = directory_stagedrow.identity
"""
# Among those who were there before: the other people of the file are not looked at here.
_SAME_BODY = """
    SELECT DISTINCT s.identity, s.last_name, s.first_name, s.folded_last, s.folded_first,
        s.match_key, s.born_on, p.id, p.folded_last, p.folded_first, p.match_key, p.born_on
    FROM directory_stagedrow AS s
    JOIN directory_registermandate AS m ON m.territory_id = s.territory_id
        AND m.kind IN (%s, %s)
    JOIN directory_registerperson AS p ON p.id = m.person_id
    WHERE s.load_id = %s AND p.id < %s AND s.outcome = '' AND s.person_id IS NULL AND (
        (p.folded_last = s.folded_last AND p.folded_first = s.folded_first)
        OR (p.born_on = s.born_on
            AND (p.folded_last = s.folded_last OR p.folded_first = s.folded_first))
        OR (p.match_key = s.match_key AND s.match_key <> ''))
"""
_ELSEWHERE = """
    SELECT DISTINCT s.identity, s.last_name, s.first_name, s.folded_last, s.folded_first,
        s.match_key, s.born_on, p.id, p.folded_last, p.folded_first, p.match_key, p.born_on
    FROM directory_stagedrow AS s
    JOIN directory_registerperson AS p ON p.match_key = s.match_key
    WHERE s.load_id = %s AND p.id < %s AND s.outcome = '' AND s.person_id IS NULL
        AND s.match_key <> ''
"""
# Two names that agree, one of them without a birth date: the same sort key, and then the same
# names. The empty match key says that there is none; both columns have an index.
_UNDATED_KNOWN = """
    SELECT DISTINCT s.identity, p.id FROM directory_stagedrow AS s
    JOIN directory_registerperson AS p ON p.match_key = '' AND p.sort_key = s.sort_key
        AND p.folded_last = s.folded_last AND p.folded_first = s.folded_first
    WHERE s.load_id = %s AND p.id < %s AND s.outcome = '' AND s.person_id IS NULL
"""
_UNDATED_ROWS = """
    SELECT DISTINCT s.identity, p.id FROM directory_stagedrow AS s
    JOIN directory_registerperson AS p ON p.sort_key = s.sort_key
        AND p.folded_last = s.folded_last AND p.folded_first = s.folded_first
    WHERE s.load_id = %s AND p.id < %s AND s.outcome = '' AND s.person_id IS NULL
        AND s.match_key = ''
"""
_TWICE_IN_A_BODY = """
    SELECT s.match_key, s.territory_id, s.identity, s.folded_last, s.last_name, s.first_name,
        s.person_id, MIN(s.line)
    FROM directory_stagedrow AS s
    JOIN (SELECT match_key, territory_id FROM directory_stagedrow
        WHERE load_id = %s AND outcome = '' AND match_key <> ''
        GROUP BY match_key, territory_id HAVING MIN(identity) <> MAX(identity)) AS twice
        ON twice.match_key = s.match_key AND twice.territory_id = s.territory_id
    WHERE s.load_id = %s AND s.outcome = ''
    GROUP BY s.match_key, s.territory_id, s.identity, s.folded_last, s.last_name, s.first_name,
        s.person_id
    ORDER BY s.match_key, s.territory_id, MIN(s.line)
"""


@dataclass(frozen=True)
class Spelling:
    """Another spelling of somebody: the identity it gives, its names, why it is the same person."""

    identity: str
    last_name: str
    first_name: str
    reason: str


@dataclass(frozen=True)
class _Claim:
    """A staged identity that may be a known person, and how sure that is."""

    spelling: Spelling
    person: int
    score: int


@dataclass(frozen=True)
class Matched:
    """The new spellings met, each with its person; the identities that may be somebody known."""

    spellings: list[tuple[Spelling, int]]
    doubts: dict[tuple[str, int], str]


def match_exactly(cursor: Any, load: RegisterLoad, low: int, high: int) -> None:
    """Give a range of the staged rows the people known under their very spelling."""
    cursor.execute(_EXACT, [load.pk, low, high])
    cursor.execute(_RESPELT, [load.pk, low, high])


def match_new(cursor: Any, load: RegisterLoad, low: int, high: int) -> None:
    """Give a range of the staged rows the people that were just made of them."""
    cursor.execute(_EXACT, [load.pk, low, high])


def recognise(load: RegisterLoad) -> Matched:
    """Return who the rows that are left without a person are about, and who they may be.

    What then remains without a person is new. A name alone decides nothing: it leaves a doubt.
    Nothing is written: see `give`.
    """
    with connection.cursor() as cursor:
        doubts: dict[tuple[str, int], str] = {}
        claims = list(_claims(cursor, load, doubts))
        undated: dict[tuple[str, int], str] = {}
        for statement in (_UNDATED_KNOWN, _UNDATED_ROWS):
            cursor.execute(statement, [load.pk, load.first_person])
            undated |= dict.fromkeys(rows_of(cursor), D.NO_BIRTH_DATE)
        people = {claim.person for claim in claims} | {pair[1] for pair in (*doubts, *undated)}
        taken = _taken(cursor, load, people) | _seen(load, people)
    found = _resolve(claims, taken)
    known = {spelling.identity for spelling, _person in found}
    doubts |= undated
    doubts |= {(claim.spelling.identity, claim.person): D.RIVALS for claim in claims}
    taken |= {person for _spelling, person in found}
    left = {
        pair: why for pair, why in doubts.items() if pair[0] not in known and pair[1] not in taken
    }
    return Matched(found, left)


def give(cursor: Any, load: RegisterLoad, found: Sequence[tuple[Spelling, int]]) -> None:
    """Give the staged rows the people who were recognised in them."""
    people = {spelling.identity: person for spelling, person in found}
    rows = [(people[identity], pk) for pk, identity in _staged(cursor, load, people)]
    cursor.executemany("UPDATE directory_stagedrow SET person_id = %s WHERE id = %s", rows)


def _staged(cursor: Any, load: RegisterLoad, identities: Container[str]) -> list[tuple[int, str]]:
    """Return the staged rows of some identities: their keys, read through once."""
    cursor.execute(
        "SELECT id, identity FROM directory_stagedrow WHERE load_id = %s AND identity <> ''",
        [load.pk],
    )
    return [(pk, identity) for pk, identity in rows_of(cursor) if identity in identities]


def within(load: RegisterLoad) -> list[tuple[Spelling, str, int | None]]:
    """Return the spellings that are another's in one body of this file: one person.

    Same birth date, same first given name, a word of the surname in common. Each comes with the
    identity that is kept, and the person it is about when the register knows them.
    """
    united: dict[str, tuple[Spelling, str, int | None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TWICE_IN_A_BODY, [load.pk, load.pk])
        groups: dict[Any, list[Any]] = defaultdict(list)
        for row in rows_of(cursor):
            groups[row[0], row[1]].append(row)
    for rows in groups.values():
        # A spelling the register knows is kept before one it does not.
        rows.sort(key=lambda row: (row[6] is None, row[7]))
        kept, person = rows[0][2], rows[0][6]
        while kept in united:
            _spelling, kept, person = united[kept]
        for row in rows[1:]:
            shared = surname_tokens(row[3]) & surname_tokens(rows[0][3])
            if row[6] is None and shared and row[2] != kept and row[2] not in united:
                spelling = Spelling(row[2], row[4], row[5], R.SHARED_SURNAME)
                united[row[2]] = spelling, kept, person
    return [(one[0], *_last_kept(united, one)) for one in united.values()]


def _last_kept(united: dict[str, Any], one: Any) -> tuple[str, int | None]:
    """Return the identity kept in the end, when the one that was kept gave way in its turn."""
    while one[1] in united:
        one = united[one[1]]
    return one[1], one[2]


def unite(
    cursor: Any, load: RegisterLoad, united: Sequence[tuple[Spelling, str, int | None]]
) -> None:
    """Give the staged rows of these spellings the identity that is kept, and its person."""
    into = {spelling.identity: (kept, person) for spelling, kept, person in united}
    rows = [(*into[identity], pk) for pk, identity in _staged(cursor, load, into)]
    cursor.executemany(
        "UPDATE directory_stagedrow SET identity = %s, person_id = %s WHERE id = %s", rows
    )


def _claims(
    cursor: Any, load: RegisterLoad, doubts: dict[tuple[str, int], str]
) -> Iterator[_Claim]:
    """Yield who the rows may be; who only has their name goes to the doubts."""
    municipal = (SeatKind.MAYOR, SeatKind.MUNICIPAL)
    first, second = municipal if load.kind in municipal else (load.kind, load.kind)
    cursor.execute(_SAME_BODY, [first, second, load.pk, load.first_person])
    for row in rows_of(cursor):
        claim = _claim(row, in_body=True)
        if claim is not None:
            yield claim
        elif row[3:5] == row[8:10]:
            doubts[row[0], row[7]] = D.SAME_NAME
    cursor.execute(_ELSEWHERE, [load.pk, load.first_person])
    yield from filter(None, (_claim(row, in_body=False) for row in rows_of(cursor)))


def rows_of(cursor: Any) -> Iterator[Any]:
    """Yield the rows of a query without holding them all."""
    while rows := cursor.fetchmany(2_000):
        yield from rows


def _claim(row: Any, *, in_body: bool) -> _Claim | None:
    (
        identity,
        last_name,
        first_name,
        last,
        first,
        key,
        born,
        person,
        p_last,
        p_first,
        p_key,
        p_born,
    ) = row
    shares = key and key == p_key and surname_tokens(last) & surname_tokens(p_last)
    if shares:
        score = STRONG if in_body else ELSEWHERE
    elif in_body and _two_of_three((last, first, born), (p_last, p_first, p_born)):
        score = BODY
    else:
        return None
    reason = R.SAME_BODY if in_body else R.SHARED_SURNAME
    return _Claim(Spelling(identity, last_name, first_name, reason), person, score)


def _two_of_three(one: tuple[str, str, Any], other: tuple[str, str, Any]) -> bool:
    same_last, same_first = one[0] == other[0], one[1] == other[1]
    if one[2] and one[2] == other[2]:
        return same_last or same_first
    return same_last and same_first and not _a_generation_apart(one[2], other[2])


def _a_generation_apart(one: Any, other: Any) -> bool:
    """Tell a parent from a child: far apart, and not even born on the same day of the year."""
    if not one or not other:
        return False
    one, other = str(one), str(other)
    return abs(int(one[:4]) - int(other[:4])) >= GENERATION and one[4:] != other[4:]


def _taken(cursor: Any, load: RegisterLoad, people: set[int]) -> set[int]:
    """Return those of these people whom this file names under the spelling the register knows."""
    cursor.execute(
        "SELECT person_id FROM directory_stagedrow WHERE load_id = %s AND person_id IS NOT NULL",
        [load.pk],
    )
    return {row[0] for row in rows_of(cursor) if row[0] in people}


def _seen(load: RegisterLoad, people: set[int]) -> set[int]:
    """Return those of these people whose rows the register knows word for word."""
    owners: dict[int, int] = {}
    for some in batched(sorted(people), AT_ONCE, strict=False):
        mandates = RegisterMandate.objects.filter(kind=load.kind, person__in=some).order_by()
        owners |= dict(mandates.values_list("pk", "person"))
    return {owners[mandate] for mandate in sightings.lines_of(load, owners)}


def _resolve(claims: Iterable[_Claim], taken: set[int]) -> list[tuple[Spelling, int]]:
    """Keep the claims without doubt: one person per spelling, and one spelling per weak claim."""
    best: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.person in taken and claim.score != STRONG:
            continue
        rivals = best[claim.spelling.identity]
        if rivals and claim.score < rivals[0].score:
            continue
        if rivals and claim.score > rivals[0].score:
            rivals.clear()
        rivals.append(claim)
    sure = [rivals[0] for rivals in best.values() if len({c.person for c in rivals}) == 1]
    weak: dict[int, int] = defaultdict(int)
    for claim in sure:
        weak[claim.person] += claim.score == BODY
    return [
        (claim.spelling, claim.person)
        for claim in sure
        if claim.score != BODY or weak[claim.person] == 1
    ]
