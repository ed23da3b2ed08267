"""How much two cards of people look alike, from 0 to 100, and why, in words.

A name alone is never certainty: 499 pairs of French mayors are homonyms. Something else must agree
(a commune, an organization, a number, an address), or one of the two cards hold nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA, JaroWinkler

from contacts.cards import Card
from contacts.sounds import sound
from directory.folding import fold
from directory.names import surname_tokens

THRESHOLD = 70
SAME_NAME = 60  # what a name alone is worth: not enough
CERTAIN = 100
# Mailboxes of a town hall or an office: several people share one.
_SHARED_MAILBOXES = (
    "accueil admin agence bonjour cabinet communication contact courrier direction info "
    "mairie president secretariat standard"
)
SHARED_MAILBOXES = frozenset(_SHARED_MAILBOXES.split())
_FEMININE = frozenset({"e", "le", "ne", "te", "se"})
_BETWEEN = re.compile(r"\b(?:née?|épouse|ép|ep|veuve|vve|dite?)\b\.?|[()]", re.IGNORECASE)
_CLOSE = 0.86  # of two surnames or first names; below, they are two names


@dataclass(frozen=True)
class Reason:
    """Why two cards look alike, or speak of two people; kept as a code with its values."""

    code: str
    values: tuple[str, ...] = ()

    @property
    def is_against(self) -> bool:
        """Tell whether it speaks for two different people."""
        return self.code.startswith("other_")

    def __str__(self) -> str:
        return sentence(self)


@dataclass(frozen=True)
class Likeness:
    """How much two cards look alike."""

    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name, folded in the ways it is compared."""

    glued: str
    words: tuple[str, ...]
    tokens: frozenset[str]
    sound: str
    others: tuple[str, ...]


@lru_cache(maxsize=30_000)
def name_of(text: str) -> Name:
    """Return a surname or a first name, ready to compare."""
    others = tuple(
        folded.replace(" ", "") for part in _BETWEEN.split(text) if part and (folded := fold(part))
    )
    folded = fold(_BETWEEN.sub(" ", text))
    return Name(
        glued=folded.replace(" ", ""),
        words=tuple(folded.split()),
        tokens=surname_tokens(folded),
        sound=sound(folded),
        others=others if len(others) > 1 else (),
    )


@lru_cache(maxsize=50_000)
def word_likeness(one: str, other: str) -> float:
    """Return how close two folded words are, 0 to 1: one typing error leaves at least 0.9."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    errors = OSA.distance(one, other, score_cutoff=3)
    longest = max(len(one), len(other))
    allowed = 1 if longest < 8 else 2  # noqa: PLR2004 - letters
    if longest >= 4 and errors <= allowed:  # noqa: PLR2004
        return 0.96 - 0.03 * errors
    return min(0.85, JaroWinkler.similarity(one, other))


def surname_likeness(one: Name, other: Name) -> float:
    """Return how close two surnames are; one word of a compound one is close, not equal."""
    found = word_likeness(one.glued, other.glued)
    if found < _CLOSE and _sound_alike(one, other):
        found = 0.88
    if found < 1 and _shares_a_word(one, other):
        found = max(found, 0.92)
    return found


def _sound_alike(one: Name, other: Name) -> bool:
    same = len(one.sound) > 2 and one.sound == other.sound  # noqa: PLR2004 - letters
    return same and OSA.distance(one.glued, other.glued, score_cutoff=2) <= 2  # noqa: PLR2004


def _shares_a_word(one: Name, other: Name) -> bool:
    if any(len(token) > 2 for token in one.tokens & other.tokens):  # noqa: PLR2004
        return len(one.tokens) != len(other.tokens) or bool(one.others or other.others)
    return bool({*one.others, one.glued} & {*other.others, other.glued})


@lru_cache(maxsize=50_000)
def first_name_likeness(one: Name, other: Name) -> float:
    """Return how close two first names are: Jean-Paul is not Jean-Pierre."""
    if one.glued == other.glued:
        return 1.0
    if not one.words or not other.words:
        return 0.6
    short, long = sorted((one.words, other.words), key=len)
    if all(len(word) == 1 for word in short):
        return 0.88 if "".join(short) in {long[0][:1], "".join(w[:1] for w in long)} else 0.0
    if len(short) == len(long):
        return min(_given(a, b) for a, b in zip(short, long, strict=True))
    if long[: len(short)] == short:
        return 0.9
    return _given(one.glued, other.glued)


def _given(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return 0.88 if long.startswith(short) else 0.0
    if long.startswith(short) and long[len(short) :] in _FEMININE:
        return 0.7
    return word_likeness(one, other)


def of_people(one: Card, other: Card) -> Likeness:
    """Compare two people."""
    if one.register_person and other.register_person:
        if one.register_person != other.register_person:
            return Likeness(0, (Reason("other_register"),))
        return Likeness(CERTAIN, (Reason("same_register"),))
    named, naming = _names(one, other)
    points, agreeing = _agreements(one, other)
    reached = any(reason.code in {"same_email", "same_phone"} for reason in agreeing)
    if not named and not reached:
        return Likeness(0, ())
    lost, against = _disagreements(one, other)
    if named == SAME_NAME and not agreeing and not against and _is_bare(one, other):
        points, agreeing = 12, (Reason("only_name"),)
    score = max(0, min(CERTAIN - 1, round(named + points - lost)))
    return Likeness(score, (*naming, *agreeing, *against))


def _names(one: Card, other: Card) -> tuple[float, tuple[Reason, ...]]:
    """Return what the names are worth, at most 60, and what to say of them."""
    last, other_last = name_of(one.last_name), name_of(other.last_name)
    first, other_first = name_of(one.first_name), name_of(other.first_name)
    surname = surname_likeness(last, other_last)
    given = first_name_likeness(first, other_first)
    written = (f"{one.first_name} {one.last_name}", f"{other.first_name} {other.last_name}")
    if surname >= _CLOSE and given >= _CLOSE:
        if surname == given == 1.0:
            return SAME_NAME, (Reason("same_name"),)
        if surname == 1.0:
            return 30 + 30 * given, (
                Reason("close_first_name", (one.first_name, other.first_name)),
            )
        code = "close_name" if given == 1.0 else "close_names"
        values = (one.last_name, other.last_name) if given == 1.0 else written
        return 30 * surname + 30 * given, (Reason(code, values),)
    crossed = min(word_likeness(last.glued, other_first.glued), _cross(first, other_last))
    if crossed >= _CLOSE:
        return 60 * crossed - 2, (Reason("swapped_name", written),)
    if given == 1.0 and len(first.glued) > 2:  # noqa: PLR2004 - letters
        return 33, (Reason("same_first_name", (one.last_name, other.last_name)),)
    return 0, ()


def _cross(first: Name, last: Name) -> float:
    return word_likeness(first.glued, last.glued)


def _agreements(one: Card, other: Card) -> tuple[float, tuple[Reason, ...]]:
    points, reasons = 0.0, []
    for email in sorted(one.emails & other.emails)[:1]:
        is_shared = email.partition("@")[0].replace(".", "") in SHARED_MAILBOXES
        points += 12 if is_shared else 40
        reasons.append(Reason("same_mailbox" if is_shared else "same_email", (email,)))
    for number in sorted(one.phones & other.phones)[:1]:
        points += 36 if number.startswith(("+336", "+337")) else 18
        reasons.append(Reason("same_phone", (number,)))
    for offices in [_common(one.organizations, other.organizations)]:
        if offices:
            points += 18
            reasons.append(Reason("same_organization", (offices,)))
    for place in sorted(one.territories & other.territories)[:1]:
        points += 18
        reasons.append(Reason("same_territory", (place,)))
    return points, tuple(reasons)


def _common(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return ""
    if one & other:
        return min(one & other)
    known = {fold(name): name for name in one}
    return next((known[fold(name)] for name in sorted(other) if fold(name) in known), "")


def _disagreements(one: Card, other: Card) -> tuple[float, tuple[Reason, ...]]:
    lost, reasons = 0.0, []
    if one.sex and other.sex and one.sex != other.sex:
        lost += 25
        reasons.append(Reason("other_title"))
    if one.territories and other.territories and not one.territories & other.territories:
        lost += 8
        places = (min(one.territories), min(other.territories))
        reasons.append(Reason("other_territory", places))
    if (
        one.organizations
        and other.organizations
        and not _common(one.organizations, other.organizations)
    ):
        lost += 4
        offices = (min(one.organizations), min(other.organizations))
        reasons.append(Reason("other_organization", offices))
    return lost, tuple(reasons)


def _is_bare(one: Card, other: Card) -> bool:
    """Tell whether one of the cards holds nothing but a name."""
    return not all(
        card.emails or card.phones or card.organizations or card.territories
        for card in (one, other)
    )


def sentence(reason: Reason) -> str:
    """Return a reason as one reads it."""
    texts: dict[str, Any] = {
        "same_register": _("same person in the register of elected officials"),
        "same_name": _("same name"),
        "close_name": _("close surnames: %(one)s / %(other)s"),
        "close_names": _("close names: %(one)s / %(other)s"),
        "close_first_name": _("same surname, close first names: %(one)s / %(other)s"),
        "swapped_name": _("first name and surname swapped: %(one)s / %(other)s"),
        "same_first_name": _("same first name, another surname: %(one)s / %(other)s"),
        "same_email": _("same e-mail: %(one)s"),
        "same_mailbox": _("same shared mailbox: %(one)s"),
        "same_phone": _("same phone"),
        "same_organization": _("same organization: %(one)s"),
        "same_territory": _("same territory: %(one)s"),
        "same_siren": _("same SIREN number"),
        "acronym": _("initials of the other name: %(one)s / %(other)s"),
        "only_name": _("one of the two cards holds nothing but the name"),
        "other_register": _("two different people in the register of elected officials"),
        "other_title": _("one is Mr, the other Mrs"),
        "other_territory": _("different territories: %(one)s / %(other)s"),
        "other_organization": _("different organizations: %(one)s / %(other)s"),
        "other_kind": _("different kinds of organization"),
        "other_siren": _("different SIREN numbers"),
    }
    text: str = texts[reason.code]
    return text % dict(zip(("one", "other"), reason.values, strict=False))
