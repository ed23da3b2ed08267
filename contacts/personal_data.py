"""Everything we hold about one person: where it lies, how it is gathered, what erasing it does.

Every model that may hold somebody's data is named here by its package, in `AppConfig.ready`:

    personal_data.register(personal_data.rows("events.Guest", label=_("Invitations"), blank={}))

`rows` serves every table with a foreign key to the person: it gathers its rows and their history,
and erases them. Anything else (words inside JSON, files, rows found by something other than a key)
is a `Source` of its own. A model that holds nobody's data although it looks as if it might says so
with `holds_nobody`. `uncovered()` names the models that nobody spoke for; a test keeps it empty.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import phones
from contacts.somebody import STAKEHOLDER, identities, keys_of, models_of_people
from directory.models import RegisterPerson
from ui.templatetags.ui import day, hour

__all__ = ("keys_of",)
type Values = dict[str, Any]
AT_ONCE = 500
DELETED = gettext_lazy("removed")
BLANKED = gettext_lazy("emptied of its words; the row stays for the counts")
KEPT = gettext_lazy("kept for the counts, without a name")
# Derived from other fields: telling them again to a person would say nothing more.
_DERIVED = frozenset(
    {"id", "sort_key", "search_text", "search_words", "identity", "folded_last", "folded_first"}
    | {"match_key", "key", "rank", "lease", "leased_until", "about", "about_pk"}
    # Kept for the lists.
    | {"exchanged_on", "openly_exchanged_on", "main_rank", "main_place", "series"}
)
_FIRST = ("first_name", "last_name", "sex")
# Names of fields that no page shows, for the file a person receives.
_LABELS = {
    "author": gettext_lazy("noted by"),
    "created_at": gettext_lazy("recorded"),
    "created_by": gettext_lazy("recorded by"),
    "recorded_by": gettext_lazy("recorded by"),
    "added_at": gettext_lazy("added"),
    "seen_in": gettext_lazy("seen in"),
    "first_seen_in": gettext_lazy("first seen in"),
    "cohort": gettext_lazy("last seen in"),
    "is_superseded": gettext_lazy("replaced since"),
    "district_code": gettext_lazy("code of the constituency"),
    "born_on": gettext_lazy("birth date, as the public register gives it"),
    "event": gettext_lazy("event"),
    "edition": gettext_lazy("edition"),
    "organization": gettext_lazy("organization"),
    "territory": gettext_lazy("territory"),
    "register_person": gettext_lazy("person of the register"),
    "merged_into": gettext_lazy("merged into"),
    "erased_at": gettext_lazy("erased"),
    "reason": gettext_lazy("reason"),
    "operation": gettext_lazy("operation"),
    "collected_by": gettext_lazy("collected by"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing held about somebody, as they read it."""

    label: str
    value: str
    on: datetime.date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A model whose rows belong to people, through these fields (`guest__stakeholder`).

    `of` is the label of the people they lead to; `about` are the ways to rows that may be about
    anybody (`contacts.models.about`): "" for the model itself.
    """

    model: str
    to: tuple[str, ...]
    of: str = STAKEHOLDER
    about: tuple[str, ...] = ()

    def mine(self, who: Model) -> Q:
        """Return the condition of the rows of this person, in all they are."""
        known = identities(who)
        mine = Q(pk__in=())
        for path in self.to:
            mine |= Q(**{f"{path}__in": known.get(self.of, [])})
        for way in self.about:
            for label, keys in known.items():
                mine |= Q(**{f"{way}about": label, f"{way}about_pk__in": keys})
        return mine


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place where data about people lies.

    `gather(stakeholder)` returns what a person reads, `data(stakeholder)` the same for a machine,
    as JSON takes it. `erase(stakeholder)` removes it and returns how many rows it touched; `fate`
    says beforehand what that does. Sources are shown by `order`, and erased the last one first.
    """

    name: str
    label: Any
    gather: Callable[[Any], Iterable[Entry]]
    data: Callable[[Any], list[Values]]
    erase: Callable[[Any], int]
    fate: Any = DELETED
    covers: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    order: int = 100
    files: Callable[[Any], Iterable[tuple[str, bytes]]] = field(default=lambda _who: ())


_sources: dict[str, Source] = {}
_nobody: dict[str, str] = {}


def register(source: Source) -> None:
    """Name a place where data about people lies."""
    _sources[source.name] = source


def holds_nobody(*labels: str, why: str) -> None:
    """Say that these models hold no data about the people we follow, and why."""
    for label in labels:
        _nobody[label.lower()] = why


def sources() -> list[Source]:
    """Return every source, in the order in which a person reads them."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.name))


def tables() -> list[Table]:
    """Return every table whose rows belong to people."""
    return [table for source in sources() for table in source.tables]


def rows(
    model: str,
    *,
    label: Any,
    to: Sequence[str] = ("stakeholder",),
    of: str = STAKEHOLDER,
    about: Sequence[str] = (),
    blank: Mapping[str, Any] | None = None,
    order: int = 100,
) -> Source:
    """Return the source of a model's rows and of their history.

    `to` are its ways to the people of the label `of`, `about` those to anybody. `blank` tells
    what erasing writes into the rows, which then stay for the counts ({} leaves them as they
    are); without it the rows are deleted. Their history is deleted in every case.
    """
    table = Table(model=model, to=tuple(to), of=of, about=tuple(about))
    fate = DELETED if blank is None else BLANKED if blank else KEPT

    def erase(stakeholder: Any) -> int:
        found = rows_of(table, stakeholder)
        keys = list(found.values_list("pk", flat=True))
        everything = apps.get_model(model)._base_manager.filter(pk__in=keys)
        if blank is None:
            everything.delete()
        elif blank:
            everything.update(**blank)
        # Last: deleting a row writes a version of its own.
        versions = history_of(table, stakeholder, keys)
        if versions is not None:
            versions.delete()
        return len(keys)

    return Source(
        name=model.lower(),
        label=label,
        gather=lambda stakeholder: entries(table, stakeholder),
        data=lambda stakeholder: table_data(table, stakeholder),
        erase=erase,
        fate=fate,
        covers=covered(model),
        tables=(table,),
        order=order,
    )


def covered(model: str) -> tuple[str, ...]:
    """Return the labels of a model and of its versions."""
    past: Any = getattr(apps.get_model(model), "history", None)
    return (model.lower(),) if past is None else (model.lower(), past.model._meta.label_lower)


def rows_of(table: Table, stakeholder: Any) -> models.QuerySet[Any]:
    """Return the rows of a table that belong to somebody."""
    model = apps.get_model(table.model)
    found = model._base_manager.filter(table.mine(stakeholder)).values("pk")
    rows_there: models.QuerySet[Any] = model._base_manager.filter(pk__in=found).order_by("pk")
    return rows_there


def history_of(
    table: Table, stakeholder: Any, keys: Sequence[int] | None = None
) -> models.QuerySet[Any] | None:
    """Return the versions of these rows, those of deleted rows too; None when none are kept.

    `keys` are those of the rows, when they were asked for before.
    """
    history: Any = getattr(apps.get_model(table.model), "history", None)
    if history is None:
        return None
    names = {one.name for one in history.model._meta.get_fields()}
    if keys is None:
        keys = list(rows_of(table, stakeholder).values_list("pk", flat=True))
    mine = Q(id__in=keys)
    for path in table.to:
        if path in names:
            mine |= Q(**{f"{path}__in": identities(stakeholder).get(table.of, [])})
    found: models.QuerySet[Any] = history.model._base_manager.filter(mine).order_by("history_id")
    return found


def entries(table: Table, stakeholder: Any) -> list[Entry]:
    """Return the rows of a table, and what they said before, for a person to read."""
    found = [_entry(row, table) for row in rows_of(table, stakeholder)]
    said = {frozenset(entry.value.splitlines()) for entry in found}
    for version in history_of(table, stakeholder) or ():
        text = readable(version, skip=table.to)
        lines = frozenset(text.splitlines())
        if lines and lines not in said:
            said.add(lines)
            found.append(
                Entry(
                    label=_("earlier version"),
                    value=text,
                    on=version.history_date.date(),
                    source=str(version.history_user or ""),
                )
            )
    return found


def _entry(row: Model, table: Table) -> Entry:
    created: Any = getattr(row, "created_at", None)
    author: Any = getattr(row, "author", None)
    return Entry(
        label=str(row._meta.verbose_name),
        value=readable(row, skip=table.to),
        on=created.date() if created else None,
        source=str(author or ""),
    )


def readable(row: Model, *, skip: Sequence[str] = ()) -> str:
    """Return the values of a row, each under its name; of other people only that there is one."""
    lines = []
    for one in sorted(row._meta.concrete_fields, key=lambda field: field.name not in _FIRST):
        is_inner = one.primary_key or one.name in _DERIVED or one.name.endswith("_key")
        is_inner = is_inner or one.name.startswith("history_")
        if is_inner or one.name in skip:
            continue
        value = _value(row, one)
        if value:
            name = str(_LABELS.get(one.name, one.verbose_name))
            lines.append(
                _("%(label)s: %(value)s") % {"label": name[:1].upper() + name[1:], "value": value}
            )
    return "\n".join(lines)


def _value(row: Model, one: Any) -> str:
    held = getattr(row, one.attname)
    if held is None or held == "":
        return ""
    if isinstance(one, models.ForeignKey):
        if issubclass(one.related_model, (*models_of_people(), RegisterPerson)):
            return _("another person")
        other = one.related_model._base_manager.filter(pk=held).first()
        return str(other or "")
    if one.choices:
        return str(dict(one.flatchoices).get(held, held))
    return _plainly(held)


def _plainly(held: Any) -> str:
    if isinstance(held, bool):
        return _("yes") if held else _("no")
    if isinstance(held, datetime.datetime):
        return f"{day(held)}, {hour(held)}"
    if isinstance(held, datetime.date):
        return day(held)
    if isinstance(held, dict | list):
        return json.dumps(held, ensure_ascii=False, cls=DjangoJSONEncoder)
    text = str(held)
    return phones.shown(text) if text.startswith("+") else text


def table_data(table: Table, stakeholder: Any) -> list[Values]:
    """Return the rows of a table and their versions, for a machine."""
    found = serialized(rows_of(table, stakeholder))
    versions = history_of(table, stakeholder)
    return found + serialized(versions) if versions is not None else found


def serialized(found: Iterable[Model]) -> list[Values]:
    """Return rows as JSON takes them, with the names of their fields."""
    values: list[Values] = json.loads(
        json.dumps(serializers.serialize("python", found), cls=DjangoJSONEncoder)
    )
    return values


def uncovered() -> list[str]:
    """Return the models that may hold somebody's data and that no source covers."""
    covered = {label for source in sources() for label in source.covers} | set(_nobody)
    return sorted(
        model._meta.label for model in suspects() if model._meta.label_lower not in covered
    )


def suspects() -> list[type[Model]]:
    """Return our models with a way to a person, or with a field that may hold anything."""
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_config and not model._meta.app_config.name.startswith(_FOREIGN)
    ]
    reached: set[type[Model]] = {*models_of_people(), RegisterPerson}
    size = 0
    while size != len(reached):
        size = len(reached)
        reached |= {model for model in ours if _leads_to(model) & reached}
    anything = (models.JSONField, models.FileField)
    return [
        model
        for model in ours
        if model in reached or any(isinstance(one, anything) for one in model._meta.concrete_fields)
    ]


_FOREIGN = ("django", "allauth", "simple_history")


def _leads_to(model: type[Model]) -> set[type[Model]]:
    """Return the models its rows point to; a version points to the row it is a version of."""
    found = {
        one.related_model
        for one in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if one.is_relation and isinstance(one.related_model, type)
    }
    tracked: Any = getattr(model, "instance_type", None)
    return found | {tracked} if tracked is not None else found
