"""What hangs on rows that should go: rows of others that would go with them, or lose them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, DO_NOTHING, Count, Exists, ForeignKey, Model, OuterRef

from ui.models import Batch, BatchChange

MOST = 10_000
_light: set[str] = set()


def never_holds(*labels: str) -> None:
    """Name models whose rows never keep another one from going: proposals, what is derived."""
    _light.update(label.lower() for label in labels)


def relations(model: type[Model]) -> Iterator[Any]:
    """Yield every foreign key that leads to a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if (
            relation.auto_created
            and not relation.concrete
            and (relation.one_to_one or relation.one_to_many)
            and relation.on_delete is not DO_NOTHING  # type: ignore[union-attr]
        ):
            yield relation.field  # type: ignore[union-attr]


def _holding(model: type[Model]) -> Iterator[Any]:
    return (one for one in relations(model) if one.model._meta.label_lower not in _light)


def _going(batch: Batch, field: Any) -> Exists:
    """Return the condition of rows that the same batch wrote, and gives back."""
    changes = BatchChange.objects.filter(
        batch=batch, model=field.model._meta.label_lower, row_pk=OuterRef("pk"), left=""
    )
    return Exists(changes)


def held(batch: Batch, model: type[Model], keys: Collection[int]) -> dict[int, list[Any]]:
    """Return which rows of others hang on these, by key: (foreign key, how many)."""
    found: dict[int, list[Any]] = defaultdict(list)
    for field in _holding(model):
        rows = field.model._base_manager.filter(**{f"{field.name}__in": keys})
        others = rows.filter(~_going(batch, field)).order_by()
        for key, count in others.values_list(field.attname).annotate(count=Count("pk")):
            found[key].append((field, count))
    return found


def ours(batch: Batch, model: type[Model], keys: Collection[int]) -> Iterator[tuple[str, int, int]]:
    """Yield the rows of the batch itself that hang on these: model, key, what it hangs on."""
    for field in relations(model):
        rows = field.model._base_manager.filter(_going(batch, field), **{f"{field.name}__in": keys})
        label = field.model._meta.label_lower
        for pk, key in rows.order_by().values_list("pk", field.attname)[:MOST]:
            yield label, pk, key


def let_go(model: type[Model], keys: Collection[int]) -> None:
    """Take away, or loosen, what never holds these rows."""
    for field in relations(model):
        if field.model._meta.label_lower in _light:
            rows = field.model._base_manager.filter(**{f"{field.name}__in": keys})
            if field.remote_field.on_delete is CASCADE:
                rows.delete()
            else:
                rows.update(**{field.name: None})


def targets(row: Model) -> Iterator[tuple[str, Any, ForeignKey[Any, Any]]]:
    """Yield what a row leads to: model, key, by which foreign key."""
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and key is not None:
            yield field.related_model._meta.label_lower, key, field


def missing(wanted: dict[str, set[Any]]) -> dict[str, set[Any]]:
    """Return which of these rows, by model, the base does not hold."""
    gone = {}
    for label, keys in wanted.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys)
        gone[label] = keys - set(rows.values_list("pk", flat=True))
    return gone


def said(found: list[Any]) -> list[tuple[str, int]]:
    """Return what hangs on a row as a person reads it: "échanges", 2."""
    counted: Counter[str] = Counter()
    for field, count in found:
        meta = field.model._meta
        counted[str(meta.verbose_name if count == 1 else meta.verbose_name_plural)] += count
    return list(counted.items())
