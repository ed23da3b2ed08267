"""Makes one of two people, or of two organizations, and two of them again.

Nothing is deleted: the one merged away stays in the base, hidden, with what could not follow. All
is written through one batch, so that taking it back restores both exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import comparing, matters, naming, people, refreshing
from contacts.models import ContactPoint, Organization, Stakeholder
from contacts.models.privacy import Erasure
from contacts.relations import Relation, clashing, relations, twins_of
from directory.models import RegisterPerson
from ui import batches, hanging
from ui.models import Batch, BatchChange
from ui.undo import CannotUndo

KIND = "contacts.merge"
type Card = Stakeholder | Organization
MODELS: tuple[Any, ...] = (Stakeholder, Organization)


class CannotMerge(Exception):
    """These two cannot become one; the text says why."""


@dataclass(frozen=True)
class Apart:
    """A row that stays with the card merged away, and why."""

    label: str
    text: str
    why: str


@dataclass(frozen=True)
class Plan:
    """What a merge would do with what hangs on the card merged away."""

    followed: list[tuple[str, int]]
    apart: list[Apart]


@dataclass(frozen=True)
class Merge:
    """A merge that was done: which card is kept, which one is hidden."""

    batch: Batch
    kept: Any
    other: Any


def check(kept: Card, other: Card) -> None:
    """Raise CannotMerge, with a sentence, when these two cannot become one."""
    if type(kept) is not type(other) or kept.pk == other.pk:
        raise CannotMerge(_("A card cannot be merged with itself: choose another one."))
    for card in (kept, other):
        if _is_leaving(card):
            raise CannotMerge(
                _("One of the two is about to be erased: wait until it is done, or take it back.")
            )
        if getattr(card, "erased_at", None):
            raise CannotMerge(_("One of the two was erased: there is nothing left to merge."))
        if card.merged_into_id:
            raise CannotMerge(
                _("One of the two was merged into another card in the meantime: look again.")
            )


def _is_leaving(card: Card) -> bool:
    """Tell whether somebody asked for this person to be erased."""
    if not isinstance(card, Stakeholder):
        return False
    return Erasure.objects.waiting().filter(stakeholder=card).exists()


def plan(kept: Card, other: Card) -> Plan:
    """Return what would follow and what would stay apart; nothing is written."""
    followed: Counter[str] = Counter()
    apart = []
    for relation in _followed(type(kept)):
        staying = clashing(relation, kept=kept, other=other)
        rows = list(relation.rows_of(other.pk))
        apart += [_apart(relation, row) for row in rows if row.pk in staying]
        followed[relation.label] += len(rows) - len(staying)
    return Plan([(label, count) for label, count in followed.items() if count], apart)


def merge(*, kept: Card, other: Card, taken: Collection[str], author: Any) -> Batch:
    """Make one card of two; `taken` names the fields whose value comes from `other`.

    Raises CannotMerge, also when somebody else merged one of them a moment ago.
    """
    model: Any = type(kept)
    with transaction.atomic():
        locked = model.everyone.select_for_update().order_by("pk")
        both = {card.pk: card for card in locked.filter(pk__in=[kept.pk, other.pk])}
        kept, other = both[kept.pk], both[other.pk]
        check(kept, other)
        batch = batches.begin(
            kind=f"{KIND}.{model._meta.model_name}",
            title=_("Merge of two cards: %(name)s") % {"name": kept},
            owner=author,
            permission="accounts.edit_people",
        )
        batch.url = reverse("merge_detail", args=[batch.pk])
        batch.save(update_fields=["url"])
        _write(batch, kept, other, taken)
        _decide(batch, kept, other, author)
        _refresh([kept, other])
    return batch


def _write(batch: Batch, kept: Card, other: Card, taken: Collection[str]) -> None:
    """Fill the kept card, hide the other one, let everything follow."""
    lost = comparing.reached_by(kept, other)
    values = comparing.merged_values(kept, other, taken)
    released = comparing.released(kept, other)
    for name in released:
        setattr(other, name, None)
    setattr(other, "merged_into", kept)  # noqa: B010 - either of two models
    batches.save(batch, other)
    for name, value in (values | released).items():
        setattr(kept, name, value)
    batches.save(batch, kept)
    twins = _twins(kept, other)
    for relation in _followed(type(kept)):
        _follow(batch, relation, kept, other)
    _point_to_the_shown(batch, twins, kept)
    if isinstance(kept, Stakeholder):
        for kind, value, label in lost:
            _keep_reached_by(batch, kept, kind, value, label)


def _follow(batch: Batch, relation: Relation, kept: Card, other: Card) -> None:
    staying = clashing(relation, kept=kept, other=other)
    for row in relation.rows_of(other.pk):
        if row.pk in staying:
            continue
        setattr(row, relation.field.attname, kept.pk)
        if isinstance(row, type(kept)) and row.pk == kept.pk:
            setattr(row, relation.field.attname, None)  # nobody is part of themselves
        try:
            with transaction.atomic():
                batches.save(batch, row)
        except IntegrityError:
            continue  # what no rule foresaw stays apart, too


def _twins(kept: Card, other: Card) -> dict[type[models.Model], dict[int, int]]:
    """Return, of the rows that stay apart, the row of the kept card that stands for each."""
    found: dict[type[models.Model], dict[int, int]] = {}
    for relation in _followed(type(kept)):
        twins = twins_of(relation, kept=kept, other=other)
        if twins:
            found.setdefault(relation.model, {}).update(twins)
    return found


def _point_to_the_shown(
    batch: Batch, twins: dict[type[models.Model], dict[int, int]], kept: Card
) -> None:
    """Let what followed name the seat that is shown, rather than its twin set apart.

    An invitation in a seat both cards hold is one in the seat of the kept card.
    """
    for model, pairs in twins.items():
        for field in hanging.relations(model):
            rows = field.model._base_manager.filter(**{f"{field.name}__in": pairs})
            for row in rows.order_by("pk"):
                if getattr(row, "stakeholder_id", kept.pk) != kept.pk:
                    continue  # set apart itself
                setattr(row, field.attname, pairs[getattr(row, field.attname)])
                try:
                    with transaction.atomic():
                        batches.save(batch, row)
                except IntegrityError:
                    continue


def _keep_reached_by(batch: Batch, kept: Stakeholder, kind: str, value: str, label: str) -> None:
    """Keep the number or address that is no longer the preferred one."""
    known = ContactPoint._base_manager.filter(stakeholder=kept, kind=kind, value=value).exists()
    if value and value != getattr(kept, kind) and not known:
        point = ContactPoint(stakeholder=kept, kind=kind, value=value, label=label)
        batches.save(batch, point)


def _decide(batch: Batch, kept: Card, other: Card, author: Any) -> None:
    first, second = sorted((kept.pk, other.pk))
    model = matters.of(type(kept)).pairs
    pair = model.objects.filter(first=first, second=second).first()
    pair = pair or model(first_id=first, second_id=second)
    pair.state, pair.decided_by, pair.decided_at = model.State.MERGED, author, timezone.now()
    batches.save(batch, pair)


def apart_of(other: Card) -> list[Apart]:
    """Return the rows that stayed with a card merged away."""
    return [
        _apart(relation, row)
        for relation in _followed(type(other))
        for row in relation.rows_of(other.pk)
    ]


def values_apart(kept: Card, other: Card) -> list[Apart]:
    """Return the values of the card merged away that the kept one does not hold."""
    found = []
    for line in comparing.lines(kept, other):
        if line.other and line.other != line.kept and not _reached_too(line.name, kept, other):
            why = _("the card you keep says: %(value)s") % {"value": line.kept or "—"}
            found.append(Apart(line.label, line.other, why))
    if isinstance(kept, Stakeholder) and isinstance(other, Stakeholder):
        mine, theirs = kept.register_person, other.register_person
        if mine is not None and theirs is not None:
            why = _("the card you keep is another person of the register: %(name)s")
            label = str(RegisterPerson._meta.verbose_name)
            found.append(Apart(label, str(theirs), why % {"name": mine}))
    return found


def _reached_too(name: str, kept: Card, other: Card) -> bool:
    """Tell whether a number or an address of the other card is among those of the kept one."""
    if name not in ContactPoint.Kind.values or not isinstance(kept, Stakeholder):
        return False
    points = ContactPoint._base_manager.filter(stakeholder=kept, kind=name)
    return points.filter(value=getattr(other, name)).exists()


def gained_since(found: Merge) -> list[tuple[str, int]]:
    """Return what the kept card gained since: it stays there when the merge is undone."""
    gained: Counter[str] = Counter()
    for relation in _followed(type(found.kept)):
        rows = relation.rows_of(found.kept.pk)
        gained[relation.label] += _made_after(relation, rows, found.batch)
    return [(label, count) for label, count in gained.items() if count]


def _made_after(relation: Relation, rows: models.QuerySet[Any], batch: Batch) -> int:
    model = relation.model
    written = batch.changes.filter(model=model._meta.label_lower).values("row_pk")
    rows = rows.exclude(pk__in=list(written.values_list("row_pk", flat=True)))
    stamp = next(
        (one.name for one in model._meta.fields if getattr(one, "auto_now_add", False)), None
    )
    if stamp is not None:
        return rows.filter(**{f"{stamp}__gt": batch.begun_at}).count()
    history: Any = getattr(model, "history", None)
    if history is None:
        return 0
    new = history.filter(history_type="+", history_date__gt=batch.begun_at)
    return rows.filter(pk__in=new.values("id")).count()


def find(batch: Batch) -> Merge | None:
    """Return the merge a batch made, or None when its rows are gone."""
    for model in MODELS:
        if batch.kind != f"{KIND}.{model._meta.model_name}":
            continue
        changes = batch.changes.filter(model=model._meta.label_lower)
        for change in changes:
            into = (change.after or {}).get("merged_into")
            if into and not (change.before or {}).get("merged_into"):
                everyone: Any = model.everyone
                cards = everyone.in_bulk([into, change.row_pk])
                if len(cards) == 2:  # noqa: PLR2004 - both
                    return Merge(batch, cards[into], cards[change.row_pk])
    return None


def batch_of(other: Card) -> Batch | None:
    """Return the batch that merged this card away, unless it was undone or is too old."""
    change = BatchChange.objects.filter(
        model=other._meta.label_lower,
        row_pk=other.pk,
        batch__kind__startswith=KIND,
        batch__undone_at=None,
        after__merged_into=other.merged_into_id,
    )
    found = change.select_related("batch").order_by("-pk").first()
    return found.batch if found else None


def survivor[C: (Stakeholder, Organization)](card: C) -> C:
    """Return the card that stands for this one today."""
    seen: Any = card
    while seen.merged_into_id:
        seen = type(seen).everyone.get(pk=seen.merged_into_id)
    found: C = seen
    return found


def refuse_undo(batch: Batch) -> None:
    """Raise CannotUndo when a later merge, or an erasure, stands in the way."""
    found = find(batch)
    if found is None:
        raise CannotUndo(_("One of the two was erased since: this merge cannot be undone."))
    if getattr(found.kept, "erased_at", None) or getattr(found.other, "erased_at", None):
        raise CannotUndo(_("One of the two was erased since: this merge cannot be undone."))
    if found.kept.merged_into_id:
        raise CannotUndo(
            _("%(name)s was merged into another card since: undo that merge first.")
            % {"name": found.kept}
        )


def after_undo(batch: Batch) -> None:
    """Let both cards be found again."""
    found = find(batch)
    if found is not None:
        _refresh([found.kept, found.other])


def watch() -> None:
    """Stand by when a merge is undone; called once, at the start."""
    for model in MODELS:
        kind = f"{KIND}.{model._meta.model_name}"
        batches.watch(kind, before=refuse_undo, after=after_undo)


def _refresh(cards: list[Any]) -> None:
    for card in cards:
        card.refresh_from_db()
        if isinstance(card, Stakeholder):
            naming.refresh(card)
        else:
            people.prepare_organization(card)
            Organization.everyone.filter(pk=card.pk).update(
                sort_key=card.sort_key, search_text=card.search_text
            )
            naming.refresh_people_of(card)
    refreshing.refresh(card.pk for card in cards if isinstance(card, Stakeholder))


def _followed(model: type[Any]) -> Iterator[Relation]:
    return (relation for relation in relations(model) if not relation.rule.stays)


def _apart(relation: Relation, row: models.Model) -> Apart:
    why = str(relation.rule.apart) or _("the card you keep has one already")
    return Apart(str(relation.model._meta.verbose_name), _said(relation, row), why)


def _said(relation: Relation, row: Any) -> str:
    if relation.rule.said is not None:
        return str(relation.rule.said(row))
    return str(getattr(row, "line", "") or row)
