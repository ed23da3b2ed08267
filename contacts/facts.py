"""The single facts of a person or of an organization: how each is edited, and where it is from.

One table for each of the two: a fact is some fields that are read, and edited in place, together.
Facts stand in groups, and each group says who wrote it last, and when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.forms.models import modelform_factory
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from contacts import seats
from contacts.forms import PersonFactForm, SalutationForm
from contacts.models import ADDRESS_FIELDS, Source
from contacts.organization_forms import (
    OrganizationFactForm,
    OrganizationParentForm,
    OrganizationTerritoryForm,
)
from ui.forms import GuardedModelForm
from ui.templatetags.ui import day


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Fields that are read and edited together; `name` is their word in addresses."""

    subject: str
    name: str
    label: Any
    fields: tuple[str, ...]
    base: type[GuardedModelForm]

    def form(self, *args: Any, **kwargs: Any) -> GuardedModelForm:
        """Return the form of these fields only."""
        model = self.base._meta.model
        made: Any = modelform_factory(model, form=self.base, fields=self.fields)
        form: GuardedModelForm = made(*args, **kwargs)
        return form

    def url(self, pk: int) -> str:
        """Return the address where it is edited."""
        return reverse(f"{self.subject}_field", args=[pk, self.name])


def _table(subject: str, *rows: tuple[str, Any, tuple[str, ...], Any]) -> dict[str, Fact]:
    return {
        name: Fact(subject=subject, name=name, label=label, fields=fields, base=base)
        for name, label, fields, base in rows
    }


_P, _O = PersonFactForm, OrganizationFactForm
FACTS: dict[str, dict[str, Fact]] = {
    "stakeholder": _table(
        "stakeholder",
        ("name", gettext_lazy("Name"), ("sex", "first_name", "last_name"), _P),
        ("referent", gettext_lazy("Followed by"), ("referent",), _P),
        ("phone", gettext_lazy("Phone"), ("phone", "phone_label"), _P),
        ("email", gettext_lazy("E-mail"), ("email", "email_label"), _P),
        ("address", gettext_lazy("Postal address"), ADDRESS_FIELDS, _P),
        ("salutation", gettext_lazy("Salutation"), ("salutation",), SalutationForm),
    ),
    "organization": _table(
        "organization",
        ("name", gettext_lazy("Name"), ("name", "kind"), _O),
        ("parent", gettext_lazy("Part of"), ("parent",), OrganizationParentForm),
        ("territory", gettext_lazy("Territory served"), ("territory",), OrganizationTerritoryForm),
        ("siren", pgettext_lazy("number", "SIREN"), ("siren", "siret"), _O),
        ("phone", gettext_lazy("Phone"), ("phone",), _O),
        ("email", gettext_lazy("E-mail"), ("email",), _O),
        ("website", gettext_lazy("Website"), ("website",), _O),
        ("address", gettext_lazy("Postal address"), ADDRESS_FIELDS, _O),
    ),
}
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "stakeholder": {
        "name": ("name",),
        "contact": ("phone", "email"),
        "address": ("address",),
        "writing": ("salutation",),
    },
    "organization": {
        "name": ("name", "parent", "territory", "siren"),
        "contact": ("phone", "email", "website"),
        "address": ("address",),
    },
}


def of(row: Any) -> dict[str, Fact]:
    """Return the facts of a person or of an organization, by name."""
    return FACTS[row._meta.model_name]


def sources(row: Any) -> dict[str, str]:
    """Return where each group of facts comes from: "noté par Claire le 12 mai"; "" when empty.

    The latest version that changed one of its fields tells; the first one says where the whole
    row comes from.
    """
    kind = row._meta.model_name
    versions = list(row.history.select_related("history_user").order_by("history_id"))
    found = {}
    for group, names in GROUPS[kind].items():
        fields = [name for fact in names for name in FACTS[kind][fact].fields]
        attnames = [row._meta.get_field(name).attname for name in fields]
        is_empty = not any(getattr(row, name) for name in attnames)
        found[group] = "" if is_empty else _source(row, versions, attnames)
    return found


def _source(row: Any, versions: list[Any], attnames: Iterable[str]) -> str:
    for before, version in reversed(list(pairwise(versions))):
        if any(getattr(before, name) != getattr(version, name) for name in attnames):
            return seats.note_of(version)
    return origin(row, versions[0] if versions else None)


def origin(row: Any, first: Any = None) -> str:
    """Say where we know a person or an organization from, and since when."""
    if row.source == Source.REGISTER and row.source_on:
        return seats.register_note(row.source_on)
    if row.source == Source.FILE and row.source_on:
        return seats.file_note(row.source_name, row.source_on)
    author = getattr(row, "created_by", None) or (first and first.history_user)
    if row.source_on is None:
        return seats.note_of(first) if first else ""
    values = {"day": day(row.source_on)}
    if author is None:
        return _("noted on %(day)s") % values
    return _("noted by %(who)s on %(day)s") % (values | {"who": author.get_short_name()})
