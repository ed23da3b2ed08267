"""Many rows written by one gesture, and taken back as one.

An import, a review, a merge, a change of a whole selection writes its rows through a batch, which
keeps their values before and after. Undoing it stores the values before again: rows it added are
deleted, rows it deleted are back, rows it changed are as they were. A row that somebody changed
since is never silently overwritten: `undo` names it, and leaves it alone when told to.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ui import restoring
from ui import undo as undoing
from ui.models import Batch, BatchChange, Job
from ui.restoring import Restored
from ui.stored import Values, ignore, stored, stored_many

UNDO = "ui.batch"
AT_ONCE = restoring.AT_ONCE
SHOWN = 50  # rows left alone that are named to the reader

Left = BatchChange.Left

_watched: dict[str, "_Watch"] = {}


class AlreadyUndone(Exception):
    """The batch was taken back before."""


class Busy(Exception):
    """A job writes the batch, or takes it back, at this moment."""


class ChangedSince(Exception):
    """Somebody changed rows of the batch since, or added something to them.

    `changes` are the first of them, `count` says how many there are.
    """

    def __init__(self, changes: list[BatchChange], count: int) -> None:
        super().__init__(_("Some rows were changed since."))
        self.changes = changes
        self.count = count


@dataclass(frozen=True)
class Undone:
    """What taking a batch back did: how many rows it restored, how many it left alone.

    `kept` are the first of those left alone, `refused` says why some may not come back.
    """

    restored_count: int
    kept: list[BatchChange]
    kept_count: int
    refused: list[str]


def describe(
    model: type[Model], *, derived: Iterable[str] = (), on_restored: Restored | None = None
) -> None:
    """Say of a model which fields are derived, and what to do once its rows were restored.

    Derived fields (a sort key, a search text) are not compared to tell whether a row was changed
    since. `on_restored({model: primary keys})` computes them again, once for some hundreds of
    rows of all the models that name it.
    """
    label = model._meta.label_lower
    ignore(label, derived)
    if on_restored is not None:
        restoring.tell(label, on_restored)


@dataclass(frozen=True)
class _Watch:
    before: Callable[[Batch], None]
    after: Callable[[Batch], None]


def watch(kind: str, *, before: Callable[[Batch], None], after: Callable[[Batch], None]) -> None:
    """Name what runs around the undoing of a kind of batch, in its transaction.

    `before` may refuse with `ui.undo.CannotUndo`, whose sentence is shown.
    """
    _watched[kind] = _Watch(before, after)


def begin(*, kind: str, title: str, owner: Any, permission: str, url: str = "") -> Batch:
    """Return a new batch; `permission` ("accounts.edit_people") is what taking it back needs."""
    return Batch.objects.create(
        kind=kind, title=title[:200], owner=owner, permission=permission, url=url
    )


def save(batch: Batch, instance: Model) -> None:
    """Store a new or changed row, and remember it."""
    is_new = instance.pk is None
    before = None if is_new else stored(type(instance), instance.pk)
    instance.save()
    after = stored(type(instance), instance.pk)
    if is_new:  # no change of this row can be there
        BatchChange.objects.create(
            batch=batch, model=instance._meta.label_lower, row_pk=instance.pk, after=after
        )
    else:
        _remember(batch, instance, before, after)


def delete(batch: Batch, instance: Model) -> None:
    """Delete one row, and remember it. What hangs on it must have been dealt with before."""
    before, model, pk = stored(type(instance), instance.pk), type(instance), instance.pk
    instance.delete()
    instance.pk = pk
    _remember(batch, instance, before, stored(model, pk))


def add_all(batch: Batch, rows: Sequence[Model]) -> None:
    """Store many new rows of one model in a few statements (no history is kept of them)."""
    if not rows:
        return
    model = type(rows[0])
    model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
    _remember_all(batch, model, {row.pk: None for row in rows})


def update_all(batch: Batch, rows: models.QuerySet[Any], **values: Any) -> int:
    """Change the same fields of many rows in a few statements; return how many (no history)."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for some in batched(keys, AT_ONCE, strict=False):
        before = stored_many(rows.model, some)
        rows.model._base_manager.filter(pk__in=some).update(**values)
        _remember_all(batch, rows.model, {pk: before.get(pk) for pk in some})
    return len(keys)


def delete_all(batch: Batch, rows: models.QuerySet[Any]) -> int:
    """Delete many rows on which nothing hangs; return how many (no history)."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for some in batched(keys, AT_ONCE, strict=False):
        before = stored_many(rows.model, some)
        rows.model._base_manager.filter(pk__in=some).delete()
        _remember_all(batch, rows.model, {pk: before.get(pk) for pk in some})
    return len(keys)


def working(batch: Batch, job: Job) -> None:
    """Say that this job writes the batch: nobody takes it back meanwhile.

    Raises AlreadyUndone when it was taken back, or is being.
    """
    with transaction.atomic():
        found = Batch.objects.select_for_update(of=("self",)).select_related("work")
        if found.get(pk=batch.pk).is_leaving:
            raise AlreadyUndone
        batch.work = job
        batch.save(update_fields=["work"])


def undo(batch: Batch, *, by: Any, keep_changed: bool = False) -> Undone:
    """Take a batch back at once, the last row first; a large one is work for a job.

    Raises AlreadyUndone, Busy; ChangedSince when rows were changed since, or hold what was added
    since, and `keep_changed` is not set. With it, these rows stay: what somebody changed in them is
    kept, their other fields are as they were before. Raises CannotUndo when what watches this kind
    of batch refuses.
    """
    with transaction.atomic():
        batch = locked(batch)
        if batch.is_busy:
            raise Busy
        if not keep_changed:
            forget_marks(batch)
            for changes in chunks(batch, below=batch.undone_down_to):
                restoring.look(batch, changes)
            refuse_what_changed(batch)
        for changes in chunks(batch, below=batch.undone_down_to):
            take(batch, changes, by=by)
        return finish(batch, by=by)


def locked(batch: Batch) -> Batch:
    """Return the batch to take back, locked. Raises AlreadyUndone, CannotUndo."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("work")
    batch = rows.get(pk=batch.pk)
    if batch.undone_at is not None:
        raise AlreadyUndone
    if batch.kind in _watched:
        _watched[batch.kind].before(batch)
    return batch


def chunks(batch: Batch, *, below: int | None = None) -> Iterator[list[BatchChange]]:
    """Yield the changes of a batch some hundreds at a time, the latest first."""
    while changes := restoring.changes_of(batch, below=below):
        yield changes
        below = changes[-1].pk


def forget_marks(batch: Batch) -> None:
    """Forget what an earlier look found, of the rows that were not taken back yet."""
    marked = batch.changes.exclude(left="")
    if batch.undone_down_to is not None:
        marked = marked.filter(pk__lt=batch.undone_down_to)
    marked.update(left="")


def refuse_what_changed(batch: Batch) -> None:
    """Raise ChangedSince when a look found rows to leave alone."""
    marked = batch.changes.exclude(left="")
    if batch.undone_down_to is not None:
        marked = marked.filter(pk__lt=batch.undone_down_to)
    count = marked.count()
    if count:
        raise ChangedSince(list(marked.order_by("-pk")[:SHOWN]), count)


def take(batch: Batch, changes: Sequence[BatchChange], *, by: Any) -> None:
    """Take some changes back, in a transaction of the caller, with where to go on from."""
    restoring.take(batch, changes, by=by)
    batch.undone_down_to = changes[-1].pk
    batch.save(update_fields=["undone_down_to"])


def finish(batch: Batch, *, by: Any) -> Undone:
    """Say that the whole batch was taken back; return how much."""
    batch.undone_at, batch.undone_by = timezone.now(), by
    batch.save(update_fields=["undone_at", "undone_by"])
    if batch.kind in _watched:
        _watched[batch.kind].after(batch)
    marked = batch.changes.exclude(left="")
    refused = list(marked.filter(left=Left.REFUSED).values_list("why", flat=True))
    left = marked.exclude(left=Left.REFUSED)
    count = left.count()
    restored = batch.changes.count() - count - len(refused)
    return Undone(restored, list(left.order_by("-pk")[:SHOWN]), count, refused)


def offer(request: HttpRequest, text: str, batch: Batch) -> None:
    """Tell what a batch did, with a button that takes it back; the list of batches keeps it."""
    undoing.offer(request, text, UNDO, pk=batch.pk)


def _remember(batch: Batch, row: Model, before: Values | None, after: Values | None) -> None:
    change, is_new = BatchChange.objects.get_or_create(
        batch=batch,
        model=row._meta.label_lower,
        row_pk=row.pk,
        defaults={"before": before, "after": after},
    )
    if not is_new:
        change.after = after
        change.save(update_fields=["after"])


def _remember_all(batch: Batch, model: type[Model], before: dict[int, Values | None]) -> None:
    after = stored_many(model, list(before))
    label = model._meta.label_lower
    known = {
        change.row_pk: change
        for change in batch.changes.filter(model=label, row_pk__in=list(before))
    }
    for pk, change in known.items():
        change.after = after.get(pk)
    BatchChange.objects.bulk_update(known.values(), ["after"], batch_size=AT_ONCE)
    BatchChange.objects.bulk_create(
        [
            BatchChange(batch=batch, model=label, row_pk=pk, before=held, after=after.get(pk))
            for pk, held in before.items()
            if pk not in known
        ],
        batch_size=AT_ONCE,
    )
