"""Says in words what a list is narrowed to, one chip per filter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from contacts.filter_kinds import ListFilter
from ui.forms import PickField
from ui.templatetags.ui import day

SILENT = frozenset({"tag_mode"})  # said with the tags


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One filter that is active: what it is, what it says, and the list without it."""

    name: str
    label: str
    value: str
    query: str
    is_lost: bool = False

    @property
    def text(self) -> str:
        """Return the filter as one reads it: "Territoire : Finistère"."""
        return _("%(label)s: %(value)s") % {"label": self.label, "value": self.value}


def chips(narrowed: ListFilter, query: QueryDict) -> list[Chip]:
    """Return what is active, in the order of the form; what means nothing any more is marked."""
    form = narrowed.form
    form.is_valid()
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        is_lost = name in form.errors
        if name in SILENT or not (is_lost or _is_given(value)):
            continue
        text = _lost(field, form.errors[name]) if is_lost else _words(field, value, narrowed)
        found.append(
            Chip(
                name=name,
                label=str(field.label),
                value=text,
                query=without(query, name).urlencode(),
                is_lost=is_lost,
            )
        )
    return found


def sentence(narrowed: ListFilter) -> str:
    """Return all filters in one line, for a segment or the record of an export."""
    said = " · ".join(chip.text for chip in chips(narrowed, QueryDict()))
    return said or str(narrowed.everything)


def without(query: QueryDict, name: str) -> QueryDict:
    """Return the address of the list without one of its filters, from its first page."""
    left = query.copy()
    for key in (name, f"{name}_pk", "after", "before", *(SILENT if name == "tags" else ())):
        left.pop(key, None)
    return left


def _lost(field: Any, errors: Sequence[Any]) -> str:
    """Say what is wrong: nothing is called so, or the row is gone since."""
    if isinstance(field, PickField):
        return str(errors[0])
    return _("no longer there, left aside")


def _is_given(value: Any) -> bool:
    return bool(value.exists() if hasattr(value, "exists") else value)


def _words(field: Any, value: Any, narrowed: ListFilter) -> str:
    if isinstance(field, PickField):
        return field.row_label(value)
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, list | tuple) or hasattr(value, "exists"):
        joined = _(" and ") if narrowed.form.cleaned_data.get("tag_mode") else _(" or ")
        return joined.join(str(row) for row in value)
    if isinstance(value, Model):
        return str(value)
    choices = getattr(field, "choices", None)
    if choices is not None:
        return str(dict(choices).get(value, value))
    return _("“%(words)s”") % {"words": value}
