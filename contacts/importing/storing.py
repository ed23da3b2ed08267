"""Keeps the rows an import adds or changes, and writes them through its batch, many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Case, Model, Value, When

from contacts.models import (
    ContactPoint,
    Exchange,
    Mandate,
    Organization,
    OrganizationPair,
    Post,
    Stakeholder,
    StakeholderPair,
    Tag,
    Tagging,
)
from contacts.models.privacy import Information, Objection
from ui import batches
from ui.models import Batch

AT_ONCE = 200
# What others rest upon comes first.
ORDER: tuple[type[Model], ...] = (
    *(Tag, Organization, Stakeholder, Mandate, Post, ContactPoint, Tagging, Exchange),
    *(Information, Objection, StakeholderPair, OrganizationPair),
)
_NOT_TOUCHED = {"id", "created_at", "created_by", "merged_into", "erased_at", "register_person"}


class Pending:
    """Rows an import adds or changes, kept until `flush` writes them all through its batch."""

    def __init__(self, batch: Batch, *, reason: str, author: Any) -> None:
        self.batch = batch
        self.reason = reason[:100]
        self.author = author
        self.added: dict[type[Model], list[Any]] = {model: [] for model in ORDER}
        self.changed: dict[type[Model], dict[int, Any]] = {model: {} for model in ORDER}

    def put(self, row: Any) -> None:
        """Keep a row to write: a new one, or the latest state of a stored one."""
        model = type(row)
        if row._state.adding:
            self.added[model].append(row)
        else:
            self.changed[model][row.pk] = row

    def flush(self) -> None:
        """Write everything."""
        for model in ORDER:
            changed, added = list(self.changed[model].values()), self.added[model]
            self.added[model], self.changed[model] = [], {}
            if model is Organization:
                # A known branch may be put below a bank that is new.
                self._add(model, added)
                for row in changed:
                    row.parent_id = row.parent.pk if row.parent else None
                self._change(model, changed)
                continue
            # What ends comes first: a seat that one person holds is free before it is taken.
            self._change(model, changed)
            self._add(model, added)

    def _add(self, model: type[Model], rows: list[Any]) -> None:
        for some in _ordered(model, rows):
            batches.add_all(self.batch, some)
            self._remember(model, some, is_change=False)

    def _change(self, model: type[Model], rows: list[Any]) -> None:
        fields = [
            field
            for field in model._meta.concrete_fields
            if field.name not in _NOT_TOUCHED and not getattr(field, "auto_now_add", False)
        ]
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            stored = {
                row.pk: row for row in model._base_manager.filter(pk__in=[r.pk for r in some])
            }
            values = {
                field.attname: Case(
                    *(
                        When(pk=row.pk, then=Value(getattr(row, field.attname), field))
                        for row in some
                    ),
                    output_field=field,
                )
                for field in fields
                if any(
                    getattr(row, field.attname) != getattr(stored[row.pk], field.attname)
                    for row in some
                )
            }
            if values:
                keys = model._base_manager.filter(pk__in=[row.pk for row in some])
                batches.update_all(self.batch, keys, **values)
                self._remember(model, some, is_change=True)

    def _remember(self, model: type[Model], rows: Sequence[Any], *, is_change: bool) -> None:
        """Keep a version of each row in the history of its model, when it has one."""
        history: Any = getattr(model, "history", None)
        if history is not None:
            history.bulk_history_create(
                rows,
                batch_size=AT_ONCE,
                update=is_change,
                default_user=self.author,
                default_change_reason=self.reason,
            )


def _ordered(model: type[Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Yield rows such that none comes before one it rests upon: a branch after its bank."""
    if model is not Organization:
        yield from ([rows] if rows else [])
        return
    depth = {id(row): _depth(row) for row in rows}
    rows.sort(key=lambda row: depth[id(row)])
    for _level, some in groupby(rows, key=lambda row: depth[id(row)]):
        yield list(some)


def _depth(row: Organization) -> int:
    above, depth = row.parent, 0
    while above is not None and above._state.adding and depth < AT_ONCE:
        above, depth = above.parent, depth + 1
    return depth
