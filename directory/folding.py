"""Folding: one way of comparing words without accents, case, hyphens or apostrophes.

Everything that searches or matches names uses `fold`, so that what is found in one place is found
in all of them.
"""

import re
import unicodedata
from functools import lru_cache

TITLES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
APOSTROPHES = "'’‘ʼ´`′ʻʹ"
_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_OTHERS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[0-9a-z]+(?: [0-9a-z]+)*")
ARTICLES = ("le ", "la ", "les ", "l ", "los ", "las ", "aux ")


@lru_cache(maxsize=5_000)
def fold(text: str) -> str:
    """Return the text in plain lower-case letters and digits, words parted by one space.

    An apostrophe disappears ("Guyomarc’h" is "guyomarch", "L'Hostis" is "lhostis"); a hyphen or
    any other sign parts two words. Letters of other alphabets stay, without accents ("Ελένη" is
    "ελενη").
    """
    lower = text.lower()
    if _PLAIN.fullmatch(lower):
        return lower
    if lower.isascii():
        return _OTHERS.sub(" ", lower.replace("'", "").replace("`", "")).strip()
    bare = _bare(lower.translate(_APOSTROPHES))
    while (again := _bare(bare)) != bare:  # rarely: a sign that stands for others, twice over
        bare = again
    return _OTHERS.sub(" ", bare).strip()


def _bare(text: str) -> str:
    """Return the text in small letters without accents, ligatures or apostrophes."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    if not apart.isascii():
        kept = (letter for letter in apart if unicodedata.category(letter)[0] != "M")
        apart = "".join(kept).translate(_APOSTROPHES).translate(_LETTERS)
    return apart


def words_of(text: str) -> list[str]:
    """Return the folded words of a search, "St" and "Ste" written out unless still being typed.

    "Mme Le Goff" is looked for as "Le Goff": a title is in no name.
    """
    words = fold(text).split()
    if len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    full = {"st": "saint", "ste": "sainte"}
    return [full.get(word, word) for word in words[:-1]] + words[-1:]


def place_key(name: str) -> str:
    """Return the folded name of a place without its article: "Le Faou" is filed under "faou"."""
    lower = name.lower()
    for elided in ("l'", "l’"):
        if lower.startswith(elided):
            name = name[2:]
    folded = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(name).split()
    )
    for article in ARTICLES:
        rest = folded.removeprefix(article)
        if rest != folded and rest:
            return rest
    return folded
