"""One search over everything: our people first, then what we do, then the public register."""

from dataclasses import dataclass, field
from typing import Any

from directory.folding import fold
from directory.territories import find_territories
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission, may
from contacts.models import Organization, Stakeholder
from directory import search as register_search
from operations.models import Operation

AT_MOST = 6
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """One line found: where it leads, its title, and what tells it from the others."""

    href: str
    title: str
    about: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` leads to the whole list."""

    label: str
    icon: str
    hits: list[Hit] = field(default_factory=list)
    more: str = ""


def search(user: Any, text: str) -> list[Group]:
    """Return what matches every word, group by group, empty groups left out."""
    words = fold(text).split()
    if len("".join(words)) < SHORTEST:
        return []
    groups = [_people(words, text), _operations(words), _organizations(words), _territories(text)]
    if may(user, Permission.READ):
        groups.append(_register(text))
    return [group for group in groups if group.hits]


def _people(words: list[str], text: str) -> Group:
    found = Stakeholder.objects.order_by("sort_key", "pk")
    for word in words:
        found = found.filter(search_text__contains=word)
    on = timezone.localdate()
    hits = [
        Hit(reverse("stakeholder_detail", args=[person.pk]), str(person), person.seat_line(on))
        for person in found.with_seats()[:AT_MOST]
    ]
    return Group(
        _("People we keep in touch with"), "users", hits, f"{reverse('stakeholder_list')}?q={text}"
    )


def _operations(words: list[str]) -> Group:
    every = Operation.objects.select_related("commune").order_by("name", "pk")
    hits = [
        Hit(
            reverse("operation_detail", args=[operation.pk]), operation.name, operation.commune.name
        )
        for operation in every
        if all(word in fold(f"{operation.name} {operation.commune.name}") for word in words)
    ]
    return Group(_("Operations"), "buildings", hits[:AT_MOST])


def _organizations(words: list[str]) -> Group:
    every = Organization.objects.order_by("name", "pk")
    hits = [
        Hit(
            reverse("organization_detail", args=[organization.pk]),
            organization.name,
            organization.get_kind_display(),
        )
        for organization in every
        if all(word in fold(organization.name) for word in words)
    ]
    return Group(_("Organizations"), "building-bank", hits[:AT_MOST])


def _territories(text: str) -> Group:
    hits = [
        Hit(
            reverse("territory_detail", args=[territory.pk]),
            territory.name,
            territory.get_kind_display(),
        )
        for territory in find_territories(text, AT_MOST)
    ]
    return Group(_("Territories"), "map-pin", hits)


def _register(text: str) -> Group:
    found = register_search.search(text, limit=AT_MOST)
    hits = [Hit(f"{reverse('register_list')}?q={person}", str(person), "") for person in found]
    return Group(
        _("Register of elected officials"),
        "address-book",
        hits,
        f"{reverse('register_list')}?q={text}",
    )
