"""Many rows written by one gesture, and taken back as one.

An import, a review, a merge, a change of a whole selection writes its rows through a batch, which
keeps their values before and after. Undoing it stores the values before again: rows it added are
deleted, rows it deleted are back, rows it changed are as they were. A row that somebody changed
since is never silently overwritten: `undo` names it, and leaves it alone when told to.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import undo as undoing
from ui.models import Batch, BatchChange
from ui.templatetags.ui import number

UNDO = "ui.batch"
AT_ONCE = 500
type Values = dict[str, Any]
type Restored = Callable[[type[Model], Sequence[int]], None]

_ignored: dict[str, frozenset[str]] = {}
_restored: dict[str, Restored] = {}
_watched: dict[str, "_Watch"] = {}


class AlreadyUndone(Exception):
    """The batch was taken back before."""


class MayNotReturn(Exception):
    """A row may not be stored, and so not stored again: the text says why."""


class ChangedSince(Exception):
    """Rows of the batch were changed by somebody since; `changes` names them."""

    def __init__(self, changes: list[BatchChange]) -> None:
        super().__init__(_("Some rows were changed since."))
        self.changes = changes


@dataclass(frozen=True)
class Undone:
    """What taking a batch back did: how many rows it restored, which ones it left alone.

    `refused` says of each row that may not come back why.
    """

    restored_count: int
    kept: list[BatchChange]
    refused: list[str]


def describe(
    model: type[Model], *, derived: Iterable[str] = (), on_restored: Restored | None = None
) -> None:
    """Say of a model which fields are derived, and what to do once its rows were restored.

    Derived fields (a sort key, a search text) are not compared to tell whether a row was changed
    since. `on_restored(model, primary_keys)` computes them again.
    """
    label = model._meta.label_lower
    _ignored[label] = frozenset(derived)
    if on_restored is not None:
        _restored[label] = on_restored


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
    before = None if is_new else _stored(type(instance), instance.pk)
    instance.save()
    after = _stored(type(instance), instance.pk)
    if is_new:  # no change of this row can be there
        BatchChange.objects.create(
            batch=batch, model=instance._meta.label_lower, row_pk=instance.pk, after=after
        )
    else:
        _remember(batch, instance, before, after)


def delete(batch: Batch, instance: Model) -> None:
    """Delete one row, and remember it. What hangs on it must have been dealt with before."""
    before, model, pk = _stored(type(instance), instance.pk), type(instance), instance.pk
    instance.delete()
    instance.pk = pk
    _remember(batch, instance, before, _stored(model, pk))


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
        before = _stored_many(rows.model, some)
        rows.model._base_manager.filter(pk__in=some).update(**values)
        _remember_all(batch, rows.model, {pk: before.get(pk) for pk in some})
    return len(keys)


def delete_all(batch: Batch, rows: models.QuerySet[Any]) -> int:
    """Delete many rows on which nothing hangs; return how many (no history)."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for some in batched(keys, AT_ONCE, strict=False):
        before = _stored_many(rows.model, some)
        rows.model._base_manager.filter(pk__in=some).delete()
        _remember_all(batch, rows.model, {pk: before.get(pk) for pk in some})
    return len(keys)


def undo(batch: Batch, *, by: Any, keep_changed: bool = False) -> Undone:
    """Take a batch back, the last row first.

    Raises AlreadyUndone; ChangedSince when rows were changed since and `keep_changed` is not set.
    With it, what was changed in those rows stays; their other fields are as they were before.
    Raises CannotUndo when what watches this kind of batch refuses.
    """
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.undone_at is not None:
            raise AlreadyUndone
        watched = _watched.get(batch.kind)
        if watched:
            watched.before(batch)
        changes = list(batch.changes.order_by("-pk"))
        kept = _changed_since(changes)
        if kept and not keep_changed:
            raise ChangedSince(kept)
        spared = {change.pk for change in kept}
        refused: list[str] = []
        for change in changes:
            if change.pk in spared:
                _restore_what_stayed(change)
            elif not _may_return(change, refused):
                kept.append(change)
        batch.undone_at, batch.undone_by = timezone.now(), by
        batch.save(update_fields=["undone_at", "undone_by"])
        _tell(changes)
        if watched:
            watched.after(batch)
    return Undone(len(changes) - len(kept) - len(refused), kept, refused)


def may_undo(request: HttpRequest, batch: Batch) -> bool:
    """Tell whether this user may take the batch back."""
    return batch.undone_at is None and request.user.has_perm(batch.permission)


def offer(request: HttpRequest, text: str, batch: Batch) -> None:
    """Tell what a batch did, with a button that takes it back; the list of batches keeps it."""
    undoing.offer(request, text, UNDO, pk=batch.pk)


def take_back(request: HttpRequest, *, pk: int) -> str:
    """Undo a batch from the message that told of it; return where to go. Raises CannotUndo."""
    batch = Batch.objects.filter(pk=pk).first()
    if batch is None or not request.user.has_perm(batch.permission):
        raise undoing.CannotUndo(_("It is too late to undo this."))
    try:
        undone = undo(batch, by=request.user)
    except AlreadyUndone as refusal:
        raise undoing.CannotUndo(_("This was undone already.")) from refusal
    except ChangedSince as refusal:
        # Its page shows which rows, and what may still be done.
        there = reverse("batch_undo", args=[pk])
        raise undoing.CannotUndo(str(refusal), url=there) from refusal
    if undone.kept or undone.refused:
        messages.warning(request, said(undone))
    return batch.url or reverse("batch_list")


def readable(changes: Iterable[BatchChange]) -> list[tuple[str, str]]:
    """Return what each row is and how it is called, for a person to read."""
    found = []
    for change in changes:
        model = apps.get_model(change.model)
        row = model._base_manager.filter(pk=change.row_pk).first()
        found.append((str(model._meta.verbose_name), str(row) if row else _("deleted since")))
    return found


def said(undone: Undone) -> str:
    """Return the sentence that says what taking a batch back did."""
    text = ngettext(
        "Undone: %(count)s row is as it was before.",
        "Undone: %(count)s rows are as they were before.",
        undone.restored_count,
    ) % {"count": number(undone.restored_count)}
    if undone.kept:
        kept = ngettext(
            "%(count)s row changed since was left alone.",
            "%(count)s rows changed since were left alone.",
            len(undone.kept),
        )
        text = f"{text} {kept % {'count': number(len(undone.kept))}}"
    if undone.refused:
        refused = ngettext(
            "%(count)s row does not come back: %(why)s",
            "%(count)s rows do not come back: %(why)s",
            len(undone.refused),
        )
        why = " ".join(dict.fromkeys(undone.refused))
        text = f"{text} {refused % {'count': number(len(undone.refused)), 'why': why}}"
    return text


def _tell(changes: Iterable[BatchChange]) -> None:
    """Let each model compute again what derives from the restored rows."""
    keys: dict[str, list[int]] = {}
    for change in changes:
        keys.setdefault(change.model, []).append(change.row_pk)
    for label, found in keys.items():
        if label in _restored:
            _restored[label](apps.get_model(label), found)


def _may_return(change: BatchChange, refused: list[str]) -> bool:
    """Restore a row; add to `refused` why it may not be stored again."""
    try:
        return _restore(change)
    except MayNotReturn as refusal:
        refused.append(str(refusal))
        return True


def _restore(change: BatchChange) -> bool:
    """Store the values before; return False when something rests on a row that should go."""
    model: Any = apps.get_model(change.model)
    if change.before is None:
        try:
            with transaction.atomic():
                for added in model._base_manager.filter(pk=change.row_pk):
                    added.delete()
        except ProtectedError:
            return False
        return True
    try:
        with transaction.atomic():
            _store(change, change.before)
    except IntegrityError:
        return False
    return True


def _restore_what_stayed(change: BatchChange) -> None:
    """Store the values before of the fields that still hold what the batch wrote in them."""
    now = _stored(apps.get_model(change.model), change.row_pk)
    before, after = change.before, change.after
    if now is None or before is None or after is None:
        return
    wrote = [name for name in before if before[name] != after.get(name) == now.get(name)]
    if wrote:
        _store(change, now | {name: before[name] for name in wrote})


def _store(change: BatchChange, held_before: Values) -> None:
    """Store these values in the row of a change."""
    model: Any = apps.get_model(change.model)
    values = {"model": change.model, "pk": change.row_pk, "fields": held_before}
    (stored,) = serializers.deserialize("python", [values])
    row: Any = stored.object
    row._state.adding = change.after is None
    row.save()
    dated = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    }
    # These fields write the present moment over what they held.
    if dated:
        (again,) = serializers.deserialize("python", [values])
        held = {name: getattr(again.object, name) for name in dated}
        model._base_manager.filter(pk=change.row_pk).update(**held)


def _changed_since(changes: list[BatchChange]) -> list[BatchChange]:
    """Return the changes whose rows no longer hold what the batch wrote."""
    keys: dict[str, list[int]] = {}
    for change in changes:
        keys.setdefault(change.model, []).append(change.row_pk)
    now = {label: _stored_many(apps.get_model(label), found) for label, found in keys.items()}
    return [
        change
        for change in changes
        if not _same(change.model, now[change.model].get(change.row_pk), change.after)
    ]


def _same(label: str, one: Values | None, other: Values | None) -> bool:
    if one is None or other is None:
        return one is other
    ignored = _ignored.get(label, frozenset())
    return all(one.get(name) == other.get(name) for name in (one.keys() | other.keys()) - ignored)


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
    after = _stored_many(model, list(before))
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


def _stored(model: type[Model], pk: Any) -> Values | None:
    return _stored_many(model, [pk]).get(pk)


def _stored_many(model: type[Model], keys: Iterable[Any]) -> dict[int, Values]:
    """Return what the base holds of these rows, as JSON holds it."""
    found: dict[int, Values] = {}
    for some in batched(keys, AT_ONCE, strict=False):
        for row in serializers.serialize("python", model._base_manager.filter(pk__in=some)):
            found[row["pk"]] = _plain(row["fields"])
    return found


class _Exact(DjangoJSONEncoder):
    """Writes a moment to the microsecond: what is restored must be what was there."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def _plain(values: Values) -> Values:
    plain: Values = json.loads(json.dumps(values, cls=_Exact))
    return plain
