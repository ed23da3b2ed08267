"""What hangs on a person or an organization, and how a merge treats it.

Every foreign key to them is found by introspection. Its rows follow to the one that is kept; a row
that would be there twice stays with the one merged away, hidden, and comes back with an un-merge.
A higher package says more of its own rows with `register`, in its `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges

from contacts.models.there import OfPeopleThere
from ui.templatetags.ui import day

type Clash = Callable[[Any, Any], bool]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How the rows of one foreign key follow.

    `apart` says in a sentence why a row that would be there twice stays behind; `stays` is for rows
    that are about the record, not about who it stands for. `clash(row, kept)` finds what no
    constraint forbids. `said` names a row that stays behind, where its own words name the person.
    """

    apart: Any = ""
    said: Callable[[Any], Any] | None = None
    stays: bool = False
    clash: Clash | None = None


@dataclass(frozen=True)
class Relation:
    """One foreign key to a person or an organization."""

    model: type[Model]
    field: models.ForeignKey[Any, Any]
    rule: Rule

    @property
    def label(self) -> str:
        """Return what its rows are called."""
        return str(self.model._meta.verbose_name_plural)

    def rows_of(self, pk: int) -> models.QuerySet[Any]:
        """Return the rows of one person, whether shown or set apart."""
        found: models.QuerySet[Any] = self.model._base_manager.filter(**{self.field.attname: pk})
        return found.order_by("pk")

    def unique_keys(self) -> list[tuple[list[str], models.Q | None]]:
        """Return what must be unique per person: the other fields, and the condition."""
        name = self.field.name
        found: list[tuple[list[str], models.Q | None]] = [
            ([other for other in constraint.fields if other != name], constraint.condition)
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields
        ]
        found += [
            ([other for other in together if other != name], None)
            for together in self.model._meta.unique_together
            if name in together
        ]
        if self.field.unique:
            found.append(([], None))
        return found


_rules: dict[str, Rule] = {}


def register(model: str, field: str, rule: Rule) -> None:
    """Say how a merge treats the rows of this key: `register("events.Guest", "stakeholder", …)`."""
    _rules[f"{model.lower()}.{field}"] = rule


def relations(model: type[Model]) -> list[Relation]:
    """Return every foreign key to this model, many-to-many ones included, in a steady order."""
    found = [
        Relation(found, field, _rules.get(f"{found._meta.label_lower}.{field.name}", Rule()))
        for found, field in _keys_to(model)
    ]
    return sorted(found, key=lambda one: (one.model._meta.label_lower, one.field.name))


def _keys_to(model: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    for other in apps.get_models(include_auto_created=True):
        if issubclass(other, HistoricalChanges) or other._meta.proxy:
            continue
        for field in other._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                yield other, field


def clashing(relation: Relation, *, kept: Model, other: Model) -> set[int]:
    """Return the rows of `other` that `kept` holds already, and that must stay apart."""
    found: set[int] = set()
    mine, theirs = relation.rows_of(kept.pk), relation.rows_of(other.pk)
    for fields, condition in relation.unique_keys():
        if condition is not None:
            narrowed, held = theirs.filter(condition), mine.filter(condition)
        else:
            narrowed, held = theirs, mine
        taken = set(held.values_list(*fields)) if fields else {()} if held.exists() else set()
        for pk, *key in narrowed.values_list("pk", *fields):
            if None not in key and tuple(key) in taken:
                found.add(pk)
    if relation.rule.clash is not None:
        found |= {row.pk for row in theirs if relation.rule.clash(row, kept)}
    return found


def twins_of(relation: Relation, *, kept: Model, other: Model) -> dict[int, int]:
    """Return, for each row of `other` that is twice, the row of `kept` of the same unique key."""
    found: dict[int, int] = {}
    mine, theirs = relation.rows_of(kept.pk), relation.rows_of(other.pk)
    for fields, condition in relation.unique_keys():
        if not fields:
            continue
        held, narrowed = (
            rows if condition is None else rows.filter(condition) for rows in (mine, theirs)
        )
        there = {tuple(key): pk for pk, *key in held.values_list("pk", *fields)}
        for pk, *key in narrowed.values_list("pk", *fields):
            if None not in key and tuple(key) in there:
                found[pk] = there[tuple(key)]
    return found


def unspoken(model: type[Model]) -> list[str]:
    """Name the keys that may clash and of which nobody said why, or whose rows would still show."""
    found = []
    for relation in relations(model):
        name = f"{relation.model._meta.label}.{relation.field.name}"
        if relation.rule.stays or not relation.unique_keys():
            continue
        if not relation.rule.apart:
            found.append(f"{name}: no sentence says why a row stays apart")
        manager: Any = relation.model._default_manager
        if not isinstance(manager, OfPeopleThere) or relation.field.name not in manager.ways:
            found.append(f"{name}: rows set apart by a merge would still show")
    return found


def register_own() -> None:
    """Say how the rows of this package follow."""
    stays = Rule(stays=True)
    for model, fields in {
        "contacts.StakeholderPair": ("first", "second"),
        "contacts.OrganizationPair": ("first", "second"),
        "contacts.Erasure": ("stakeholder",),  # none waits: `merging.check`
        "contacts.Stakeholder": ("merged_into",),
        "contacts.Organization": ("merged_into",),
    }.items():
        for field in fields:
            register(model, field, stays)
    for model, field, apart in (
        ("contacts.Mandate", "stakeholder", _("the same seat is held by the card you keep")),
        ("contacts.Post", "stakeholder", _("the same post is on the card you keep")),
        ("contacts.Post", "organization", _("the same person holds this post there already")),
        ("contacts.Tagging", "stakeholder", _("the card you keep has this tag already")),
        ("contacts.SegmentMember", "stakeholder", _("the card you keep is in this list already")),
    ):
        register(model, field, Rule(apart=apart))
    for model, field, apart, said in (
        (
            *("contacts.Objection", "stakeholder", _("an objection stands on the card you keep")),
            lambda row: f"{day(row.received_on)} – {row.get_means_display()}",
        ),
        (
            *("contacts.Assistant", "stakeholder", _("the same person answers for them already")),
            lambda row: f"{row.assistant} – {row.role}",
        ),
        (
            *("contacts.Assistant", "assistant", _("they answer for this person already")),
            lambda row: f"{row.stakeholder} – {row.role}",
        ),
    ):
        register(model, field, Rule(apart=apart, said=said))
    register(
        "contacts.ContactPoint",
        "stakeholder",
        Rule(
            apart=_("the card you keep has this number or address already"),
            clash=lambda point, kept: getattr(kept, point.kind) == point.value,
        ),
    )
