"""Shows what of a text answers a search: the parts found, between <mark>, without minding accents.

The text stays as it is written; only the comparison is folded, letter by letter.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import OSA

from directory.folding import APOSTROPHES, fold
from directory.ranking import Asked
from ui.vocabulary import SHORTEST_TYPED
from ui.word_index import SHORT

type Span = tuple[int, int]


def marked(text: str, asked: Asked) -> SafeString:
    """Return the text as safe HTML, with what answers the words between <mark>."""
    parts, last = [], 0
    for start, end in spans(text, asked):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 - every part is escaped


def spans(text: str, asked: Asked) -> list[Span]:
    """Return where the text answers the words: from, to; in order, none within another."""
    folded, places = _folded(text)
    found: list[Span] = []
    for word in asked.exact:
        held = [span for one in word for span in _held(folded, one)]
        found += held or _nearly_held(folded, word[0])
    return _joined((places[start], _whole(text, places[end - 1] + 1)) for start, end in found)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text between two spaces, and where each of its letters comes from."""
    letters, places = [" "], [0]
    for place, letter in enumerate(text):
        said = _letter(letter)
        if said != " " or letters[-1] != " ":
            letters += said
            places += [place] * len(said)
    if letters[-1] != " ":
        letters.append(" ")
        places.append(max(len(text) - 1, 0))
    return "".join(letters), places


@lru_cache(maxsize=2_000)
def _letter(letter: str) -> str:
    """Return what a letter is compared as: nothing of an apostrophe, a space of any other sign."""
    if said := fold(letter):
        return said
    return "" if letter in APOSTROPHES or not fold(f"a{letter}b")[1:].startswith(" ") else " "


def _held(folded: str, word: str) -> list[Span]:
    """Return where the word stands: where words begin so, or else inside them."""
    beginnings = _all(folded, f" {word}") if len(word) > 1 else _all(folded, f" {word} ")
    if beginnings:
        return [(start + 1, start + 1 + len(word)) for start in beginnings]
    return [(start, start + len(word)) for start in _all(folded, word)] if len(word) > SHORT else []


def _nearly_held(folded: str, word: str) -> list[Span]:
    """Return the words of the text that begin like the word with one typing error."""
    if len(word) < SHORTEST_TYPED or not word.isalpha():
        return []
    near, start = [], 1
    for one in folded.split():
        heads = (one[: len(word) + more] for more in (0, 1, -1))
        head = next((some for some in heads if _is_near(word, some)), "")
        if head:
            near.append((start, start + len(head)))
        start += len(one) + 1
    return near


def _is_near(word: str, other: str) -> bool:
    return OSA.distance(word, other, score_cutoff=1) <= 1


def _all(folded: str, part: str) -> list[int]:
    """Return where the part begins; the space after one may be that before the next."""
    found, start = [], folded.find(part)
    while start >= 0:
        found.append(start)
        start = folded.find(part, start + max(len(part.rstrip()), 1))
    return found


def _whole(text: str, end: int) -> int:
    """Return the end with the accents that belong to the last letter."""
    while end < len(text) and not _letter(text[end]) and text[end] not in APOSTROPHES:
        end += 1
    return end


def _joined(found: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
