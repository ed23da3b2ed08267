"""Applying a staged file to the register: one transaction of operations on whole sets.

Every row ends as exactly one of added, updated, unchanged, refused. Absence from a file ends
nothing: a mandate keeps saying in which edition it was last seen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import bulk, matching, presence, respelling, sightings
from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    StagedRow,
    StagedSightings,
)
from directory.territories import add_unofficial

Outcome = StagedRow.Outcome
SHOWN_REFUSALS = 50
PEOPLE_AT_ONCE = 500

_PLACED = """
    UPDATE directory_stagedrow SET territory_id = t.id FROM directory_territory AS t
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.outcome = ''
        AND directory_stagedrow.territory_id IS NULL
        AND t.kind = directory_stagedrow.territory_kind
        AND t.code = directory_stagedrow.territory_code
"""
_PEOPLE = """
    INSERT INTO directory_registerperson (last_name, first_name, sex, born_on, identity,
        folded_last, folded_first, match_key, sort_key, search_text)
    SELECT last_name, first_name, sex, born_on, identity, folded_last, folded_first, match_key,
        sort_key, {said}
    FROM directory_stagedrow WHERE id IN (
        SELECT MIN(s.id) FROM directory_stagedrow AS s
        WHERE s.load_id = %s AND s.outcome = '' AND s.person_id IS NULL GROUP BY s.identity)
    ORDER BY identity
"""
# The same, when the register knew nobody: the rows say which key each person has.
_FIRST_PEOPLE = """
    INSERT INTO directory_registerperson (id, last_name, first_name, sex, born_on, identity,
        folded_last, folded_first, match_key, sort_key, search_text)
    SELECT person_id, last_name, first_name, sex, born_on, identity, folded_last, folded_first,
        match_key, sort_key, {said}
    FROM directory_stagedrow WHERE load_id = %s AND outcome = '' AND is_new ORDER BY id
"""
# What people are found by. SQLite, where a transaction keeps everybody else from writing, has it
# written afterwards, in chunks; PostgreSQL at once, which spares it a second version of each row.
_SAID = {
    "sqlite": "''",
    "postgresql": "' ' || folded_first || ' ' || folded_last || ' ' || search_words",
}
# Only who stands in several rows can be repeated.
_REPEATED = """
    SELECT id, first_line FROM (
        SELECT s.id, s.line,
            MIN(s.line) OVER (PARTITION BY s.person_id, s.territory_id, s.key) AS first_line
        FROM directory_stagedrow AS s WHERE s.load_id = %s AND s.outcome = '' AND s.person_id IN (
            SELECT person_id FROM directory_stagedrow WHERE load_id = %s AND outcome = ''
            {several})) AS rows_of_file
    WHERE line > first_line
"""
_KNOWN_MANDATES = """
    UPDATE directory_stagedrow SET mandate_id = m.id FROM directory_registermandate AS m
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.outcome = ''
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
_CHANGED = """
    UPDATE directory_stagedrow SET outcome = 'updated'
    FROM directory_registermandate AS m, directory_registeredition AS e,
        directory_registeredition AS now
    WHERE directory_stagedrow.load_id = %s AND directory_stagedrow.outcome = ''
        AND m.id = directory_stagedrow.mandate_id AND e.id = m.last_seen_in_id AND now.id = %s
        AND now.published_on >= e.published_on
        AND (m.key <> directory_stagedrow.key OR m.district <> directory_stagedrow.district
            OR m.district_code <> directory_stagedrow.district_code
            OR m.function <> directory_stagedrow.function)
"""
_REWRITE = """
    UPDATE directory_registermandate SET key = s.key, district = s.district,
        district_code = s.district_code, function = s.function, started_on = s.started_on,
        function_started_on = s.function_started_on, search_words = s.search_words, digest = NULL
    FROM directory_stagedrow AS s, directory_registeredition AS e, directory_registeredition AS now
    WHERE s.load_id = %s AND s.outcome = 'updated' AND directory_registermandate.id = s.mandate_id
        AND e.id = directory_registermandate.last_seen_in_id AND now.id = %s
        AND now.published_on >= e.published_on
"""
# The checksum of a row is kept while its person is shown as it writes them.
_AS_SHOWN = """
    CASE WHEN p.last_name = s.last_name AND p.first_name = s.first_name AND p.sex = s.sex
        AND p.identity = s.identity THEN s.digest END
"""
_MANDATES = f"""
    INSERT INTO directory_registermandate (person_id, kind, territory_id, district, district_code,
        function, started_on, function_started_on, key, first_seen_in_id, last_seen_in_id,
        is_superseded, search_words, digest)
    SELECT s.person_id, %s, s.territory_id, s.district, s.district_code, s.function, s.started_on,
        s.function_started_on, s.key, %s, %s, FALSE, s.search_words, {_AS_SHOWN}
    FROM directory_stagedrow AS s JOIN directory_registerperson AS p ON p.id = s.person_id
    WHERE s.load_id = %s AND s.outcome = '' AND s.mandate_id IS NULL ORDER BY s.id
"""  # noqa: S608 - no value of a user
_KEEP_CHECKSUMS = f"""
    UPDATE directory_registermandate SET digest = {_AS_SHOWN}
    FROM directory_stagedrow AS s JOIN directory_registerperson AS p ON p.id = s.person_id
    WHERE s.load_id = %s AND s.outcome <> 'refused'
        AND directory_registermandate.id = s.mandate_id
        AND directory_registermandate.last_seen_in_id = %s
"""  # noqa: S608
# Of the functions of one person in one body: those the latest file no longer names are replaced,
# and so is one that started before another. A "maire délégué" stands beside the other functions.
_SUPERSEDE = """
    WITH pairs AS (
        SELECT person_id, territory_id FROM directory_registermandate
        WHERE key >= %s AND key < %s GROUP BY person_id, territory_id HAVING COUNT(*) > 1),
    several AS (
        SELECT m.id, m.person_id, m.territory_id, e.published_on AS seen,
            COALESCE(m.function_started_on, m.started_on) AS since,
            CASE WHEN m.key LIKE %s THEN 1 ELSE 0 END AS is_delegate,
            MAX(e.published_on) OVER (PARTITION BY m.person_id, m.territory_id) AS latest
        FROM pairs JOIN directory_registermandate AS m
            ON m.person_id = pairs.person_id AND m.territory_id = pairs.territory_id
        JOIN directory_registeredition AS e ON e.id = m.last_seen_in_id
        WHERE m.kind = %s),
    ranked AS (
        SELECT id, seen, latest, since, MAX(CASE WHEN seen = latest THEN since END)
            OVER (PARTITION BY person_id, territory_id, is_delegate) AS newest
        FROM several),
    judged AS (
        SELECT id, CASE WHEN seen < latest THEN TRUE WHEN newest IS NULL THEN FALSE
            WHEN since IS NULL THEN TRUE ELSE since < newest END AS replaced
        FROM ranked)
    UPDATE directory_registermandate SET is_superseded = judged.replaced FROM judged
    WHERE judged.id = directory_registermandate.id
        AND directory_registermandate.is_superseded <> judged.replaced
"""


@dataclass(frozen=True)
class Counts:
    """What became of the rows of a file; the four sum to its rows."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def rows(self) -> int:
        """Return the number of rows of the file."""
        return self.added + self.updated + self.unchanged + self.refused


@dataclass(frozen=True)
class Applied:
    """What applying a file did."""

    edition: RegisterEdition
    counts: Counts
    respelt_count: int
    must_index: bool


def apply(load: RegisterLoad) -> Applied:
    """Bring the staged rows into the register. Called inside a transaction."""
    edition = _edition_of(load)
    with connection.cursor() as cursor:
        _one_at_a_time(cursor)
        _tell_planner(cursor)
        _place(cursor, load)
        if load.first_person is not None and not RegisterPerson.objects.exists():
            with bulk.without_indexes(cursor, RegisterPerson, RegisterMandate):
                respelt = _apply_first(cursor, load, edition)
        else:
            respelt = _apply_next(cursor, load, edition)
        cursor.execute(
            _SUPERSEDE,
            [f"{load.kind}|", f"{load.kind}}}", f"{load.kind}|maire delegue%", load.kind],
        )
        replaced = cursor.rowcount
    counts = _counts(load)
    _keep_counts(edition, counts)
    must_index = bool(counts.added or counts.updated or replaced)
    return Applied(edition, counts, respelt, must_index)


def _apply_first(cursor: Any, load: RegisterLoad, edition: RegisterEdition) -> int:
    """Bring the rows into an empty register: there is nobody to compare them with but each other.

    Returns how many were respelt.
    """
    united = matching.unite_within(load, is_first=True)
    cursor.execute(_FIRST_PEOPLE.format(said=_SAID[connection.vendor]), [load.pk])
    cursor.execute(_REPEATED.format(several="AND NOT is_new"), [load.pk, load.pk])
    _refuse_repeated(load, cursor.fetchall())
    respelling.respell(load, edition, [], united)
    cursor.execute(_MANDATES, [load.kind, edition.pk, edition.pk, load.pk])
    return len(united)


def _apply_next(cursor: Any, load: RegisterLoad, edition: RegisterEdition) -> int:
    """Bring the rows into a register that knows people; return how many were respelt."""
    if load.first_person is not None:
        # Another file came first: the keys given while reading this one are not used.
        StagedRow.objects.filter(load=load).update(person=None, is_new=False)
    matched = matching.match(load)
    united = matching.unite_within(load)
    cursor.execute(_PEOPLE.format(said=_SAID[connection.vendor]), [load.pk])
    matching.match_new(load)
    several = "GROUP BY person_id HAVING COUNT(*) > 1"
    cursor.execute(_REPEATED.format(several=several), [load.pk, load.pk])
    _refuse_repeated(load, cursor.fetchall())
    _doubt(edition, matched.doubts)
    changed = respelling.respell(load, edition, matched.spellings, united)
    for people in batched(sorted(changed), PEOPLE_AT_ONCE, strict=False):
        RegisterMandate.objects.filter(person__in=people).update(digest=None)
    cursor.execute(_KNOWN_MANDATES, [load.pk])
    _pair_near(cursor, load)
    _refuse_repeated(load, _seen_besides(load))
    _judge(cursor, load, edition, changed)
    cursor.execute(_REWRITE, [load.pk, edition.pk])
    presence.keep_gaps(cursor, load, edition)
    presence.move(cursor, load, edition)
    cursor.execute(_KEEP_CHECKSUMS, [load.pk, edition.pk])
    cursor.execute(_MANDATES, [load.kind, edition.pk, edition.pk, load.pk])
    return len(matched.spellings) + len(united)


def refusals(load: RegisterLoad) -> list[str]:
    """Return the first refused rows, each with its line and the reason."""
    refused = StagedRow.objects.filter(load=load, outcome=Outcome.REFUSED).order_by("line")
    shown = refused.values_list("line", "refusal")[:SHOWN_REFUSALS]
    return [
        _("Line %(line)d: %(reason)s.") % {"line": line, "reason": reason} for line, reason in shown
    ]


def _edition_of(load: RegisterLoad) -> RegisterEdition:
    edition, _made = RegisterEdition.objects.get_or_create(
        kind=load.kind,
        published_on=load.published_on,
        sha256=load.sha256,
        defaults={"file_name": load.file_name[:200]},
    )
    return edition


def _place(cursor: Any, load: RegisterLoad) -> None:
    """Give a territory to the rows whose code the official geography does not know."""
    unknown = StagedRow.objects.filter(load=load, outcome="", territory=None)
    places = unknown.values_list("territory_kind", "territory_code")
    labelled = places.annotate(Min("territory_label")).order_by("territory_kind", "territory_code")
    add_unofficial(labelled)
    cursor.execute(_PLACED, [load.pk])


def _one_at_a_time(cursor: Any) -> None:
    """Let two files wait for each other; on SQLite the transaction does it already."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('directory.apply'))")


def _tell_planner(cursor: Any) -> None:
    """Let PostgreSQL know how many rows were just staged, or it picks slow joins."""
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE directory_stagedrow")


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


def _refuse_repeated(load: RegisterLoad, repeated: Iterable[tuple[int, int]]) -> None:
    """Refuse rows that repeat another: pairs of the row and the line of the other."""
    for pk, line in repeated:
        StagedRow.objects.filter(load=load, pk=pk).update(
            outcome=Outcome.REFUSED, refusal=_("the row repeats line %(line)d") % {"line": line}
        )


def _seen_besides(load: RegisterLoad) -> list[tuple[int, int]]:
    """Return the rows about a mandate that another row of the file repeats word for word."""
    rows = StagedRow.objects.filter(load=load, outcome="", mandate__isnull=False)
    about = dict(rows.values_list("mandate", "pk"))
    lines = sightings.lines_of(load, about)
    return [(about[mandate], line) for mandate, line in sorted(lines.items())]


def _pair_near(cursor: Any, load: RegisterLoad) -> None:
    """Take a row for a known mandate when only the start of the function was corrected."""
    cursor.execute(_NEAR_MANDATES, [load.kind, load.pk])
    pairs = [
        (row, mandate)
        for row, key, mandate, known in matching.rows_of(cursor)
        if key.rpartition("|")[0] == known.rpartition("|")[0]
    ]
    named = Counter(row for row, _mandate in pairs)
    claimed = Counter(mandate for _row, mandate in pairs)
    staged = StagedRow.objects.filter(load=load)
    seen = sightings.lines_of(load, claimed)
    for row, mandate in pairs:
        is_sure = named[row] == 1 and claimed[mandate] == 1 and mandate not in seen
        if is_sure and not staged.filter(mandate=mandate).exists():
            staged.filter(pk=row).update(mandate_id=mandate)


def _judge(cursor: Any, load: RegisterLoad, edition: RegisterEdition, changed: set[int]) -> None:
    """Mark the rows that change something known; of the others, the mandate says what they are.

    Rows are marked only when there is something to say: most rows of a file change nothing, and
    writing all of them again costs as much as reading them.
    """
    waiting = StagedRow.objects.filter(load=load, outcome="", mandate__isnull=False)
    cursor.execute(_CHANGED, [load.pk, edition.pk])
    for people in batched(sorted(changed), PEOPLE_AT_ONCE, strict=False):
        waiting.filter(person__in=people).update(outcome=Outcome.UPDATED)


def _counts(load: RegisterLoad) -> Counts:
    silent = Q(outcome="")
    seen = StagedSightings.objects.filter(load=load).aggregate(total=Sum("count"))["total"] or 0
    found = StagedRow.objects.filter(load=load).aggregate(
        added=Count("pk", filter=silent & Q(mandate=None)),
        updated=Count("pk", filter=Q(outcome=Outcome.UPDATED)),
        unchanged=Count("pk", filter=silent & Q(mandate__isnull=False)),
        refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
    )
    found["unchanged"] += seen
    return Counts(**found)


def _keep_counts(edition: RegisterEdition, counts: Counts) -> None:
    """Keep what the edition brought the first time; a second load of it brings nothing."""
    if edition.imported_at is not None:
        return
    edition.imported_at = timezone.now()
    edition.row_count = counts.rows
    edition.added_count = counts.added
    edition.updated_count = counts.updated
    edition.unchanged_count = counts.unchanged
    edition.refused_count = counts.refused
    edition.save()
