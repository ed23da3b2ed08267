"""Takes some hundreds of the changes of a batch back in a few statements.

`look` says what would be left alone, and why; `take` stores the values before. A row that somebody
changed since, or on which something new hangs, is left alone and marked (`BatchChange.left`). Both
are called with the latest changes first, inside a transaction of the caller.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import SET_NULL, Model

from ui import hanging, stored, versions
from ui.models import Batch, BatchChange

AT_ONCE = 500
FEW = 20  # groups of rows that change alike: one UPDATE each; beyond, one for all
Left = BatchChange.Left
type Key = tuple[str, int]
type Restored = Callable[[Mapping[type[Model], Sequence[int]]], None]

_restored: dict[str, Restored] = {}


def tell(label: str, restored: Restored) -> None:
    """Name what computes again what derives from the restored rows of a model."""
    _restored[label] = restored


def look(batch: Batch, changes: Sequence[BatchChange]) -> list[BatchChange]:
    """Mark what would be left alone of these changes; return it. Nothing is taken back."""
    chunk = _Chunk(batch, changes, locks=False)
    chunk.hold(pulls=False)
    return chunk.mark()


def take(batch: Batch, changes: Sequence[BatchChange], *, by: Any) -> list[BatchChange]:
    """Take these changes back; return those left alone, which are marked."""
    chunk = _Chunk(batch, changes)
    try:
        with transaction.atomic():
            chunk.hold(pulls=True)
            chunk.restore(by)
            left = chunk.mark()
    except IntegrityError:
        left = _one_by_one(batch, changes, by)
    _refresh(chunk.changes.values())
    return left


def _one_by_one(batch: Batch, changes: Sequence[BatchChange], by: Any) -> list[BatchChange]:
    """Take each back by itself, in order: one of them no longer finds its place free."""
    left = []
    for change in changes:
        try:
            with transaction.atomic():
                chunk = _Chunk(batch, [change])
                chunk.hold(pulls=True)
                chunk.restore(by)
                left += [one for one in chunk.mark() if one.pk == change.pk]
        except IntegrityError:
            change.left = Left.BLOCKED
            change.save(update_fields=["left"])
            left.append(change)
    return left


def _refresh(changes: Iterable[BatchChange]) -> None:
    """Let each model compute again what derives from the restored rows."""
    keys: dict[Restored, dict[type[Model], list[int]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        if change.model in _restored:
            keys[_restored[change.model]][apps.get_model(change.model)].append(change.row_pk)
    for restored, found in keys.items():
        restored(found)


class MayNotReturn(Exception):
    """A row may not be stored, and so not stored again: the text says why."""


class _Chunk:
    """Some changes, the latest first, with the rows they are about as they are now."""

    def __init__(self, batch: Batch, changes: Sequence[BatchChange], *, locks: bool = True) -> None:
        self.batch = batch
        self.locks = locks
        self.changes: dict[Key, BatchChange] = {}
        self.rows: dict[Key, Model] = {}
        self.now: dict[Key, stored.Values] = {}
        self.leads: dict[Key, list[Key]] = {}
        self.left: dict[Key, str] = {}
        self.why: dict[Key, str] = {}
        self.settled: set[Key] = set()
        self._add(changes)

    def _add(self, changes: Iterable[BatchChange]) -> None:
        """Read the rows of these changes, and tell which were changed since."""
        keys: dict[str, list[int]] = defaultdict(list)
        for change in changes:
            key = (change.model, change.row_pk)
            self.changes[key] = change
            keys[change.model].append(change.row_pk)
        for label, pks in keys.items():
            found = apps.get_model(label)._base_manager.filter(pk__in=pks).order_by("pk")
            rows = list(found.select_for_update(of=("self",)) if self.locks else found)
            for row in rows:
                self.rows[label, row.pk] = row
                self.leads[label, row.pk] = [to[:2] for to in hanging.targets(row)]
            self.now |= {(label, pk): held for pk, held in stored.values_of(rows).items()}
            for pk in pks:
                self._compare((label, pk))

    def _compare(self, key: Key) -> None:
        change, now = self.changes[key], self.now.get(key)
        if stored.same(key[0], now, change.after):
            return
        if stored.same(key[0], now, change.before):
            self.settled.add(key)  # somebody took it back already
        else:
            self.left[key] = Left.CHANGED

    def _of(self, *, added: bool = False, deleted: bool = False) -> list[Key]:
        """Return the changes still to take back: rows added, rows deleted, or rows changed."""
        return [
            key
            for key, change in self.changes.items()
            if key not in self.left
            and key not in self.settled
            and (change.before is None) == added
            and (change.after is None) == deleted
        ]

    def hold(self, *, pulls: bool) -> None:
        """Leave the added rows on which something hangs that does not go with them.

        With `pulls`, rows of an older change of the batch that hang on them come along.
        """
        asked: set[Key] = set()
        while wanted := [key for key in self._of(added=True) if key not in asked]:
            asked.update(wanted)
            for label, keys in _by_model(wanted).items():
                model = apps.get_model(label)
                for pk in hanging.held(self.batch, model, keys):
                    self.left[label, pk] = Left.HELD
                if pulls:
                    self._pull(model, keys)
        self._hold_under_what_stays()

    def _pull(self, model: type[Model], keys: Sequence[int]) -> None:
        found = {(label, pk) for label, pk, _key in hanging.ours(self.batch, model, keys)}
        for label, pks in _by_model(found - self.changes.keys()).items():
            older = BatchChange.objects.filter(batch=self.batch, model=label, row_pk__in=pks)
            self._add(older.order_by("-pk"))

    def _hold_under_what_stays(self) -> None:
        """Leave what a row that stays leads to, as long as it leads there."""
        waiting = list(self.left)
        while waiting:
            for target in self.leads.get(waiting.pop(), ()):
                change = self.changes.get(target)
                if change and change.before is None and target not in self.left:
                    self.left[target] = Left.HELD
                    waiting.append(target)

    def mark(self) -> list[BatchChange]:
        """Store on each change whether it was left alone; return those that were."""
        for key, change in self.changes.items():
            change.left = self.left.get(key, "")
            change.why = self.why.get(key, "")
        by_mark = sorted(self.changes.values(), key=lambda change: change.left)
        for mark, some in groupby(by_mark, key=lambda change: change.left):
            keys = [change.pk for change in some]
            BatchChange.objects.filter(pk__in=keys).exclude(left=mark).update(left=mark)
        told = [change for change in self.changes.values() if change.why]
        BatchChange.objects.bulk_update(told, ["why"])
        return [change for change in self.changes.values() if change.left]

    def restore(self, by: Any) -> None:
        """Take back: rows added go first, then the others find their place free again."""
        self._set_back()
        self._hold_under_what_stays()
        for label, keys in _by_model(self._of(added=True)).items():
            self._delete(label, keys, by)
        self._write(by)
        for label, keys in _by_model(self._of(deleted=True)).items():
            self._bring_back(label, keys, by)

    def _delete(self, label: str, keys: Sequence[int], by: Any) -> None:
        model = apps.get_model(label)
        hanging.let_go(model, keys)
        rows: Any = model._base_manager.filter(pk__in=keys)
        versions.keep(model, [self.rows[label, pk] for pk in keys], done=versions.DELETED, by=by)
        rows._raw_delete(rows.db)

    def _set_back(self) -> None:
        """Put the values before into the rows that were changed, not stored yet."""
        self.wrote: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        for key in self._of():
            before, now = self.changes[key].before or {}, self.now[key]
            self._put(
                key, {n: before[n] for n in before.keys() & now.keys() if before[n] != now[n]}
            )
        for key, mark in self.left.items():
            change, held = self.changes[key], self.now.get(key)
            if mark == Left.CHANGED and held and change.before and change.after:
                # What the batch wrote and nobody touched since is as before.
                after = change.after
                self._put(
                    key,
                    {
                        name: value
                        for name, value in change.before.items()
                        if name in after and value != after[name] == held.get(name)
                    },
                )
        self._check_targets()

    def _put(self, key: Key, values: dict[str, Any]) -> None:
        row: Any = self.rows[key]
        known = {field.name for field in row._meta.concrete_fields}
        values = {name: value for name, value in values.items() if name in known}
        if values:
            stored.set_values(row, values)
            self.wrote[key[0]][key[1]] = values

    def _check_targets(self) -> None:
        """See to it that what comes back leads to rows that are there."""
        back = set(self._of(deleted=True))
        for label, pk in back:
            before = self.changes[label, pk].before or {}
            self.rows[label, pk] = stored.instance_of(apps.get_model(label), pk, before)
        keys = [*back, *((label, pk) for label, rows in self.wrote.items() for pk in rows)]
        leads = [(key, *to) for key in keys for to in hanging.targets(self.rows[key])]
        wanted: dict[str, set[Any]] = defaultdict(set)
        for _key, label, pk, _field in leads:
            if (label, pk) not in back:
                wanted[label].add(pk)
        gone = hanging.missing(wanted)
        for key, label, pk, field in leads:
            if pk not in gone.get(label, ()):
                continue
            if field.null and field.remote_field.on_delete is SET_NULL:
                setattr(self.rows[key], field.attname, None)
            else:
                self.left[key] = Left.BLOCKED
                self.wrote[key[0]].pop(key[1], None)

    def _write(self, by: Any) -> None:
        """Store the rows that were changed: in one statement those that change alike."""
        for label, found in self.wrote.items():
            model: Any = apps.get_model(label)
            alike: dict[str, list[int]] = defaultdict(list)
            for pk, values in found.items():
                alike[repr(sorted(values.items()))].append(pk)
            rows = [self.rows[label, pk] for pk in found]
            if len(alike) <= FEW:
                for pks in alike.values():
                    first = self.rows[label, pks[0]]
                    values = {name: _held(first, name) for name in found[pks[0]]}
                    model._base_manager.filter(pk__in=pks).update(**values)
            else:
                names = sorted({name for values in found.values() for name in values})
                model._base_manager.bulk_update(rows, names, batch_size=AT_ONCE)
            versions.keep(model, rows, done=versions.CHANGED, by=by)

    def _bring_back(self, label: str, keys: Sequence[int], by: Any) -> None:
        model: Any = apps.get_model(label)
        dated = [
            field
            for field in model._meta.concrete_fields
            if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        ]
        held = {
            key: [getattr(self.rows[label, key], field.attname) for field in dated] for key in keys
        }
        rows = self._insert(model, [self.rows[label, key] for key in keys], by)
        if dated:
            # These fields wrote the present moment over what they held.
            for row in rows:
                for field, moment in zip(dated, held[row.pk], strict=True):
                    setattr(row, field.attname, moment)
            names = [field.name for field in dated]
            model._base_manager.bulk_update(rows, names, batch_size=AT_ONCE)

    def _insert(self, model: Any, rows: Sequence[Any], by: Any) -> list[Any]:
        """Store rows again; one by one those of a model that may refuse some."""
        if model.save_base is Model.save_base:
            model._base_manager.bulk_create(rows, batch_size=AT_ONCE)
            versions.keep(model, rows, done=versions.ADDED, by=by)
            return list(rows)
        stored_again = []
        for row in rows:
            try:
                row.save(force_insert=True)
            except MayNotReturn as refusal:
                key = (model._meta.label_lower, row.pk)
                self.left[key], self.why[key] = Left.REFUSED, str(refusal)[:300]
            else:
                stored_again.append(row)
        return stored_again


def _held(row: Any, name: str) -> Any:
    """Return what a row holds, a key rather than the row it leads to."""
    return getattr(row, row._meta.get_field(name).attname)


def _by_model(keys: Iterable[Key]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for label, pk in keys:
        found[label].append(pk)
    return found


def changes_of(batch: Batch, *, below: int | None, at_once: int = AT_ONCE) -> list[BatchChange]:
    """Return the next changes of a batch, the latest first, those with a key below this one."""
    changes: models.QuerySet[BatchChange] = batch.changes.order_by("-pk")
    if below is not None:
        changes = changes.filter(pk__lt=below)
    return list(changes[:at_once])
