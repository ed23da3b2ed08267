"""What was typed, and how well something answers it: one order for people, places, organizations.

The very name comes first, then names that begin with what was typed, whole words of the name, the
beginning of words, the inside of words; the name counts more than the seat. What is only found by
forgiving a typing error comes after all the rest, and is looked for only when the rest is little.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from directory.abbreviations import spellings
from directory.folding import words_of
from directory.names import APART
from ui import vocabulary
from ui.word_index import LONGEST_WORD, MOST_WORDS, WordIndex, Words

# Enough to find the best among; more would only tell the reader to be more precise.
CANDIDATES = 250
EXACT, FILED_UNDER, BEGINS, WHOLE = 1_000, 300, 150, 40
IN_NAME = (90, 70, 40)  # a whole word, its beginning, its inside
ELSEWHERE = (30, 20, 10)
SEAT, PHRASE, FIRST_SEAT = 190, 15, 12
# How the first seats of a territory are called; their holders are looked for most.
_FIRST_SEATS = re.compile(r"(?:maire|presidente?|deputee?|senat(?:eur|rice)) (?!delegu|darrond)")
_LINES = re.compile(r" {2,}| ?, ?")


@dataclass(frozen=True)
class Asked:
    """The folded words of a search."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Asked":
        """Return what a text asks for; a pasted page asks for its first words."""
        return cls(tuple(word[:LONGEST_WORD] for word in words_of(text[:2_000])[:MOST_WORDS]))

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def typed(self) -> str:
        """Return the words as one."""
        return " ".join(self.words)

    @cached_property
    def exact(self) -> Words:
        """Return the words, each with what it abbreviates."""
        return spellings(self.words)

    @cached_property
    def mistyped(self) -> Words | None:
        """Return what was meant by words nobody knows: see `vocabulary.mistyped`."""
        return vocabulary.mistyped(self.exact)

    @cached_property
    def mistaken(self) -> list[Words]:
        """Return what known words may have been typed for: see `vocabulary.mistaken`."""
        return vocabulary.mistaken(self.exact)

    def after(self, found: Sequence[Any]) -> list[Words]:
        """Return what to look for besides, once so much was found."""
        if len(found) >= vocabulary.ENOUGH:
            return []
        if self.mistyped:
            return [self.mistyped]
        return [] if found else self.mistaken


@dataclass(frozen=True)
class Candidate:
    """Something that holds the words: its folded name, all it is found by, what it is sorted by."""

    pk: int
    name: str
    said: str
    key: str


@dataclass(frozen=True)
class Ranked:
    """A candidate with its worth: the more the better, unless a typing error was forgiven."""

    pk: int
    score: int
    is_forgiven: bool = False


type Describe = Callable[[Sequence[int]], Iterable[Candidate]]


def look_for(
    asked: Asked,
    index: WordIndex,
    describe: Describe,
    *,
    first: Iterable[int] = (),
    is_forgiving: bool = True,
) -> list[Ranked]:
    """Return what an index holds for the words, best first.

    `describe` gives the candidates of these keys, and leaves out what must not be shown; `first`
    are keys that are surely among the best, since an index gives no more than `CANDIDATES`.
    """
    if not asked:
        return []
    keys = dict.fromkeys([*first, *index.keys(asked.exact, CANDIDATES)])
    found = rank(asked, asked.exact, describe(list(keys)))
    for words in asked.after(found) if is_forgiving else []:
        more = [key for key in index.keys(words, CANDIDATES) if key not in keys]
        keys |= dict.fromkeys(more)
        found += rank(asked, words, describe(more), is_forgiven=True)
    return found


def rank(
    asked: Asked, words: Words, candidates: Iterable[Candidate], *, is_forgiven: bool = False
) -> list[Ranked]:
    """Return the candidates, best first; equals in the order of their names."""
    scored = [(-score(asked, words, one), one.key, one.pk) for one in candidates]
    return [Ranked(pk, -worth, is_forgiven) for worth, _key, pk in sorted(scored)]


def score(asked: Asked, words: Words, one: Candidate) -> int:
    """Return how well a candidate answers: a larger number is better."""
    name = f" {one.name} "
    total = sum(_best(word, name, one.said) for word in words)
    total += WHOLE * all(_is_in(name, word, " ") for word in words)
    if sorted(one.name.split()) == sorted(asked.words):
        return total + EXACT
    for text, worth in ((one.key.replace(APART, " "), FILED_UNDER), (one.name, BEGINS)):
        if text.startswith(asked.typed):
            return total + worth + WHOLE * f"{text} ".startswith(f"{asked.typed} ")
    return max(total, _in_one_seat(asked, words, one.said)) + _first_seat(words, name, one.said)


def _best(word: Sequence[str], name: str, said: str) -> int:
    return max(
        max(_worth(part.strip(), name, IN_NAME), _worth(part.strip(), said, ELSEWHERE))
        for part in word
    )


def _worth(part: str, text: str, worth: tuple[int, int, int]) -> int:
    """Return what a word is worth in a text that begins and ends with a space."""
    if part not in text:
        return 0
    if f" {part} " in text:
        return worth[0]
    return worth[1] if f" {part}" in text else worth[2]


def _in_one_seat(asked: Asked, words: Words, said: str) -> int:
    """Return what it is worth that one seat says it all: "maire quimper"."""
    if len(words) == 1:
        return 0
    lines = [f" {line.strip()} " for line in _LINES.split(said)]
    whole = [line for line in lines if all(_is_in(line, word, " ") for word in words)]
    if not whole:
        return 0
    return SEAT + PHRASE * any(line.startswith(f" {asked.typed}") for line in whole)


def _first_seat(words: Words, name: str, said: str) -> int:
    """Return what it adds to hold the first seat of the place, when the words are in no name."""
    elsewhere = [word for word in words if not _is_in(name, word)]
    if not elsewhere:
        return 0
    held = (line for line in _LINES.split(said) if all(_is_in(line, one) for one in elsewhere))
    return FIRST_SEAT * any(_FIRST_SEATS.match(line.strip()) for line in held)


def _is_in(text: str, word: Sequence[str], edge: str = "") -> bool:
    return any(f"{edge}{part.strip()}{edge}" in text for part in word)
