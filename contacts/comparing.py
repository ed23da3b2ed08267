"""Two cards side by side, field by field: what each says, and which value to keep."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts import phones
from contacts.models import ContactPoint, Organization, Stakeholder
from ui.templatetags.ui import day

# What goes along with a field: it comes from the same card.
ALONG = {
    "email": ("email_label",),
    "phone": ("phone_label",),
    "street": ("postal_code", "city", "country"),
    "source": ("source_on", "source_name"),
}
# What nobody chooses: an objection of either is one of both, from the earlier day; whoever was
# informed under either name was informed, on the later day.
PROTECTIVE: dict[str, Callable[..., datetime.date]] = {"objected_on": min, "informed_on": max}
NAMES = frozenset({"first_name", "last_name", "name"})
# What only one card may hold: it goes to the kept card when that one has none.
UNIQUE = ("register_person",)
_LEFT_OUT = frozenset(
    {"id", "merged_into", "erased_at", "created_at", "created_by", *PROTECTIVE, *UNIQUE}
)


@dataclass(frozen=True)
class Line:
    """One field of both cards; `is_taken` proposes the value of the card merged away."""

    name: str
    label: str
    kept: str
    other: str
    is_taken: bool

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same."""
        return self.kept == self.other

    @property
    def is_alone(self) -> bool:
        """Tell whether only one card says something."""
        return bool(self.kept) != bool(self.other)


def lines(kept: Any, other: Any) -> list[Line]:
    """Return the fields of both cards that say something, as one reads them."""
    found = []
    for field in _fields(type(kept)):
        mine, theirs = _shown(kept, field), _shown(other, field)
        if mine or theirs:
            better = _is_better_written if field.name in NAMES else _is_newer
            taken = bool(theirs) and mine != theirs and (not mine or better(kept, other, field))
            found.append(Line(field.name, _label(field), mine, theirs, taken))
    return found


def _is_better_written(kept: Any, other: Any, field: Any) -> bool:
    """Prefer a name with its small letters and its accents: not "CHARPENTEC" over "Charpentec"."""

    def care(name: str) -> tuple[bool, int]:
        return not name.isupper(), sum(not sign.isascii() for sign in name)

    return care(getattr(other, field.name)) > care(getattr(kept, field.name))


def _is_newer(kept: Any, other: Any, _field: Any) -> bool:
    """Prefer the more recent source."""
    early = datetime.date.min
    return (other.source_on or early) > (kept.source_on or early)


def _fields(model: type[Any]) -> Iterator[Any]:
    along = {name for names in ALONG.values() for name in names}
    for field in model._meta.concrete_fields:
        if field.editable and field.name not in _LEFT_OUT and field.name not in along:
            yield field


def _label(field: Any) -> str:
    text = _("postal address") if field.name == "street" else str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _shown(card: Any, field: Any) -> str:
    written = _WRITTEN.get(field.name)
    if written is not None:
        return written(card)
    if field.choices:
        return str(getattr(card, f"get_{field.name}_display")())
    value = getattr(card, field.name)
    if isinstance(value, datetime.date):
        return day(value)
    return "" if value is None else str(value)


def _source(card: Any) -> str:
    name = f" ({card.source_name})" if card.source_name else ""
    on = f", {day(card.source_on)}" if card.source_on else ""
    return f"{card.get_source_display()}{name}{on}"


def _with_label(value: str, label: str) -> str:
    return f"{value} ({label})" if value and label else value


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "street": lambda card: "\n".join(card.address_lines),
    "phone": lambda card: _with_label(phones.shown(card.phone), getattr(card, "phone_label", "")),
    "email": lambda card: _with_label(card.email, getattr(card, "email_label", "")),
    "source": _source,
}


class ChangedMeanwhile(Exception):
    """One of the two cards was changed since they were shown; the text says so."""

    def __init__(self) -> None:
        super().__init__(
            _("One of the two cards was changed since you opened this page: look at them again.")
        )


def fingerprint(kept: Any, other: Any) -> str:
    """Return what changes as soon as a field of either card does."""
    values = json.dumps(
        [
            [str(getattr(card, field.attname)) for field in type(card)._meta.concrete_fields]
            for card in (kept, other)
        ]
    )
    return hashlib.sha256(values.encode()).hexdigest()[:32]


def check_seen(kept: Any, other: Any, seen: str) -> None:
    """Raise ChangedMeanwhile unless both cards are as they were when shown."""
    if seen != fingerprint(kept, other):
        raise ChangedMeanwhile


def merged_values(kept: Any, other: Any, taken: Collection[str]) -> dict[str, Any]:
    """Return what the kept card holds after: chosen fields, and the protective days of either."""
    values: dict[str, Any] = {}
    for field in _fields(type(kept)):
        if field.name not in taken or _points_to(field, other, kept):
            continue
        for name in (field.name, *ALONG.get(field.name, ())):
            if hasattr(other, name):
                values[name] = getattr(other, name)
    for name, choose in PROTECTIVE.items():
        days = [day for card in (kept, other) if (day := getattr(card, name, None))]
        if days:
            values[name] = choose(days)
    return values


def _points_to(field: models.Field[Any, Any], other: Any, kept: Any) -> bool:
    """Tell whether taking the value would tie the kept card to itself."""
    related: Any = field.related_model
    return related is type(kept) and getattr(other, field.name) == kept


def released(kept: Any, other: Any) -> dict[str, Any]:
    """Return what only one card may hold and the other gives to the kept one."""
    return {
        name: getattr(other, name)
        for name in UNIQUE
        if getattr(kept, f"{name}_id", True) is None and getattr(other, f"{name}_id", None)
    }


def reached_by(kept: Any, other: Any) -> list[tuple[str, str, str]]:
    """Return the preferred numbers and addresses of both cards of people, before the merge."""
    if not isinstance(kept, Stakeholder):
        return []
    return [
        (kind, getattr(card, kind), getattr(card, f"{kind}_label"))
        for card in (kept, other)
        for kind in ContactPoint.Kind.values
    ]


def is_first(one: Any, other: Any) -> bool:
    """Tell which of two cards is proposed as the kept one: of the register, fuller, older."""

    def weight(card: Any) -> tuple[bool, bool, int]:
        if isinstance(card, Organization):
            return (bool(card.siren), card.parent_id is not None, -card.pk)
        has_seat = card.main_rank is not None
        return (card.register_person_id is not None, has_seat or bool(card.exchanged_on), -card.pk)

    return weight(one) >= weight(other)
