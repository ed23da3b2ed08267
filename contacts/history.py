"""What happened to a person or an organization: who changed what, field by field, and when.

Versions of rows are kept by django-simple-history; those that a grouped change wrote say so, and
rows it wrote without a version are read from what the batch remembers. Higher packages add what
they know with `register`, in their `AppConfig.ready`.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import history_reading, phones, reverting
from contacts.history_reading import Place, Rows
from contacts.models import Exchange
from contacts.tracking import MODELS, Tracked
from ui.keys import key_of
from ui.models import Batch, BatchChange
from ui.templatetags.ui import day, hour

PAGE_SIZE = 30
AT_ONCE = PAGE_SIZE + 1  # lines read of each source
ROUNDS = 10  # how often a page reads on when what it read says nothing
NOTHING = "—"


@dataclass(frozen=True)
class Change:
    """One field of a change, as a person reads it."""

    label: str
    before: str
    after: str


@dataclass(kw_only=True)
class Entry:
    """One change: `done` is "+" (added), "~" (changed) or "-" (removed)."""

    at: datetime.datetime
    who: Any
    done: str
    what: str
    changes: list[Change] = field(default_factory=list)
    batch: Batch | None = None
    undo_url: str = ""
    key: tuple[str, int] = ("", 0)
    read: Callable[["Names"], None] | None = None
    wanted: Sequence[tuple[type[Model], Any]] = ()

    @property
    def place(self) -> Place:
        """Return where it stands among the others."""
        return Place(self.at, *self.key)


@dataclass(frozen=True)
class Names:
    """How the rows that keys lead to are called; those that are gone say so."""

    found: dict[tuple[type[Model], Any], str]

    def of(self, model: type[Model], pk: Any) -> str:
        """Return the name of a row."""
        return self.found.get((model, pk)) or _("deleted since")


@dataclass(frozen=True)
class Page:
    """One page of a history, the latest change first."""

    entries: list[Entry]
    below: Place | None
    is_first: bool

    @property
    def next(self) -> str:
        """Return the link to older changes."""
        return f"?{urlencode({'before': written(self.below)})}" if self.below else ""

    @property
    def previous(self) -> str:
        """Return the link back to the latest ones."""
        return "" if self.is_first else "?"


def written(place: Place) -> str:
    """Return a place as an address holds it."""
    return f"{place.at.isoformat()}~{place.source}~{place.pk}"


def place_in(text: str) -> Place | None:
    """Return the place an address names, or None."""
    moment, _mark, rest = text.partition("~")
    source, _mark, key = rest.partition("~")
    try:
        at = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return None
    pk = key_of(key)
    if pk is None or at.tzinfo is None or not source.isascii():
        return None
    return Place(at, source, pk)


type Teller = Callable[[Any, Any], Iterable[Entry]]
_tellers: dict[str, list[Teller]] = {}


def register(subject: str, teller: Teller) -> None:
    """Add what a higher package knows: `teller(row, reader)` returns entries."""
    _tellers.setdefault(subject, []).append(teller)


def page_of(row: Any, *, reader: Any, below: Place | None = None) -> Page:
    """Return a page of the history of a person or of an organization, for this reader."""
    is_first = below is None
    shown: list[Entry] = []
    for _round in range(ROUNDS):
        entries, whole_to = _some(row, reader, below)
        room = PAGE_SIZE - len(shown)
        shown += entries[:room]
        below = shown[-1].place if entries[room:] else whole_to
        if below is None or len(shown) == PAGE_SIZE:
            break
    names = _names([want for entry in shown for want in entry.wanted])
    for entry in shown:
        if entry.read is not None:
            entry.read(names)
    return Page(shown, below, is_first)


def _some(row: Any, reader: Any, below: Place | None) -> tuple[list[Entry], Place | None]:
    """Return entries below a place, the latest first, and how far down nothing is missing.

    None when there is nothing more below.
    """
    subject = str(row._meta.model_name)
    entries: list[Entry] = []
    looked_to: list[Place] = []
    for tracked in MODELS.values():
        if subject in tracked.to:
            rows = history_reading.rows_of(tracked, row.pk, subject, reader)
            for found, last in (_told(rows, below, reader), _told_by_batches(rows, below)):
                entries += found
                looked_to += [last] if last else []
    for teller in _tellers.get(subject, []):
        entries += (one for one in teller(row, reader) if below is None or one.place < below)
    whole_to = max(looked_to, default=None)
    if whole_to is not None:
        entries = [entry for entry in entries if entry.place >= whole_to]
    return sorted(entries, key=lambda entry: entry.place, reverse=True), whole_to


def _told(rows: Rows, below: Place | None, reader: Any) -> tuple[list[Entry], Place | None]:
    """Return what versions tell, and the last place looked at when there are more."""
    tracked = rows.tracked
    read = history_reading.versions(rows, below=below, at_most=AT_ONCE)
    entries = [
        _entry(tracked, one.version, one.before, reader, one.batch)
        for one in read
        if _says_something(tracked, one.version, one.before)
    ]
    if len(read) < AT_ONCE:
        return entries, None
    last = read[-1].version
    return entries, Place(last.history_date, tracked.name, last.history_id)


def _told_by_batches(rows: Rows, below: Place | None) -> tuple[list[Entry], Place | None]:
    changes, last = history_reading.silent(rows, below=below, at_most=AT_ONCE)
    entries = [_of_batch(rows.tracked, change) for change in changes]
    source = history_reading.source_of(rows.tracked)
    return entries, Place(last.batch.begun_at, source, last.pk) if last else None


def entry_of(tracked: Tracked, version: Any, reader: Any) -> Entry:
    """Return one change, ready to be read."""
    entry = _entry(tracked, version, reverting.previous(tracked, version), reader, None)
    if entry.read is not None:
        entry.read(_names(entry.wanted))
    return entry


def differences(tracked: Tracked, version: Any) -> list[Change]:
    """Return what was changed again since a change: before it, and now."""
    found = [
        one
        for one in reverting.changed_since(tracked, version)
        if one.field.name not in tracked.hidden
    ]
    names = _names(
        (one.field.related_model, value)
        for one in found
        for value in (one.before, one.now)
        if one.field.is_relation and value is not None
    )
    return [
        Change(
            _label(one.field),
            readable(one.field, one.before, names),
            readable(one.field, one.now, names),
        )
        for one in found
    ]


def _says_something(tracked: Tracked, version: Any, before: Any) -> bool:
    if version.history_type != "~" or before is None:
        return True
    return bool(_shown_fields(tracked, version, before))


def _shown_fields(tracked: Tracked, version: Any, before: Any) -> list[Any]:
    return [
        one
        for one in reverting.changed_fields(tracked, version, before)
        if one.name not in tracked.hidden
    ]


def _entry(tracked: Tracked, version: Any, before: Any, reader: Any, batch: Batch | None) -> Entry:
    fields = _shown_fields(tracked, version, before)
    entry = Entry(
        at=version.history_date,
        who=version.history_user or (batch and batch.owner),
        done=version.history_type if before is not None or version.history_type == "-" else "+",
        what=str(tracked.model._meta.verbose_name),
        batch=batch,
        key=(tracked.name, version.history_id),
        wanted=_wanted(fields, before, version),
    )
    if reverting.may_take_back(tracked, version, before) and tracked.may_undo(reader, version):
        entry.undo_url = reverse("change_undo", args=[tracked.name, version.history_id])

    def read(names: Names) -> None:
        entry.what = _named(tracked, version, names)
        old = None if version.history_type == "+" else before
        new = None if version.history_type == "-" else version
        entry.changes = [
            change
            for change in (
                Change(_label(one), _value(one, old, names), _value(one, new, names))
                for one in fields
                if _is_worth_saying(one, old, new)
            )
            if change.before != change.after
        ]

    entry.read = read
    return entry


def _is_worth_saying(one: Any, old: Any, new: Any) -> bool:
    """Leave out a box that is not ticked: it says nothing of what arrives or goes."""
    if old is not None and new is not None:
        return True
    return getattr(new or old, one.attname) is not False


def _named(tracked: Tracked, version: Any, names: Names) -> str:
    """Say which row it was: "Mandat : Maire"."""
    kind = str(tracked.model._meta.verbose_name)
    if tracked.is_subject:
        return _("the page itself")
    if tracked.model is Exchange:
        return f"{kind} · {day(version.happened_on)}"
    said = getattr(version, "title", "") or getattr(version, "role", "")
    value = getattr(version, "value", "")
    return f"{kind} · {said or phones.shown(value)}"


def _wanted(fields: Sequence[Any], *versions: Any) -> list[tuple[type[Model], Any]]:
    return [
        (one.related_model, getattr(version, one.attname))
        for one in fields
        if one.is_relation
        for version in versions
        if version is not None and getattr(version, one.attname) is not None
    ]


def _names(wanted: Iterable[tuple[type[Model], Any]]) -> Names:
    keys: dict[type[Model], set[Any]] = {}
    for model, pk in wanted:
        keys.setdefault(model, set()).add(pk)
    return Names(
        {
            (model, row.pk): str(row)
            for model, pks in keys.items()
            for row in model._base_manager.filter(pk__in=pks)
        }
    )


def _label(one: Any) -> str:
    label = str(one.verbose_name)
    return label[:1].upper() + label[1:]


def _value(one: Any, version: Any, names: Names) -> str:
    return readable(one, None if version is None else getattr(version, one.attname), names)


def readable(one: Any, value: Any, names: Names) -> str:
    """Return the value of a field as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if one.is_relation:
        return names.of(one.related_model, value)
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    return _said(value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return f"{day(value)}, {hour(value)}"
    if isinstance(value, datetime.date):
        return day(value)
    return phones.shown(str(value))


def _of_batch(tracked: Tracked, change: BatchChange) -> Entry:
    """Return the entry of a row that a grouped change wrote in bulk, without a version."""
    old, new = change.before or {}, change.after or {}
    fields = [
        one
        for one in tracked.fields
        if one.name not in tracked.hidden and old.get(one.name) != new.get(one.name)
    ]
    model = tracked.history.model
    versions = [
        model(**{one.attname: one.to_python(held.get(one.name)) for one in tracked.fields})
        if held
        else None
        for held in (old, new)
    ]
    entry = Entry(
        at=change.batch.begun_at,
        who=change.batch.owner,
        done="+" if change.before is None else "-" if change.after is None else "~",
        what=str(tracked.model._meta.verbose_name),
        batch=change.batch,
        key=(history_reading.source_of(tracked), change.pk),
        wanted=_wanted(fields, *versions),
    )

    def read(names: Names) -> None:
        entry.what = _named(tracked, versions[1] or versions[0], names)
        entry.changes = [
            Change(_label(one), _value(one, versions[0], names), _value(one, versions[1], names))
            for one in fields
        ]

    entry.read = read
    return entry
