"""Somebody's name, e-mail and phone inside texts that belong to no table of theirs.

Reports of background work, titles of grouped changes: erasing takes the words out of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from contacts.models import ContactPoint
from contacts.personal_data import history_of, keys_of, rows_of, tables
from directory.folding import fold

GONE = "[…]"
SHORTEST_NUMBER = 9
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*['’ʼ`´]?")
_DIGITS = re.compile(r"\+?\d[\d\s.\-()/]{7,}\d")


@dataclass(frozen=True)
class Traces:
    """What tells one person in a text: folded names, e-mail addresses, last digits of phones."""

    names: frozenset[str]
    emails: frozenset[str]
    numbers: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Tell whether the text names the person."""
        lower = text.lower()
        if any(email in lower for email in self.emails):
            return True
        if any(number(found) in self.numbers for found in _DIGITS.findall(text)):
            return True
        folded = f" {fold(text)} "
        return any(f" {name} " in folded for name in self.names)

    def taken_out(self, text: str) -> str:
        """Return a text of others without the name, the e-mails and the phones of the person."""
        for email in self.emails:
            text = re.sub(re.escape(email), GONE, text, flags=re.IGNORECASE)
        text = _DIGITS.sub(
            lambda found: GONE if number(found[0]) in self.numbers else found[0], text
        )
        words = [(fold(found[0]).split(), *found.span()) for found in _WORD.finditer(text)]
        spans = [(start, end) for folded, start, end in words for _one in folded]
        said = [one for folded, _start, _end in words for one in folded]
        for name in sorted(self.names, key=len, reverse=True):
            wanted = name.split()
            for at in range(len(said) - len(wanted), -1, -1):
                if said[at : at + len(wanted)] == wanted:
                    start, end = spans[at][0], spans[at + len(wanted) - 1][1]
                    text = text[:start] + GONE + text[end:]
                    return self.taken_out(text)
        return text

    def without(self, value: Any) -> Any:
        """Return a value of JSON in which every text that names the person is gone.

        A row of cells names somebody together: surname in one, first name in another.
        """
        if isinstance(value, str):
            return GONE if self.are_in(value) else value
        if isinstance(value, dict):
            return dict(zip(value, self.without(list(value.values())), strict=True))
        if not isinstance(value, list):
            return value
        apart = [self.without(one) for one in value]
        if self.are_in(_row(apart)):
            return [GONE if isinstance(one, str) else one for one in apart]
        return apart


def texts_in(value: Any) -> Iterable[str]:
    """Yield every text of a value of JSON, and each row of cells as one."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        yield _row(value)
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, str):
        yield value


def _row(cells: list[Any]) -> str:
    return " ".join(one for one in cells if isinstance(one, str))


def number(text: str) -> str:
    """Return the last nine digits of a phone number, which its ways of writing share."""
    return re.sub(r"\D", "", text)[-SHORTEST_NUMBER:]


def named(who: Model) -> list[Any]:
    """Return the rows that bear the person's name, as they are and as they were."""
    found: list[Any] = []
    for table in tables():
        names = {one.name for one in apps.get_model(table.model)._meta.concrete_fields}
        if {"first_name", "last_name"} <= names:
            found += [*rows_of(table, who), *(history_of(table, who) or ())]
    return found


def traces_of(stakeholder: Model) -> Traces:
    """Return what tells this person in a text: as named today, before, and in the register."""
    rows = named(stakeholder)
    points = ContactPoint.objects.filter(stakeholder__in=keys_of(stakeholder))
    said = [*points.values_list("value", flat=True)]
    said += [getattr(one, name, "") for one in rows for name in ("email", "phone")]
    names = {(one.first_name, one.last_name) for one in rows}
    return Traces(
        names=frozenset(
            folded
            for first, last in names
            if first and last
            for folded in (fold(f"{first} {last}"), fold(f"{last} {first}"))
        ),
        emails=frozenset(text.lower() for text in said if "@" in text),
        numbers=frozenset(
            number(text)
            for text in said
            if "@" not in text and len(number(text)) == SHORTEST_NUMBER
        ),
    )
