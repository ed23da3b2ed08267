"""Tombstones: how a file recognises somebody who was erased; nobody can read who.

Each mark is an HMAC-SHA256, under a key that lies beside the base and never in it, of something
that two sources of the same person share. A name alone is never enough: a namesake is not erased.
"""

import datetime
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from directory.folding import fold
from directory.models import RegisterPerson, RegisterRespelling, Territory, Tombstone
from directory.names import match_key, surname_tokens

Kind = Tombstone.Kind
PHONE_DIGITS = 9


@dataclass(frozen=True)
class Guard:
    """The marks of those who were erased, held in memory while a file is read."""

    marks: frozenset[str]

    def knows_row(self, *, identity: str, key: str, folded_last: str) -> bool:
        """Tell whether a row of the register is about somebody who was erased.

        `key` is `names.match_key`: birth date and first given name.
        """
        return any(mark in self.marks for mark in _of_register(identity, key, folded_last))

    def knows(
        self,
        *,
        first_name: str,
        last_name: str,
        emails: Iterable[str] = (),
        phones: Iterable[str] = (),
        places: Iterable[str] = (),
        born_on: datetime.date | None = None,
    ) -> bool:
        """Tell whether a person of a spreadsheet was erased: never by the name alone."""
        found = _of_contact(first_name, last_name, emails, phones)
        found |= _of_places(first_name, last_name, places)
        found |= set(_of_register("", match_key(first_name, born_on), fold(last_name)))
        return bool(found & self.marks)


def guard() -> Guard | None:
    """Return the marks to compare with, or None when nobody was ever erased."""
    marks = frozenset(Tombstone.objects.values_list("mark", flat=True))
    return Guard(marks) if marks else None


def bury_register_person(person: RegisterPerson, *, on: datetime.date) -> None:
    """Remember a person of the register, under each spelling met, so that no file brings them."""
    identities = {person.identity}
    spelt = RegisterRespelling.objects.filter(person=person)
    identities |= set(spelt.values_list("identity", flat=True))
    _keep(Kind.IDENTITY, {_mark(Kind.IDENTITY, identity) for identity in identities}, on)
    surnames = [person.folded_last, *(fold(one.last_name) for one in spelt)]
    births = {mark for surname in surnames for mark in _of_register("", person.match_key, surname)}
    _keep(Kind.BIRTH, births, on)


def bury_contact(
    *, first_name: str, last_name: str, emails: Iterable[str], phones: Iterable[str],
    on: datetime.date, places: Iterable[str] = (),
) -> None:  # fmt: skip
    """Remember a person by their name with each of their e-mails, phones, seats and employers."""
    _keep(Kind.PLACE, _of_places(first_name, last_name, places), on)
    _keep(Kind.EMAIL, _of_contact(first_name, last_name, emails, (), is_buried=True), on)
    _keep(Kind.PHONE, _of_contact(first_name, last_name, (), phones, is_buried=True), on)


def _of_register(identity: str, key: str, folded_last: str) -> Iterable[str]:
    if identity:
        yield _mark(Kind.IDENTITY, identity)
    if key:
        for token in surname_tokens(folded_last):
            yield _mark(Kind.BIRTH, f"{key}|{token}")


def seat_at(territory: Territory) -> str:
    """Return the place where somebody sits, to be marked with their name."""
    return f"{territory.kind}|{territory.code}"


def post_at(organization: str) -> str:
    """Return the place where somebody works, to be marked with their name."""
    return f"organization|{fold(organization)}"


def _name(first_name: str, last_name: str) -> str:
    """Return the words of a name in one order: a file may give the surname first."""
    return " ".join(sorted(fold(f"{first_name} {last_name}").split()))


def _of_places(first_name: str, last_name: str, places: Iterable[str]) -> set[str]:
    name = _name(first_name, last_name)
    return {_mark(Kind.PLACE, f"{name}|{place}") for place in places} if name else set()


def _of_contact(
    first_name: str,
    last_name: str,
    emails: Iterable[str],
    phones: Iterable[str],
    *,
    is_buried: bool = False,
) -> set[str]:
    name = _name(first_name, last_name)
    if not name:
        return set()
    # "J.-Y. Le Goff" too: a mailbox is shared by people of other names, or other first letters.
    # So does "M. Le Goff", who may be any of that name: "*" is anybody, "?" is nobody said who.
    initial, words = fold(first_name)[:1], surname_tokens(fold(last_name))
    signs = {initial or "*", "?"} if is_buried else {initial or "?", "*"}
    names = {name} | {f"{sign}. {word}" for word in words for sign in signs}
    reached = {(Kind.EMAIL, email.strip().lower()) for email in emails if email}
    for phone in phones:
        digits = re.sub(r"\D", "", phone)[-PHONE_DIGITS:]
        if len(digits) == PHONE_DIGITS:
            reached.add((Kind.PHONE, digits))
    return {_mark(kind, f"{one}|{text}") for kind, text in reached for one in names}


def _mark(kind: Kind, text: str) -> str:
    return hmac.digest(settings.TOMBSTONE_KEY.encode(), f"{kind}|{text}".encode(), "sha256").hex()


def _keep(kind: Kind, marks: Iterable[str], on: datetime.date) -> None:
    Tombstone.objects.bulk_create(
        [Tombstone(kind=kind, mark=mark, erased_on=on) for mark in sorted(marks)],
        ignore_conflicts=True,
    )
