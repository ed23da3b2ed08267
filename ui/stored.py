"""Rows of the base as plain values, as JSON holds them: what a batch remembers and compares."""

import datetime
import json
from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

AT_ONCE = 500
type Values = dict[str, Any]

_ignored: dict[str, frozenset[str]] = {}


def ignore(label: str, names: Iterable[str]) -> None:
    """Name the derived fields of a model: they do not tell whether a row was changed."""
    _ignored[label] = frozenset(names)


def same(label: str, one: Values | None, other: Values | None) -> bool:
    """Tell whether two values of a row are the same, what is derived apart.

    A field that only one of them names came or went with a later version of the product.
    """
    if one is None or other is None:
        return one is other
    names = (one.keys() & other.keys()) - _ignored.get(label, frozenset())
    return all(one[name] == other[name] for name in names)


def values_of(rows: Iterable[Model]) -> dict[int, Values]:
    """Return what these rows hold, as JSON holds it."""
    return {row["pk"]: plain(row["fields"]) for row in serializers.serialize("python", rows)}


def stored(model: type[Model], pk: Any) -> Values | None:
    """Return what the base holds of one row, or None."""
    return stored_many(model, [pk]).get(pk)


def stored_many(model: type[Model], keys: Iterable[Any]) -> dict[int, Values]:
    """Return what the base holds of these rows."""
    found: dict[int, Values] = {}
    for some in batched(keys, AT_ONCE, strict=False):
        found |= values_of(model._base_manager.filter(pk__in=some))
    return found


class _Exact(DjangoJSONEncoder):
    """Writes a moment to the microsecond: what is restored must be what was there."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def plain(values: Values) -> Values:
    """Return values as JSON gives them back."""
    found: Values = json.loads(json.dumps(values, cls=_Exact))
    return found


def instance_of(model: type[Model], pk: Any, values: Values) -> Model:
    """Return a row that holds these values, not stored."""
    known = {field.name for field in model._meta.concrete_fields}
    fields = {name: value for name, value in values.items() if name in known}
    row = {"model": model._meta.label_lower, "pk": pk, "fields": fields}
    (found,) = serializers.deserialize("python", [row])
    instance: Model = found.object
    return instance


def set_values(row: Model, values: Values) -> None:
    """Write these values into a row, not stored."""
    held = instance_of(type(row), row.pk, values)
    for name in values:
        attname = row._meta.get_field(name).attname  # type: ignore[union-attr]
        setattr(row, attname, getattr(held, attname))
