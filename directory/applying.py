"""Applying a staged file to a register that knows people: ranges of rows, each landing whole.

Every row ends as exactly one of added, updated, unchanged, refused. Absence from a file ends
nothing: a mandate keeps saying in which edition it was last seen. No transaction is long: others
write meanwhile, and whoever takes over goes on after the last range. Until the end the edition is
not loaded: nothing is compared with it, and its new mandates are not current.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from directory import editions, matching, presence, respelling, seeing, sightings
from directory.loads import Work
from directory.matching import Spelling
from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    StagedRow,
    StagedSightings,
)
from directory.staging import repeats
from directory.territories import add_unofficial

Outcome = StagedRow.Outcome
SPAN = 20_000
PEOPLE_AT_ONCE = 2_000

_PLACED = """
    UPDATE directory_stagedrow SET territory_id = t.id FROM directory_territory AS t
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.id > %s
        AND directory_stagedrow.id <= %s AND directory_stagedrow.outcome = ''
        AND directory_stagedrow.territory_id IS NULL
        AND t.kind = directory_stagedrow.territory_kind
        AND t.code = directory_stagedrow.territory_code
"""
# What people are found by. SQLite has it written afterwards, with what finds it; PostgreSQL at
# once, which spares it a second version of each row.
_SAID = {
    "sqlite": "''",
    "postgresql": "' ' || folded_first || ' ' || folded_last || search_words",
}
_PEOPLE = """
    INSERT INTO directory_registerperson (last_name, first_name, sex, born_on, identity,
        folded_last, folded_first, match_key, sort_key, search_text)
    SELECT last_name, first_name, sex, born_on, identity, folded_last, folded_first, match_key,
        sort_key, {said}
    FROM directory_stagedrow WHERE id IN (
        SELECT MIN(s.id) FROM directory_stagedrow AS s
        WHERE s.load_id = %s AND s.id > %s AND s.id <= %s
            AND s.outcome = '' AND s.person_id IS NULL GROUP BY s.identity)
    ORDER BY identity
"""
# Only who stands in several rows can be repeated.
_REPEATED = """
    SELECT id, first_line FROM (
        SELECT s.id, s.line,
            MIN(s.line) OVER (PARTITION BY s.person_id, s.territory_id, s.key) AS first_line
        FROM directory_stagedrow AS s WHERE s.load_id = %s AND s.outcome = '' AND s.person_id IN (
            SELECT person_id FROM directory_stagedrow WHERE load_id = %s AND outcome = ''
            GROUP BY person_id HAVING COUNT(*) > 1)) AS rows_of_file
    WHERE line > first_line
"""
_KNOWN_MANDATES = """
    UPDATE directory_stagedrow SET mandate_id = m.id FROM directory_registermandate AS m
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.id > %s
        AND directory_stagedrow.id <= %s AND directory_stagedrow.outcome = ''
        AND m.person_id = directory_stagedrow.person_id
        AND m.territory_id = directory_stagedrow.territory_id
        AND m.key = directory_stagedrow.key
"""
_NEAR_MANDATES = """
    SELECT s.id, s.key, m.id, m.key FROM directory_stagedrow AS s
    JOIN directory_registermandate AS m ON m.person_id = s.person_id
        AND m.territory_id = s.territory_id AND m.kind = %s
    WHERE s.load_id = %s AND s.outcome = '' AND s.mandate_id IS NULL
"""
_CHANGED = f"""
    UPDATE directory_stagedrow SET outcome = 'updated' FROM directory_registermandate AS m
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.id > %s
        AND directory_stagedrow.id <= %s AND directory_stagedrow.outcome = ''
        AND m.id = directory_stagedrow.mandate_id AND m.cohort_id {presence.UNTIL}
        AND (m.key <> directory_stagedrow.key OR m.district <> directory_stagedrow.district
            OR m.district_code <> directory_stagedrow.district_code
            OR m.function <> directory_stagedrow.function)
"""  # noqa: S608 - no value of a user
_REWRITE = f"""
    UPDATE directory_registermandate SET key = s.key, district = s.district,
        district_code = s.district_code, function = s.function, started_on = s.started_on,
        function_started_on = s.function_started_on, search_words = s.search_words, digest = NULL
    FROM directory_stagedrow AS s
    WHERE s.load_id = %s AND s.id > %s AND s.id <= %s AND s.outcome = 'updated'
        AND directory_registermandate.id = s.mandate_id
        AND cohort_id {presence.UNTIL}
"""  # noqa: S608
# The checksum of a row is kept while its person is shown as it writes them.
_AS_SHOWN = """
    CASE WHEN p.last_name = s.last_name AND p.first_name = s.first_name AND p.sex = s.sex
        AND p.identity = s.identity THEN s.digest END
"""
_MANDATES = f"""
    INSERT INTO directory_registermandate (person_id, kind, territory_id, district, district_code,
        function, started_on, function_started_on, key, first_seen_in_id, cohort_id,
        is_superseded, search_words, digest)
    SELECT s.person_id, %s, s.territory_id, s.district, s.district_code, s.function, s.started_on,
        s.function_started_on, s.key, %s, %s, FALSE, s.search_words, {_AS_SHOWN}
    FROM directory_stagedrow AS s JOIN directory_registerperson AS p ON p.id = s.person_id
    WHERE s.load_id = %s AND s.id > %s AND s.id <= %s AND s.outcome = ''
        AND s.mandate_id IS NULL ORDER BY s.id
"""  # noqa: S608 - no value of a user
# Joined by their keys alone: PostgreSQL knows little of the mandates added or seen a moment before,
# and would compare each of them with each row.
_KEEP_CHECKSUMS = f"""
    WITH said AS MATERIALIZED (
        SELECT s.mandate_id, {_AS_SHOWN} AS digest
        FROM directory_stagedrow AS s JOIN directory_registerperson AS p ON p.id = s.person_id
        WHERE s.load_id = %s AND s.id > %s AND s.id <= %s AND s.outcome <> 'refused'
            AND s.mandate_id IS NOT NULL)
    UPDATE directory_registermandate SET digest = CASE
        WHEN cohort_id IN (SELECT id FROM directory_registercohort WHERE last_seen_in_id = %s)
        THEN said.digest ELSE directory_registermandate.digest END
    FROM said WHERE directory_registermandate.id = said.mandate_id
"""  # noqa: S608
_OF_CHANGED = """
    UPDATE directory_stagedrow SET outcome = 'updated'
    WHERE load_id = %s AND id > %s AND id <= %s AND outcome = '' AND mandate_id IS NOT NULL
        AND person_id {among}
"""
type Range = tuple[int, int]
type Phase = Callable[[Work], None]


def run(work: Work) -> None:
    """Bring the staged rows into the register, or go on where it stopped."""
    if "phase" not in work.progress:
        _open(work)
    names = list(_PHASES)
    for name in names[names.index(work.progress["phase"]) :]:
        if name == "finish":
            return
        _PHASES[name](work)
        following = names[names.index(name) + 1]
        work.done += work.total // 2 // len(names)
        with work.step(_label(), phase=following, at=0):
            pass


def _open(work: Work) -> None:
    load = work.load
    with work.step(_label(), phase="places", at=0) as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE directory_stagedrow")
        load.edition = editions.begun(load)
        # Nobody adds people meanwhile: one file at a time.
        last = RegisterPerson.objects.aggregate(last=Max("pk"))["last"] or 0
        load.first_person = last + 1
        load.save(update_fields=["edition", "first_person"])


def _label() -> str:
    return _("Comparing with the register")


def _by_ranges(work: Work, do: Callable[[Any, RegisterLoad, Range], None]) -> None:
    """Do something on the staged rows, some thousands at a time, each time in one transaction."""
    rows = StagedRow.objects.filter(load=work.load)
    found = rows.aggregate(first=Min("pk"), last=Max("pk"))
    if found["last"] is None:
        return
    low = max(found["first"] - 1, work.progress.get("at", 0))
    while low < found["last"]:
        high = low + SPAN
        with work.step(_label(), at=high) as cursor:
            do(cursor, work.load, (low, high))
        low = high


def _place(work: Work) -> None:
    """Give a territory to the rows whose code the official geography does not know."""
    unknown = StagedRow.objects.filter(load=work.load, outcome="", territory=None)
    places = unknown.values_list("territory_kind", "territory_code")
    labelled = places.annotate(Min("territory_label")).order_by("territory_kind", "territory_code")
    new = list(labelled)
    if new:
        with work.step(_label()):
            add_unofficial(new)
        _by_ranges(work, lambda cursor, load, at: cursor.execute(_PLACED, [load.pk, *at]))


def _match(work: Work) -> None:
    _by_ranges(work, lambda cursor, load, at: matching.match_exactly(cursor, load, *at))


def _recognise(work: Work) -> None:
    """Find who was respelt, and who may be somebody known; one transaction keeps it all."""
    load = work.load
    if "spellings" in load.findings:
        return
    matched = matching.recognise(load)
    with work.step(_label()) as cursor:
        matching.give(cursor, load, matched.spellings)
        load.findings |= {
            "spellings": [[*_told(spelling), pk] for spelling, pk in matched.spellings],
            "doubts": [[*pair, why] for pair, why in sorted(matched.doubts.items())],
        }
        load.save(update_fields=["findings"])


def _within(work: Work) -> None:
    """Take two spellings of one person in one body of the file for the same person."""
    load = work.load
    if "united" in load.findings:
        return
    united = matching.within(load)
    with work.step(_label()) as cursor:
        matching.unite(cursor, load, united)
        load.findings["united"] = [[*_told(spelling), kept] for spelling, kept, _person in united]
        load.save(update_fields=["findings"])


def _told(spelling: Spelling) -> tuple[str, str, str, str]:
    return spelling.identity, spelling.last_name, spelling.first_name, str(spelling.reason)


def _add_people(work: Work) -> None:
    statement = _PEOPLE.format(said=_SAID[connection.vendor])

    def add(cursor: Any, load: RegisterLoad, at: Range) -> None:
        # Those that an earlier range added, then the others.
        matching.match_new(cursor, load, *at)
        cursor.execute(statement, [load.pk, *at])
        if cursor.rowcount:
            matching.match_new(cursor, load, *at)

    _by_ranges(work, add)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE directory_stagedrow")


def _refuse_twice(work: Work) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_REPEATED, [work.load.pk, work.load.pk])
        repeated = cursor.fetchall()
    _refuse_repeated(work, repeated)


def _know_mandates(work: Work) -> None:
    _by_ranges(work, lambda cursor, load, at: cursor.execute(_KNOWN_MANDATES, [load.pk, *at]))
    _pair_near(work)


def _respell(work: Work) -> None:
    """Choose the spellings to show, and log the others and the doubts."""
    load = work.load
    edition = editions.of(load)
    matched = [(Spelling(*told), pk) for *told, pk in load.findings["spellings"]]
    united = [(Spelling(*told), kept) for *told, kept in load.findings["united"]]
    with work.step(_label()):
        _doubt(edition, {(one, pk): why for one, pk, why in load.findings["doubts"]})
    reasons = {person: spelling.reason for spelling, person in matched}
    met = respelling.names_met(load)
    for people in batched(sorted(met), PEOPLE_AT_ONCE, strict=False):
        with work.step(_label()):
            some = {pk: met[pk] for pk in people}
            changed = sorted(respelling.respell(load, edition, some, reasons))
            RegisterMandate.objects.filter(person__in=changed).update(digest=None)
            load.findings["changed"] = load.findings.get("changed", []) + changed
            load.save(update_fields=["findings"])
    with work.step(_label()):
        respelling.keep_met(edition, matched, united)
    _refuse_repeated(work, _seen_besides(load))


def _write_rows(work: Work) -> None:
    """Bring what the rows say into the mandates."""
    edition = editions.of(work.load)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE directory_registerrespelling, directory_stagedrow")
    changed = sightings.values(work.load.findings.get("changed", []))
    if not StagedRow.objects.filter(load=work.load).exclude(outcome=Outcome.REFUSED).exists():
        return
    with work.step(_label()):
        cohort = editions.cohort_of(edition).pk

    def bring(cursor: Any, load: RegisterLoad, at: Range) -> None:
        respelling.write_again(cursor, load, edition, *at)
        cursor.execute(_CHANGED, [load.pk, *at, edition.published_on])
        cursor.execute(_OF_CHANGED.format(among=sightings.among()), [load.pk, *at, changed])
        cursor.execute(_REWRITE, [load.pk, *at, edition.published_on])
        presence.keep_days(cursor, edition, presence.COMPARED, [load.pk, *at])
        presence.see(cursor, edition, cohort, presence.COMPARED, [load.pk, *at])
        cursor.execute(_KEEP_CHECKSUMS, [load.pk, *at, edition.pk])
        cursor.execute(_MANDATES, [load.kind, edition.pk, cohort, load.pk, *at])

    _by_ranges(work, bring)


def _see_known(work: Work) -> None:
    seeing.see_known(work, editions.of(work.load), _label())


def _miss(work: Work) -> None:
    """Keep who is missing from a file that comes between two others."""
    edition = editions.of(work.load)
    for some in batched(presence.missing(work.load, edition), SPAN, strict=False):
        with work.step(_label()):
            presence.keep_missing(edition, list(some))


_PHASES: dict[str, Phase] = {
    "places": _place,
    "match": _match,
    "recognise": _recognise,
    "within": _within,
    "people": _add_people,
    "repeated": _refuse_twice,
    "mandates": _know_mandates,
    "names": _respell,
    "rows": _write_rows,
    "known": _see_known,
    "missing": _miss,
    "finish": lambda _work: None,
}


def _doubt(edition: RegisterEdition, doubts: dict[tuple[str, int], str]) -> None:
    """Keep the pairs of people who may be one, now that both are people of the register."""
    identities = {identity for identity, _person in doubts}
    made: dict[str, int] = {}
    for some in batched(sorted(identities), PEOPLE_AT_ONCE, strict=False):
        found = RegisterPerson.objects.filter(identity__in=some)
        made |= dict(found.values_list("identity", "pk"))
    RegisterDoubt.objects.bulk_create(
        [
            RegisterDoubt(person_id=person, other_id=made[identity], reason=why, edition=edition)
            for (identity, person), why in sorted(doubts.items())
            if identity in made and made[identity] != person
        ],
        ignore_conflicts=True,
    )


def _refuse_repeated(work: Work, repeated: Iterable[tuple[int, int]]) -> None:
    """Refuse rows that repeat another: pairs of the row and the line of the other."""
    for some in batched(repeated, SPAN, strict=False):
        with work.step(_label()) as cursor:
            cursor.executemany(
                "UPDATE directory_stagedrow SET outcome = 'refused', refusal = %s WHERE id = %s",
                [(repeats(line), pk) for pk, line in some],
            )


def _seen_besides(load: RegisterLoad) -> list[tuple[int, int]]:
    """Return the rows about a mandate that another row of the file repeats word for word."""
    if not StagedSightings.objects.filter(load=load).exists():
        return []
    rows = StagedRow.objects.filter(load=load, outcome="", mandate__isnull=False)
    about = dict(rows.values_list("mandate", "pk"))
    lines = sightings.lines_of(load, about)
    return [(about[mandate], line) for mandate, line in sorted(lines.items())]


def _pair_near(work: Work) -> None:
    """Take a row for a known mandate when only the start of the function was corrected."""
    load = work.load
    with connection.cursor() as cursor:
        cursor.execute(_NEAR_MANDATES, [load.kind, load.pk])
        pairs = [
            (row, mandate)
            for row, key, mandate, known in matching.rows_of(cursor)
            if key.rpartition("|")[0] == known.rpartition("|")[0]
        ]
    if not pairs:
        return
    named = Counter(row for row, _mandate in pairs)
    claimed = Counter(mandate for _row, mandate in pairs)
    rows = StagedRow.objects.filter(load=load, mandate__isnull=False)
    about = rows.values_list("mandate_id", flat=True).iterator(chunk_size=SPAN)
    taken = {mandate for mandate in about if mandate in claimed}
    taken |= sightings.lines_of(load, claimed).keys()
    sure = [
        (mandate, row)
        for row, mandate in pairs
        if named[row] == 1 and claimed[mandate] == 1 and mandate not in taken
    ]
    with work.step(_label()) as cursor:
        cursor.executemany("UPDATE directory_stagedrow SET mandate_id = %s WHERE id = %s", sure)
