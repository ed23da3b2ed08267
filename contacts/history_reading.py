"""Reads the history of a person or of an organization source by source, some lines of each.

A source is a model that keeps its versions (`contacts.tracking`), or the rows of it that a grouped
change wrote without one. Each is asked in its own order for the lines older than a place, and for
no more than a page needs: a long history costs what a short one does.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.permissions import Permission, may
from contacts.models import Exchange
from contacts.tracking import Tracked
from ui.models import Batch, BatchChange

MOST_ROWS = 5_000  # rows of one model that tell of one person, the latest
VERSIONS_OF_A_CHANGE = 500


@dataclass(frozen=True, order=True)
class Place:
    """Where a line stands: the moment, then which source and which line of it."""

    at: datetime.datetime
    source: str
    pk: int

    def older(self, *, moment: str, source: str, pk: str = "pk") -> Q:
        """Return the condition of the lines of a source that stand after this place."""
        before = Q(**{f"{moment}__lt": self.at})
        if source < self.source:
            return before | Q(**{moment: self.at})
        if source == self.source:
            return before | Q(**{moment: self.at, f"{pk}__lt": self.pk})
        return before


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a row, the one before it, and the grouped change that wrote it."""

    version: Any
    before: Any
    batch: Batch | None


@dataclass(frozen=True)
class Rows:
    """The rows of one model that tell of one person, for one reader."""

    tracked: Tracked
    mine: Q
    is_private_shown: bool

    @property
    def versions(self) -> QuerySet[Any]:
        """Return all versions of them."""
        history = self.tracked.history
        found = history.filter(id__in=history.filter(self.mine).values("id"))
        if not self.is_private_shown:
            hidden = history.filter(self.mine, is_private=True).values("id")
            found = found.exclude(id__in=hidden)
        kept: QuerySet[Any] = found
        return kept

    def keys(self) -> list[int]:
        """Return the rows there are, and those that were."""
        live = self.tracked.model._base_manager.filter(self.mine)
        if not self.is_private_shown:
            live = live.filter(is_private=False)
        there = set(live.order_by("-pk").values_list("pk", flat=True)[:MOST_ROWS])
        gone = self.versions.order_by("-id").values_list("id", flat=True).distinct()
        return sorted(there.union(gone[:MOST_ROWS]))


def rows_of(tracked: Tracked, pk: int, subject: str, reader: Any) -> Rows:
    """Return the rows of a model that tell of a person or of an organization."""
    mine = Q()
    for path in tracked.to[subject]:
        mine |= Q(**{path: pk})
    is_shown = tracked.model is not Exchange or may(reader, Permission.READ_PRIVATE_NOTES)
    return Rows(tracked, mine, is_shown)


def versions(rows: Rows, *, below: Place | None, at_most: int) -> list[Version]:
    """Return the latest versions below a place, each with the one before it."""
    tracked, history = rows.tracked, rows.tracked.history
    found = rows.versions
    if below is not None:
        found = found.filter(
            below.older(moment="history_date", source=tracked.name, pk="history_id")
        )
    older = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    previous = Subquery(older.order_by("-history_id").values("history_id")[:1])
    ordered = found.annotate(previous_id=previous).select_related("history_user")
    read = list(ordered.order_by("-history_date", "-history_id")[:at_most])
    wanted = [one.previous_id for one in read if one.previous_id]
    known = {one.history_id: one for one in history.filter(history_id__in=wanted)}
    pairs = [(one, known.get(one.previous_id)) for one in read]
    batches = _batches_of(tracked, pairs)
    return [
        Version(version=one, before=before, batch=batches.get(one.history_id))
        for one, before in pairs
    ]


def _batches_of(tracked: Tracked, read: list[tuple[Any, Any]]) -> dict[int, Batch]:
    """Return the batch that wrote each of these versions, each with the one before it."""
    changes = _changes(tracked, {one.id for one, _before in read}).select_related("batch__owner")
    by_row: dict[int, list[BatchChange]] = {}
    for change in changes.order_by("-pk"):
        by_row.setdefault(change.row_pk, []).append(change)
    found: dict[int, Batch] = {}
    for version, before in read:
        for change in by_row.get(version.id, ()):
            # Only the first version that holds what the batch wrote: later ones hold it still.
            is_first = before is None or not _wrote(tracked, change, before)
            if is_first and _wrote(tracked, change, version):
                found[version.history_id] = change.batch
                break
    return found


def _changes(tracked: Tracked, keys: Iterable[int]) -> QuerySet[BatchChange]:
    return BatchChange.objects.filter(model=tracked.model._meta.label_lower, row_pk__in=list(keys))


def silent(
    rows: Rows, *, below: Place | None, at_most: int
) -> tuple[list[BatchChange], BatchChange | None]:
    """Return the latest changes of batches below a place that no version tells of.

    And the last one looked at, when there are more.
    """
    tracked = rows.tracked
    changes = _changes(tracked, rows.keys()).select_related("batch__owner")
    if below is not None:
        source = source_of(tracked)
        changes = changes.filter(below.older(moment="batch__begun_at", source=source))
    read = list(changes.order_by("-batch__begun_at", "-pk")[:at_most])
    keys = {change.row_pk for change in read}
    since = min((change.batch.begun_at for change in read), default=None)
    by_row: dict[int, list[Any]] = {}
    if since is not None:
        written = tracked.history.filter(id__in=keys, history_date__gte=since)
        for version in written.order_by("history_id")[:VERSIONS_OF_A_CHANGE]:
            by_row.setdefault(version.id, []).append(version)
    return [
        change
        for change in read
        if not any(_wrote(tracked, change, one) for one in by_row.get(change.row_pk, ()))
    ], read[-1] if len(read) == at_most else None


def source_of(tracked: Tracked) -> str:
    """Name the source of what batches wrote of a model without a version."""
    return f"{tracked.name}-batch"


def _wrote(tracked: Tracked, change: BatchChange, version: Any) -> bool:
    """Tell whether this version holds what the batch wrote, and is no older than it."""
    if version.history_date < change.batch.begun_at:
        return False
    if change.after is None:
        return bool(version.history_type == "-")
    before = change.before or {}
    return all(
        _plain(getattr(version, one.attname)) == change.after.get(one.name)
        for one in tracked.fields
        if one.name in change.after and change.after[one.name] != before.get(one.name)
    )


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
