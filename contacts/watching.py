"""Words that have no place in a note: found, said with their reason, never refused.

No opinion, party, religion, health, union, private life or offence belongs in what we write of
somebody, and they may ask to read it. Words are compared folded and whole; a star takes what
follows. The lists are data (`privacy_texts.watched_words`), the expressions without danger too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from contacts import privacy_texts
from contacts.privacy_texts import Topic
from directory.folding import fold

KEPT = "words_kept"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Watched:
    """A word found in a text, as it is written there, and what it is about."""

    word: str
    topic: str


class Watcher:
    """The lists, read once: for the many rows of a file."""

    def __init__(self) -> None:
        self.patterns = [
            (one.row.topic, str(one.label), one.row.words.splitlines())
            for one in privacy_texts.watched_words()
        ]

    def found_in(self, text: str) -> list[Watched]:
        """Return the watched words of a text, in the order in which they come, each once."""
        words, written = _words_of(text)
        for topic, _label, innocent in self.patterns:
            if topic == Topic.INNOCENT:
                for start, end in list(_places(words, innocent)):
                    words[start:end] = [""] * (end - start)
        found: dict[str, tuple[int, Watched]] = {}
        for topic, label, wanted in self.patterns:
            if topic == Topic.INNOCENT:
                continue
            for start, end in _places(words, wanted):
                said = text[written[start][0] : written[end - 1][1]]
                found.setdefault(fold(said), (start, Watched(said, label)))
        return [watched for _start, watched in sorted(found.values(), key=lambda pair: pair[0])]


def found_in(text: str) -> list[Watched]:
    """Return the watched words of one text."""
    return Watcher().found_in(text) if text.strip() else []


def _words_of(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the folded words of a text, and where each stands in it."""
    words, written = [], []
    for match in _WORD.finditer(text):
        for word in fold(match[0]).split():
            words.append(word)
            written.append(match.span())
    return words, written


def _places(words: list[str], patterns: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Yield where the patterns stand among the words, as slices."""
    at: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        at.setdefault(word[:3], []).append(place)
    for pattern in patterns:
        wanted, is_open = _wanted(pattern)
        if not wanted:
            continue
        for start in at.get(wanted[0][:3], ()) if len(wanted[0]) > 2 else range(len(words)):  # noqa: PLR2004
            end = start + len(wanted)
            if _matches(words[start:end], wanted, is_open=is_open):
                yield start, end


@lru_cache(maxsize=2_000)
def _wanted(pattern: str) -> tuple[list[str], bool]:
    """Return the folded words of a pattern, and whether the last one may go on."""
    words = [word for part in _WORD.findall(pattern) for word in fold(part).split()]
    return words, pattern.strip().endswith("*")


def _matches(words: list[str], wanted: list[str], *, is_open: bool) -> bool:
    if len(words) != len(wanted) or words[:-1] != wanted[:-1]:
        return False
    return words[-1].startswith(wanted[-1]) if is_open else words[-1] == wanted[-1]


class WatchedForm(forms.BaseForm):
    """A form that says, before it is saved, which words of these fields have no place there.

    The user writes otherwise, or keeps the words knowingly with the button of the warning.
    """

    watched_fields: tuple[str, ...] = ()

    def clean(self) -> Any:
        """Warn about the words the user has not decided to keep."""
        cleaned = super().clean()
        kept = set(str(self.data.get(KEPT, "")).split("|"))
        for name in self.watched_fields:
            found = found_in(str((cleaned or {}).get(name) or ""))
            key = "|".join(sorted(fold(one.word) for one in found))
            if found and not set(key.split("|")) <= kept:
                self.add_error(name, warning(found, key))
        return cleaned


def sentence(found: list[Watched]) -> str:
    """Return the sentence that names the words, and why they have no place."""
    words = ", ".join(
        _("“%(word)s” (%(topic)s)") % {"word": one.word, "topic": one.topic} for one in found
    )
    return _(
        "%(words)s: this has no place in a note about somebody, who may ask to read it. Speak of"
        " the project; write it otherwise, or keep it knowingly."
    ) % {"words": words}


def warning(found: list[Watched], key: str) -> str:
    """Return the sentence with the button that keeps the words."""
    return format_html(
        '{} <button class="btn btn-sm" type="submit" name="{}" value="{}">{}</button>',
        sentence(found),
        KEPT,
        key,
        _("Keep these words"),
    )
