"""What tells one person, or one organization, from another: plain data, compared for duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from contacts import phones
from contacts.models import ContactPoint, Mandate, Organization, Post, Stakeholder
from directory.models import RegisterPerson, RegisterRespelling

AT_ONCE = 2000
type Numbers = dict[int, set[str]]  # by primary key


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A person as a matcher sees one; `pk` is None for somebody who is only being typed.

    `phones` are written "+33612345678" (`phone_key`), `organizations` and `titles` as people
    write them, `territories` like `Territory.label` ("Quimper (29)"). Two people whom the register
    keeps apart (`register_person`) are never the same one.
    """

    pk: int | None = None
    first_name: str = ""
    last_name: str = ""
    sex: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    register_person: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganizationCard:
    """An organization as a matcher sees one."""

    pk: int | None = None
    name: str = ""
    kind: str = ""
    siren: str = ""
    territories: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


def phone_key(text: str) -> str:
    """Return the number as one compares it, "+33612345678", or nothing when it is none."""
    kept = phones.kept(text)
    return kept if phones.is_read(kept) else ""


def of_person(stakeholder: Stakeholder) -> Card:
    """Return the card of one person."""
    (card,) = people(Stakeholder.everyone.filter(pk=stakeholder.pk))
    return card


def of_organization(organization: Organization) -> OrganizationCard:
    """Return the card of one organization."""
    (card,) = organizations(Organization.objects.filter(pk=organization.pk))
    return card


def people(rows: Any) -> Iterator[Card]:
    """Return the cards of these stakeholders, a few queries per two thousand of them."""
    one_person, one_of = _one_person_of_the_register(), _Shared()
    fields = ("pk", "first_name", "last_name", "sex", "email", "phone", "register_person")
    values = rows.order_by("pk").values_list(*fields)
    for some in batched(values.iterator(AT_ONCE), AT_ONCE, strict=False):
        keys = [row[0] for row in some]
        places, offices, titles = _places(keys), *_offices(keys)
        mailboxes, numbers = _others(keys)
        for pk, first, last, sex, email, phone, person in some:
            yield Card(
                pk=pk,
                first_name=first,
                last_name=last,
                sex=sex,
                emails=frozenset({email.lower(), *mailboxes.get(pk, ())} - {""}),
                phones=frozenset({phone_key(phone), *numbers.get(pk, ())} - {""}),
                organizations=one_of(offices.get(pk, ())),
                titles=one_of(titles.get(pk, ())),
                territories=one_of(places.get(pk, ())),
                register_person=one_person.get(person, person),
            )


class _Shared:
    """Holds each set of places, offices or titles once, however many people share it."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def __call__(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the set of these texts."""
        found = frozenset(texts)
        return self._known.setdefault(found, found)


def organizations(rows: Any) -> Iterator[OrganizationCard]:
    """Return the cards of these organizations."""
    for row in rows.order_by("pk").select_related("territory__department").iterator(AT_ONCE):
        yield OrganizationCard(
            pk=row.pk,
            name=row.name,
            kind=row.kind,
            siren=row.siren,
            territories=frozenset([row.territory.label] if row.territory else ()),
            emails=frozenset({row.email.lower()} - {""}),
            phones=frozenset({phone_key(row.phone)} - {""}),
        )


def _places(keys: list[int]) -> Numbers:
    found: Numbers = defaultdict(set)
    mandates = Mandate.objects.filter(stakeholder__in=keys).select_related("territory__department")
    for mandate in mandates.order_by():
        found[mandate.stakeholder_id].add(mandate.territory.label)
    return found


def _offices(keys: list[int]) -> tuple[Numbers, Numbers]:
    names: Numbers = defaultdict(set)
    titles: Numbers = defaultdict(set)
    rows = Post.objects.filter(stakeholder__in=keys).order_by()
    for pk, name, title in rows.values_list("stakeholder", "organization__name", "title"):
        names[pk].add(name)
        titles[pk].add(title)
    return names, titles


def _others(keys: list[int]) -> tuple[Numbers, Numbers]:
    """Return the addresses and the numbers beside the preferred ones."""
    emails: Numbers = defaultdict(set)
    numbers: Numbers = defaultdict(set)
    rows = ContactPoint.objects.filter(stakeholder__in=keys).order_by()
    for pk, kind, value in rows.values_list("stakeholder", "kind", "value"):
        if kind == ContactPoint.Kind.EMAIL:
            emails[pk].add(value.lower())
        else:
            numbers[pk].add(phone_key(value))
    return emails, numbers


def _one_person_of_the_register() -> dict[int | None, int]:
    """Return, for a person of the register who is another one respelled, that other one."""
    spelt = dict(RegisterRespelling.objects.values_list("identity", "person"))
    if not spelt:
        return {}
    found: dict[int | None, int] = {}
    rows = RegisterPerson.objects.filter(stakeholder__isnull=False)
    for pk, identity in rows.values_list("pk", "identity").iterator(AT_ONCE):
        if identity in spelt:
            found[pk] = spelt[identity]
    return found
