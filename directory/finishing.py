"""The end of a load: what its rows became, and the edition that counts from then on.

One short transaction: until then nobody sees the new mandates, from then on everybody does.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import sightings
from directory.loads import Work
from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    StagedRow,
    StagedSightings,
)
from directory.staging import erased

Outcome = StagedRow.Outcome
SHOWN_REFUSALS = 50

# Of the functions of one person in one body: those the latest file no longer names are replaced,
# and so is one that started before another. A "maire délégué" stands beside the other functions.
_JUDGED = """
    WITH pairs AS MATERIALIZED (
        SELECT person_id, territory_id FROM directory_registermandate
        WHERE key >= %s AND key < %s {some} GROUP BY person_id, territory_id HAVING COUNT(*) > 1),
    several AS (
        SELECT m.id, m.person_id, m.territory_id, e.published_on AS seen,
            COALESCE(m.function_started_on, m.started_on) AS since,
            CASE WHEN m.key LIKE %s THEN 1 ELSE 0 END AS is_delegate,
            MAX(e.published_on) OVER (PARTITION BY m.person_id, m.territory_id) AS latest
        FROM pairs JOIN directory_registermandate AS m
            ON m.person_id = pairs.person_id AND m.territory_id = pairs.territory_id
        JOIN directory_registercohort AS c ON c.id = m.cohort_id
        JOIN directory_registeredition AS e ON e.id = c.last_seen_in_id
        WHERE m.kind = %s),
    ranked AS (
        SELECT id, seen, latest, since, MAX(CASE WHEN seen = latest THEN since END)
            OVER (PARTITION BY person_id, territory_id, is_delegate) AS newest
        FROM several),
    judged AS (
        SELECT id, CASE WHEN seen < latest THEN TRUE WHEN newest IS NULL THEN FALSE
            WHEN since IS NULL THEN TRUE ELSE since < newest END AS replaced
        FROM ranked)
    SELECT m.id, m.person_id, judged.replaced
    FROM judged JOIN directory_registermandate AS m ON m.id = judged.id
    WHERE m.is_superseded <> judged.replaced
"""
# All of the longest cohort were seen again together: only who has a mandate elsewhere is judged.
_ELSEWHERE = """
    AND (person_id, territory_id) IN (
        SELECT person_id, territory_id FROM directory_registermandate
        WHERE kind = %s AND cohort_id <> %s)
"""


class RowsLost(Exception):
    """The rows that were written are not those of the file: somebody cleared them meanwhile."""


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


def finish(work: Work) -> None:
    """Let the edition count, and keep what the load brought (`result` of its progress)."""
    load, edition = work.load, work.load.edition
    assert edition is not None  # noqa: S101 - a load that was applied has one
    replaced = _judged(load)
    counts = _counts(load)
    if counts.rows != work.progress["rows"]:
        raise RowsLost
    must_index = load.compares and bool(counts.added or counts.updated or replaced)
    result = {
        "edition": edition.pk,
        "counts": asdict(counts),
        "respelt": _respelt_count(load),
        "refusals": _refusals(load),
        "erased": StagedRow.objects.filter(load=load, refusal=erased()).count(),
        "index": 0 if must_index else -1,
        "besides": sorted({person for _pk, person, _is_replaced in replaced}),
    }
    with work.step(_("Comparing with the register"), result=result) as cursor:
        cursor.executemany(
            "UPDATE directory_registermandate SET is_superseded = %s WHERE id = %s",
            [(bool(is_replaced), pk) for pk, _person, is_replaced in replaced],
        )
        _keep_counts(edition, counts)
        load.first_person = None
        load.save(update_fields=["first_person"])


def _judged(load: RegisterLoad) -> list[tuple[int, int, bool]]:
    """Return the mandates that are replaced, or no longer: key, person, whether it is."""
    kinds, some = [f"{load.kind}|", f"{load.kind}}}"], ""
    values: list[Any] = []
    if load.is_first:
        # Every row was a person of its own, until some were united, or taken for somebody known.
        some = f"AND person_id {sightings.among()}"
        staged = StagedRow.objects.filter(load=load, person__isnull=False)
        several = {*load.findings.get("several", []), *staged.values_list("person_id", flat=True)}
        values = [sightings.values(sorted(several))]
    elif cohort := load.progress.get("unjoined"):
        some, values = _ELSEWHERE, [load.kind, cohort]
    with connection.cursor() as cursor:
        cursor.execute(
            _JUDGED.format(some=some), [*kinds, *values, f"{load.kind}|maire delegue%", load.kind]
        )
        return [(pk, person, bool(replaced)) for pk, person, replaced in cursor.fetchall()]


def _refusals(load: RegisterLoad) -> list[str]:
    """Return the first refused rows, each with its line and the reason."""
    refused = StagedRow.objects.filter(load=load, outcome=Outcome.REFUSED).order_by("line")
    shown = refused.values_list("line", "refusal")[:SHOWN_REFUSALS]
    return [
        _("Line %(line)d: %(reason)s.") % {"line": line, "reason": reason} for line, reason in shown
    ]


def _respelt_count(load: RegisterLoad) -> int:
    found = load.findings
    return sum(len(found.get(key, ())) for key in ("spellings", "united", "respelt"))


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
    if load.is_first:
        # Most rows were never staged: they are a mandate each.
        found["added"] = RegisterMandate.objects.filter(first_seen_in=load.edition).count()
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
