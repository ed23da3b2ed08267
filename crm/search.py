"""One search over everything: the best answers first, then our people, what we do, the register."""

from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import finding, seats
from contacts.models import Organization, Stakeholder
from directory import search as register_search
from directory.folding import fold
from directory.models import RegisterPerson, Territory
from directory.ranking import Asked, Candidate, Ranked, score
from directory.seats import seat_lines
from directory.territories import find_territories, telling
from operations.finding import matching_operations
from operations.models import Operation

AT_MOST = 6
BEST = 3
SHORTEST = 2
OURS = 20  # what it is worth that we know somebody already


@dataclass(frozen=True)
class Hit:
    """One line found: where it leads, its title, and what tells it from the others.

    `worth` compares hits of all kinds.
    """

    href: str
    title: str
    about: str
    icon: str
    worth: tuple[bool, int] = (False, 0)
    has_objected: bool = False


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` leads to the whole list."""

    label: str
    hits: list[Hit] = field(default_factory=list)
    more: str = ""


def search(text: str) -> list[Group]:
    """Return what matches every word: the best of all kinds first, then group by group.

    Empty groups are left out; what is among the best is not repeated below.
    """
    if is_short(text):
        return []
    asked, words = finding.asked_for(text), Asked.of(text)
    people, register = _people(asked), register_search.ranked(words, limit=AT_MOST + 1)
    people, register = _once(people, register[: 4 * AT_MOST])
    groups = [
        _shown_people(people, text),
        _operations(asked, text),
        _shown_register(register, text),
        _organizations(asked),
        _territories(words, text),
    ]
    return _best_first([group for group in groups if group.hits])


def is_short(text: str) -> bool:
    """Tell whether too little was typed to look for anything."""
    return len("".join(finding.asked_for(text).words)) < SHORTEST


def _best_first(groups: list[Group]) -> list[Group]:
    hits = [hit for group in groups for hit in group.hits]
    if len(groups) < 2 or len(hits) <= BEST:  # noqa: PLR2004 - nothing to choose among
        return sorted(groups, key=lambda group: min(hit.worth for hit in group.hits))
    best = sorted(hits, key=lambda hit: hit.worth)[:BEST]
    others = [
        Group(group.label, [hit for hit in group.hits if hit not in best], group.more)
        for group in groups
    ]
    return [Group(_("Best matches"), best), *(one for one in others if one.hits or one.more)]


def _people(asked: Asked) -> list[Ranked]:
    return finding.find_people(asked, is_forgiving=True)


def _once(people: list[Ranked], register: list[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """Return both without repeating anybody: who is followed appears as ours, and only so."""
    followed = dict(
        Stakeholder.objects.filter(register_person__in=[one.pk for one in register])
        .order_by()
        .values_list("register_person", "pk")
    )
    known = {one.pk for one in people}
    ours = [
        Ranked(followed[one.pk], one.score, one.is_forgiven)
        for one in register
        if one.pk in followed and followed[one.pk] not in known
    ]
    return people + ours, [one for one in register if one.pk not in followed]


def _shown_people(found: list[Ranked], text: str) -> Group:
    on = timezone.localdate()
    first = found[:AT_MOST]
    people = Stakeholder.objects.with_seats(on).in_bulk([one.pk for one in first])
    hits = []
    for one in first:
        person = people[one.pk]
        seat = seats.first(person, on=on)
        hits.append(
            Hit(
                reverse("stakeholder_detail", args=[person.pk]),
                str(person),
                seat.line if seat else "",
                "users",
                _worth(one, OURS),
                person.objected_on is not None,
            )
        )
    more = _address("stakeholder_list", text) if len(found) > AT_MOST else ""
    return Group(_("People we keep in touch with"), hits, more)


def _operations(asked: Asked, text: str) -> Group:
    keys = matching_operations(text, is_forgiving=True)[:AT_MOST]
    found = Operation.objects.select_related("commune").in_bulk(keys)
    hits = [
        Hit(
            reverse("operation_detail", args=[key]),
            found[key].name,
            found[key].commune.name,
            "buildings",
            _weighed(asked, found[key].name, fold(found[key].name), found[key].commune.name),
        )
        for key in keys
    ]
    return Group(_("Operations"), hits)


def _organizations(asked: Asked) -> Group:
    found = finding.find_organizations(asked, is_forgiving=True)[:AT_MOST]
    rows = Organization.objects.in_bulk([one.pk for one in found])
    hits = [
        Hit(
            reverse("organization_detail", args=[one.pk]),
            rows[one.pk].name,
            rows[one.pk].get_kind_display(),
            "building-bank",
            _worth(one, OURS),
        )
        for one in found
    ]
    return Group(_("Organizations"), hits)


def _territories(asked: Asked, text: str) -> Group:
    hits = [
        Hit(
            reverse("territory_detail", args=[territory.pk]),
            territory.name,
            " · ".join(filter(None, (territory.get_kind_display(), _department(territory)))),
            "map-pin",
            _weighed(telling(asked), territory.name, territory.sort_key, territory.search_text),
        )
        for territory in find_territories(text, AT_MOST, is_forgiving=True)
    ]
    return Group(_("Territories"), hits)


def _department(territory: Territory) -> str:
    """Return the department that tells a commune from its namesakes."""
    return territory.department.name if territory.department else ""


def _shown_register(found: list[Ranked], text: str) -> Group:
    first = found[:AT_MOST]
    rows = RegisterPerson.objects.in_bulk([one.pk for one in first])
    people = [rows[one.pk] for one in first]
    prefetch_related_objects(people, register_search.seats())
    hits = []
    for one, person in zip(first, people, strict=True):
        lines = seat_lines(cast("Any", person).seats, person.sex)
        about = " · ".join(f"{line.title} {line.of}".strip() for line in lines[:2])
        href = _address("register_list", str(person))
        hits.append(Hit(href, str(person), about, "address-book", _worth(one)))
    more = _address("register_list", text) if len(found) > AT_MOST else ""
    return Group(_("Register of elected officials"), hits, more)


def _worth(one: Ranked, besides: int = 0) -> tuple[bool, int]:
    """Return what sorts a hit among all: without a forgiven error, then the higher score."""
    return (one.is_forgiven, -one.score - besides)


def _weighed(asked: Asked, name: str, key: str, besides: str) -> tuple[bool, int]:
    """Return what sorts a hit that no index ranked."""
    said = f" {fold(name)} {fold(besides)} "
    is_held = all(any(part.strip() in said for part in word) for word in asked.exact)
    return (not is_held, -score(asked, asked.exact, Candidate(0, fold(name), said, key)))


def _address(url_name: str, text: str) -> str:
    return f"{reverse(url_name)}?{urlencode({'q': text})}"
