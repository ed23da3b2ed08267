"""Finds who may be in the base twice: while one types, at an import, and in the whole base.

Everybody is never compared with everybody. Cards that share a key (a word of the surname with an
initial, how the name sounds, a number, an address, a first name in a commune…) are compared by
`likeness`; what looks alike enough comes back with its reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from contacts import cards
from contacts.blocks import Blocks
from contacts.cards import Card, OrganizationCard
from contacts.likeness import SHARED_MAILBOXES, THRESHOLD, Likeness, Reason, name_of, of_people
from contacts.models import ContactPoint, Organization, Stakeholder
from contacts.organization_likeness import initials, of_organizations, words
from directory.names import sort_key

type AnyCard = Card | OrganizationCard
CROWD = 80  # cards under one key; a key that many share tells nobody from another
SHORT = 2  # letters; what is no longer tells nothing
GLUED = ("le", "la", "l", "de", "du")  # "Legoff" may be filed as "Le Goff"
TICK = 2_000  # cards between two signs of life
NEAR = 400  # rows of the base compared with one card that is being typed


@dataclass(frozen=True)
class Match:
    """Somebody who may be the same as a card, how surely, and why."""

    pk: int
    score: int
    reasons: tuple[Reason, ...]
    row: Any = field(default=None, compare=False)

    @property
    def stakeholder(self) -> Any:
        """Return the person (or the organization) found; only `candidates` fetches them."""
        return self.row


@dataclass(frozen=True)
class Pair:
    """Two rows of the base that look alike; `first` is the smaller primary key."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]


class Index[C: (Card, OrganizationCard)]:
    """Many cards, ready to be asked which of them look like another one."""

    def __init__(
        self, keys: Callable[[C], Iterable[str]], compare: Callable[[C, C], Likeness]
    ) -> None:
        self.keys: Callable[[C], Iterable[str]] = keys
        self.compare: Callable[[C, C], Likeness] = compare
        self.cards: list[C] = []
        self.blocks = Blocks()

    def add(self, card: C) -> None:
        """File one card under its keys."""
        self.blocks.add(self.keys(card))
        self.cards.append(card)

    def candidates(self, card: C, limit: int = 5) -> list[Match]:
        """Return the cards that look like this one, best first; its own row is not one."""
        near = {at for block in self.blocks.under(self.keys(card)) for at in block[:CROWD]}
        return best(card, (self.cards[at] for at in near), self.compare, limit)

    def pairs(self, tick: Callable[[int], None] = lambda _done: None) -> Iterator[Pair]:
        """Return every two cards that look alike, once each; `tick` hears how far it is."""
        for at, near in self.blocks.beside(most=CROWD):
            if at % TICK == 0:
                tick(at)
            for other in sorted(near):
                yield from self._pair(self.cards[at], self.cards[other])

    def _pair(self, one: C, other: C) -> Iterator[Pair]:
        found = self.compare(one, other)
        if found.score >= THRESHOLD and one.pk and other.pk:
            first, second = sorted((one.pk, other.pk))
            yield Pair(first, second, found.score, found.reasons)


def people_index(people: Iterable[Card] | None = None) -> Index[Card]:
    """Return an index of these cards, or of everybody in the base (for an import of many rows)."""
    index = Index(person_keys, of_people)
    for card in cards.people(Stakeholder.objects.all()) if people is None else people:
        index.add(card)
    return index


def organization_index(
    organizations: Iterable[OrganizationCard] | None = None,
) -> Index[OrganizationCard]:
    """Return an index of these cards, or of every organization of the base."""
    index = Index(organization_keys, of_organizations)
    everyone = cards.organizations(Organization.objects.all())
    for card in everyone if organizations is None else organizations:
        index.add(card)
    return index


def scan() -> Iterator[Pair]:
    """Return every two people of the base who look alike."""
    return people_index().pairs()


def scan_organizations() -> Iterator[Pair]:
    """Return every two organizations of the base that look alike."""
    return organization_index().pairs()


def candidates(card: Card, limit: int = 5) -> list[Match]:
    """Return the people of the base who may be the one on the card, best first, fetched."""
    near = Stakeholder.objects.filter(pk__in=_near(card))
    found = best(card, cards.people(near), of_people, limit)
    return _fetched(found, Stakeholder.objects.all())


def organization_candidates(card: OrganizationCard, limit: int = 5) -> list[Match]:
    """Return the organizations that may be the one on the card, best first, fetched."""
    folded = words(card.name)
    asked = Q()
    for word in folded:
        asked |= Q(sort_key__contains=word[:4])
    if len(folded) > 1:
        asked |= Q(sort_key__startswith=initials(card.name)[:2])
    elif folded and len(folded[0]) <= 5:  # noqa: PLR2004 - perhaps initials
        asked |= Q(sort_key__startswith=folded[0][0])
    if card.siren:
        asked |= Q(siren=card.siren)
    if not asked:
        return []
    rows = Organization.objects.filter(asked).order_by("pk")[: 5 * NEAR]
    near = Organization.objects.filter(pk__in=[row.pk for row in rows])
    found = best(card, cards.organizations(near), of_organizations, limit)
    return _fetched(found, Organization.objects.select_related("territory"))


def _near(card: Card) -> list[int]:
    """Return the rows worth comparing: alike names by their beginning, same number, same post."""
    key = sort_key(card.last_name, card.first_name)
    asked = _names_like(card, key)
    for email in card.emails:
        asked |= Q(email__iexact=email)
    if card.phones:
        asked |= Q(phone__in=card.phones)
    if reached := card.emails | card.phones:
        others = ContactPoint.objects.filter(value__in=reached)
        asked |= Q(pk__in=others.values("stakeholder"))
    if card.register_person:
        asked |= Q(register_person=card.register_person)
    if not asked:
        return []
    names = Stakeholder.objects.filter(asked).order_by().values_list("pk", "sort_key")
    found = sorted(names[: 10 * NEAR], key=lambda row: _distance(key, row[1]))
    return [pk for pk, _key in found[:NEAR]]


def _names_like(card: Card, key: str) -> Q:
    asked = Q()
    tokens = [token for token in name_of(card.last_name).tokens if len(token) > SHORT]
    swapped = name_of(card.first_name).glued
    for start in {key[:3], swapped[:4], *(token[:4] for token in tokens)}:
        if len(start) > SHORT:
            asked |= Q(sort_key__gte=start, sort_key__lt=start + "\U0010ffff")
    glued = name_of(card.last_name).glued
    tokens += [glued[len(article) :] for article in GLUED if glued.startswith(article)]
    for token in tokens:
        if len(token) > SHORT:
            asked |= Q(sort_key__contains=token)
    return asked


def _distance(one: str, other: str) -> int:
    return len(set(one.split()) ^ set(other.split())) + abs(len(one) - len(other))


def best(
    card: Any, near: Iterable[Any], compare: Callable[[Any, Any], Likeness], limit: int
) -> list[Match]:
    """Return those of these cards that look like one, best first."""
    found = []
    for other in near:
        if other.pk is None or other.pk == card.pk:
            continue
        alike = compare(card, other)
        if alike.score >= THRESHOLD:
            found.append(Match(other.pk, alike.score, alike.reasons))
    return sorted(found, key=lambda match: (-match.score, match.pk))[:limit]


def _fetched(found: Sequence[Match], rows: Any) -> list[Match]:
    fetched = rows.in_bulk([match.pk for match in found])
    return [
        Match(match.pk, match.score, match.reasons, fetched[match.pk])
        for match in found
        if match.pk in fetched
    ]


def person_keys(card: Card) -> Iterator[str]:
    """Return the keys a person is filed under."""
    last, first = name_of(card.last_name), name_of(card.first_name)
    initial, whole = first.glued[:1], first.glued
    for token in {*last.tokens, last.glued, *last.others}:
        yield f"name {token} {initial}"
    yield f"sound {last.sound} {initial}"
    yield f"start {last.glued[:3]} {whole}"
    yield f"end {last.glued[-3:]} {whole}"
    yield f"given {last.glued} {whole[-3:]}"
    yield "both " + " ".join(sorted((last.sound, first.sound)))
    for place in card.territories:
        yield f"place {place} {whole}"
    for email in card.emails:
        local = email.partition("@")[0]
        yield f"email {email}"
        if len(local) > 5 and local not in SHARED_MAILBOXES:  # noqa: PLR2004 - letters
            yield f"box {local}"
    for number in card.phones:
        yield f"phone {number}"
    if card.register_person:
        yield f"register {card.register_person}"


def organization_keys(card: OrganizationCard) -> Iterator[str]:
    """Return the keys an organization is filed under."""
    folded = words(card.name)
    for word in folded:
        yield f"word {word[:5]}"
    yield "all " + " ".join(sorted(folded))
    if len(folded) > 1:
        yield f"initials {initials(card.name)}"
        for size in range(2, len(folded) + 1):
            short = "".join(word[0] for word in folded[:size])
            yield "initials " + " ".join((short, *folded[size:]))
    yield "initials " + " ".join(folded)
    for place in card.territories:
        yield f"place {place} {folded[0][:3] if folded else ''}"
    if card.siren:
        yield f"siren {card.siren}"
