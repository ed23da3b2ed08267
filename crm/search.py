"""One search over everything: our people first, then what we do, then the public register."""

from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import seats
from contacts.models import Organization, Stakeholder
from directory import search as register_search
from directory.folding import words_of
from directory.models import Territory
from directory.seats import seat_lines
from directory.territories import find_territories
from operations.finding import matching_operations
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


def search(text: str) -> list[Group]:
    """Return what matches every word, group by group, empty groups left out."""
    words = words_of(text)
    if len("".join(words)) < SHORTEST:
        return []
    groups = [
        _people(words, text),
        _operations(text),
        _register(text),
        _organizations(words),
        _territories(text),
    ]
    return [group for group in groups if group.hits]


def _people(words: list[str], text: str) -> Group:
    on = timezone.localdate()
    found = Stakeholder.objects.matching(words).order_by("sort_key", "pk").with_seats(on)
    hits = []
    for person in found[: AT_MOST + 1]:
        seat = seats.first(person, on=on)
        about = seat.line if seat else ""
        hits.append(Hit(reverse("stakeholder_detail", args=[person.pk]), str(person), about))
    label = _("People we keep in touch with")
    return _group(label, "users", hits, _address("stakeholder_list", text))


def _operations(text: str) -> Group:
    found = Operation.objects.select_related("commune").in_bulk(matching_operations(text)[:AT_MOST])
    hits = [
        Hit(reverse("operation_detail", args=[pk]), operation.name, operation.commune.name)
        for pk, operation in found.items()
    ]
    return Group(_("Operations"), "buildings", hits)


def _organizations(words: list[str]) -> Group:
    found = Organization.objects.matching(words).order_by("sort_key", "pk")
    hits = [
        Hit(
            reverse("organization_detail", args=[organization.pk]),
            organization.name,
            organization.get_kind_display(),
        )
        for organization in found[:AT_MOST]
    ]
    return Group(_("Organizations"), "building-bank", hits)


def _territories(text: str) -> Group:
    hits = [
        Hit(
            reverse("territory_detail", args=[territory.pk]),
            territory.name,
            " · ".join(filter(None, (territory.get_kind_display(), _department(territory)))),
        )
        for territory in find_territories(text, AT_MOST)
    ]
    return Group(_("Territories"), "map-pin", hits)


def _department(territory: Territory) -> str:
    """Return the department that tells a commune from its namesakes."""
    return territory.department.name if territory.department else ""


def _register(text: str) -> Group:
    people = register_search.search(text, limit=AT_MOST + 1)
    prefetch_related_objects(people, register_search.seats())
    hits = []
    for person in people:
        lines = seat_lines(cast("Any", person).seats, person.sex)
        about = " · ".join(f"{line.title} {line.of}".strip() for line in lines[:2])
        hits.append(Hit(_address("register_list", str(person)), str(person), about))
    label = _("Register of elected officials")
    return _group(label, "address-book", hits, _address("register_list", text))


def _group(label: str, icon: str, hits: list[Hit], more: str) -> Group:
    """Return the first hits, and the address of the whole list only when there are others."""
    return Group(label, icon, hits[:AT_MOST], more if len(hits) > AT_MOST else "")


def _address(url_name: str, text: str) -> str:
    return f"{reverse(url_name)}?{urlencode({'q': text})}"
