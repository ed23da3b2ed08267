"""Who somebody is across the base: a contact, the cards merged into it, and what else they are.

A higher package that keeps people of its own (the residents of our homes) says so with `register`;
they have the same rights as those we follow, on the same pages. When one of its rows is tied to a
contact, both are one person: what is gathered of the contact, or erased, takes in the row too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from contacts.models import Stakeholder

STAKEHOLDER = "contacts.stakeholder"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A model whose rows are people besides those we follow.

    `model` is its label in lower case, `to` its key to the contact it is tied to, if any; `slug`
    stands in addresses, `label` on forms. `find(text)` proposes rows, `said(row)` writes one, and
    `pick` is the name of the address that proposes them to those who handle personal data.
    """

    model: str
    to: str
    slug: str
    label: Any
    find: Callable[[str], list[Any]]
    said: Callable[[Any], str]
    pick: str

    @property
    def rows(self) -> Any:
        """Return the manager of those who are there."""
        return apps.get_model(self.model)._default_manager


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Name people of a higher package."""
    _kinds[kind.model] = kind


def kinds() -> list[Kind]:
    """Return the kinds of people that are no contacts."""
    return list(_kinds.values())


def models_of_people() -> tuple[type[Model], ...]:
    """Return the models of those we follow and of the others."""
    return (Stakeholder, *(apps.get_model(one.model) for one in kinds()))


def label_of(who: Model) -> str:
    """Return the label of a person's model, "contacts.stakeholder" for a contact."""
    return who._meta.label_lower


def keys_of(who: Model) -> list[int]:
    """Return the keys of a contact and of the rows that were merged into it; none of others."""
    if not isinstance(who, Stakeholder):
        return []
    found, waiting = [who.pk], [who.pk]
    while waiting:
        merged = Stakeholder.everyone.filter(merged_into__in=waiting).exclude(pk__in=found)
        waiting = list(merged.values_list("pk", flat=True))
        found += waiting
    return found


def identities(who: Model) -> dict[str, list[int]]:
    """Return the keys of all the rows that are this person, by the label of their model."""
    if not isinstance(who, Stakeholder):
        return {label_of(who): [who.pk]}
    found = {STAKEHOLDER: keys_of(who)}
    for one in kinds():
        rows = apps.get_model(one.model)._base_manager.filter(
            **{f"{one.to}__in": found[STAKEHOLDER]}
        )
        found[one.model] = list(rows.values_list("pk", flat=True))
    return found


def whole(who: Any) -> Any:
    """Return the contact that somebody is besides, or themselves."""
    kind = _kinds.get(label_of(who))
    return (getattr(who, kind.to, None) if kind else None) or who


def found(label: str, pk: int | None) -> Any:
    """Return the row of a person, whether erased or not; None when nothing is left."""
    if label not in _kinds or pk is None:
        return None
    return apps.get_model(label)._base_manager.filter(pk=pk).first()


def page_of(who: Any) -> str:
    """Return the page of a contact; of others, the one of their rights."""
    if isinstance(who, Stakeholder):
        return reverse("stakeholder_detail", args=[who.pk])
    return reverse("person_rights", args=[_kinds[label_of(who)].slug, who.pk])


def rights_of(who: Any) -> str:
    """Return the page where somebody is copied and erased, as the whole person they are."""
    who = whole(who)
    return reverse("erasure_add", args=[who.pk]) if isinstance(who, Stakeholder) else page_of(who)


def of_slug(slug: str) -> Kind | None:
    """Return the kind that stands so in addresses."""
    return next((one for one in kinds() if one.slug == slug), None)
