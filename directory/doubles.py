"""Rows of one first file that are about one person: told by their identity, or respelt in a body.

Every row of a first file is a person of its own until then. Whoever is the same is united, some
hundreds at a time, each time in one transaction: the first row's person is kept, the others give
it their mandates, and a row that repeats another is refused. What is done is not found again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from directory import respelling, search_text, sightings
from directory.loads import Work
from directory.matching import Spelling
from directory.models import (
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
)
from directory.names import surname_tokens
from directory.staging import COLUMNS, refused, repeats
from directory.staging import write as write_staged

AT_ONCE = 500
_SHARED_IDENTITIES = """
    SELECT identity FROM directory_registerperson GROUP BY identity HAVING COUNT(*) > 1
"""
_IDENTITIES = "SELECT identity, id FROM directory_registerperson WHERE id {among} ORDER BY id"
_OF_IDENTITIES = """
    SELECT identity, id FROM directory_registerperson WHERE identity {among} ORDER BY id
"""
# Those of the file who share with a row to be compared what `matching` goes by.
_ALSO_COMPARED = """
    SELECT id FROM directory_registerperson WHERE id >= %s AND match_key <> '' AND match_key IN (
        SELECT match_key FROM directory_stagedrow WHERE load_id = %s AND outcome = '')
    UNION SELECT id FROM directory_registerperson WHERE id >= %s AND identity IN (
        SELECT identity FROM directory_stagedrow
        WHERE load_id = %s AND outcome = '' AND match_key = '')
"""
_STAGED_AGAIN = f"""
    INSERT INTO directory_stagedrow ({", ".join(COLUMNS)})
    SELECT %s, m.id - %s, '', '', p.last_name, p.first_name, p.sex, p.born_on, p.identity,
        p.folded_last, p.folded_first, p.match_key, p.sort_key, '', '', '', m.territory_id,
        m.district, m.district_code, m.function, m.started_on, m.function_started_on, m.key,
        m.search_words, m.digest
    FROM directory_registermandate AS m JOIN directory_registerperson AS p ON p.id = m.person_id
    WHERE p.id {{among}}
"""  # noqa: S608 - no value of a user
_KEYS = (
    "SELECT DISTINCT match_key FROM directory_registerperson WHERE id {among} AND match_key <> ''"
)
_SHARED_KEYS = """
    SELECT DISTINCT match_key FROM (
        SELECT p.match_key FROM directory_registerperson AS p
        JOIN directory_registermandate AS m ON m.person_id = p.id
        WHERE p.match_key <> '' AND p.id >= %s
        GROUP BY p.match_key, m.territory_id HAVING MIN(p.id) <> MAX(p.id)) AS shared
"""
_OF_KEYS = """
    SELECT p.match_key, m.territory_id, p.id, MIN(m.id) FROM directory_registerperson AS p
    JOIN directory_registermandate AS m ON m.person_id = p.id WHERE p.match_key {among}
        AND p.id >= %s GROUP BY p.match_key, m.territory_id, p.id ORDER BY MIN(m.id)
"""
R = RegisterRespelling.Reason


def suspected(same: list[int], alike: list[int]) -> dict[str, Any]:
    """Return what is kept of the people who may be another one until they are compared.

    Those of one body by their key: some of them are united by their identity before that.
    """
    with connection.cursor() as cursor:
        keys = sorted(row[0] for row in _found(cursor, _KEYS, alike))
    return {"same": same, "keys": keys}


def take_back(work: Work) -> None:
    """Stage the rows of people who may be one with a row that is to be compared."""
    if work.progress["phase"] != "people":
        return
    load = work.load
    with connection.cursor() as cursor:
        cursor.execute(_ALSO_COMPARED, [load.first_person, load.pk] * 2)
        found = sorted(row[0] for row in cursor.fetchall())
    statement = _STAGED_AGAIN.format(among=sightings.among())
    for some in map(list, batched(found, AT_ONCE, strict=False)):
        with work.step(_("Comparing the rows with each other")) as cursor:
            values = load.pk, work.progress["mandates"], sightings.values(some)
            cursor.execute(statement, values)
            RegisterMandate.objects.filter(person__in=some).delete()
            RegisterPerson.objects.filter(pk__in=some).delete()


def unite_same(work: Work) -> None:
    """Unite the rows that have one identity: surname, given names and birth date."""
    if work.progress["phase"] != "people":
        return
    with connection.cursor() as cursor:
        suspects = work.load.findings.get("same")
        if suspects is None:
            cursor.execute(_SHARED_IDENTITIES)
            shared = [row[0] for row in cursor.fetchall()]
            found = _found(cursor, _OF_IDENTITIES, shared)
        else:
            found = _found(cursor, _IDENTITIES, suspects)
        groups: dict[str, list[int]] = defaultdict(list)
        for identity, pk in found:
            groups[identity].append(pk)
    _unite(work, [_Same(pks) for pks in groups.values() if len(pks) > 1])
    with work.step(_("Comparing the rows with each other"), phase="bodies"):
        pass


def unite_respelt(work: Work) -> None:
    """Unite two spellings of one person in one body.

    Same birth date, same first given name, a word of the surname in common.
    """
    if work.progress["phase"] != "bodies":
        return
    with connection.cursor() as cursor:
        keys, first = work.load.findings.get("keys"), work.load.first_person
        if keys is None:
            cursor.execute(_SHARED_KEYS, [first])
            keys = [row[0] for row in cursor.fetchall()]
        bodies: dict[tuple[str, int], list[int]] = defaultdict(list)
        for key, territory, pk, _first in _found(cursor, _OF_KEYS, keys, first):
            bodies[key, territory].append(pk)
    groups = _respelt([pks for pks in bodies.values() if len(pks) > 1])
    with work.step(_("Comparing the rows with each other")):
        united = [pk for group in groups for pk in group.people[1:]]
        work.load.findings.setdefault("respelt", united)
        work.load.save(update_fields=["findings"])
    _unite(work, groups)
    with work.step(_("Comparing the rows with each other"), phase="finish"):
        pass


@dataclass
class _Same:
    """People who are one, the first to be kept; the spellings that gave way in their body."""

    people: list[int]
    is_respelt: bool = False


def _found(cursor: Any, statement: str, values: list[Any], *others: Any) -> Iterator[Any]:
    if values:
        wanted = sightings.values(values)
        cursor.execute(statement.format(among=sightings.among()), [wanted, *others])
        yield from cursor.fetchall()


def _respelt(bodies: list[list[int]]) -> list[_Same]:
    """Return who is the same person in some body, those of several bodies together."""
    people = _people(pk for pks in bodies for pk in pks)
    kept: dict[int, int] = {}

    def root(pk: int) -> int:
        while pk in kept:
            pk = kept[pk]
        return pk

    for pks in bodies:
        first = people[pks[0]]
        tokens = surname_tokens(first.folded_last)
        for other in pks[1:]:
            shares = tokens & surname_tokens(people[other].folded_last)
            one, two = sorted((root(first.pk), root(other)))
            if shares and one != two:
                kept[two] = one
    united: dict[int, list[int]] = defaultdict(list)
    for pk in sorted(kept):
        united[root(pk)].append(pk)
    return [_Same([pk, *others], is_respelt=True) for pk, others in united.items()]


def _people(keys: Iterable[int]) -> dict[int, RegisterPerson]:
    found: dict[int, RegisterPerson] = {}
    for some in batched(sorted(set(keys)), AT_ONCE, strict=False):
        found |= RegisterPerson.objects.in_bulk(some)
    return found


def _unite(work: Work, groups: list[_Same]) -> None:
    for some in batched(groups, AT_ONCE, strict=False):
        with work.step(_("Comparing the rows with each other")) as cursor:
            people = _people(pk for group in some for pk in group.people)
            mandates = defaultdict(list)
            rows = RegisterMandate.objects.filter(person__in=list(people)).order_by("pk")
            for row in rows:
                mandates[row.person_id].append(row)
            union = _Union(work.load)
            for group in some:
                union.add(group, people, mandates)
            union.write(cursor)
            several = work.load.findings.setdefault("several", [])
            several += [group.people[0] for group in some]
            work.load.save(update_fields=["findings"])


class _Union:
    """What uniting people writes."""

    def __init__(self, load: RegisterLoad) -> None:
        self._load = load
        self._refused: list[Any] = []
        self._moved: list[tuple[int, int | None, int]] = []
        self._gone_mandates: list[int] = []
        self._gone: list[int] = []
        self._kept: list[tuple[RegisterPerson, respelling.Name]] = []
        self._log: list[RegisterRespelling] = []

    def add(self, group: _Same, people: Any, mandates: dict[int, list[RegisterMandate]]) -> None:
        """Unite some people."""
        kept = people[group.people[0]]
        best = respelling.name_of(kept)
        for pk in group.people[1:]:
            name = respelling.name_of(people[pk])
            best = respelling.chosen(best, name, known_on=None, on=self._load.published_on)
            if group.is_respelt:
                self._log_spelling(people[pk], kept)
        self._kept.append((kept, best))
        self._gone += group.people[1:]
        lines: dict[tuple[int, str], int] = {}
        for row in sorted((one for pk in group.people for one in mandates[pk]), key=_order):
            line = row.person_id - (self._load.first_person or 0)
            first = lines.setdefault((row.territory_id, row.key), line)
            if first != line:
                self._refused.append(refused(self._load.pk, line, repeats(first)))
                self._gone_mandates.append(row.pk)
                continue
            is_shown = respelling.name_of(people[row.person_id]) == best
            self._moved.append((kept.pk, row.digest if is_shown else None, row.pk))

    def write(self, cursor: Any) -> None:
        """Write it all."""
        write_staged(self._refused)
        _delete(cursor, RegisterMandate, self._gone_mandates)
        cursor.executemany(
            "UPDATE directory_registermandate SET person_id = %s, digest = %s WHERE id = %s",
            self._moved,
        )
        _delete(cursor, RegisterPerson, self._gone)
        better = [pair for pair in self._kept if pair[1] != respelling.name_of(pair[0])]
        replaced = respelling.save(better)
        for person, _best in better:
            old = replaced.get(person.pk)
            if old is not None and old.identity != person.identity:
                self._log_spelling_of(old, person.pk)
        respelling.keep(self._log)
        search_text.write([person.pk for person, _best in self._kept])

    def _log_spelling(self, other: RegisterPerson, kept: RegisterPerson) -> None:
        spelling = Spelling(other.identity, other.last_name, other.first_name, "")
        self._log_spelling_of(spelling, kept.pk)

    def _log_spelling_of(self, spelling: Spelling, person: int) -> None:
        edition = self._load.edition
        assert edition is not None  # noqa: S101 - a load that writes has one
        entry = respelling.logged(spelling, person, edition)
        entry.reason = R.SHARED_SURNAME
        self._log.append(entry)


def _delete(cursor: Any, model: Any, keys: list[int]) -> None:
    statement = f"DELETE FROM {model._meta.db_table} WHERE id = %s"  # noqa: S608
    cursor.executemany(statement, [(pk,) for pk in keys])


def _order(mandate: RegisterMandate) -> tuple[int, int]:
    return mandate.person_id, mandate.pk
