"""How French writes the names that the register gives in capitals."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from directory.folding import fold

APOSTROPHE = "’"
APART = "  "  # parts surname and first name: it sorts before a space, and before every letter
MOST_PARTED = 6  # words; a longer search is no name
_TRAILING_PARTICLE = re.compile(r"^(?P<name>.+?)\s*\((?P<particle>[^()]{1,12})\)$")
_PARTS = re.compile(r"([ \-–—/]+)")
_TYPED_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# What stays small inside a name. "Le", "La", "Les" are part of the name: de La Fontaine.
_PARTICLES = frozenset({"de", "du", "des", "d", "von"})
_STARTS = tuple(f"{particle} " for particle in sorted(_PARTICLES))
_INNER_PARTICLES = frozenset({"den", "der", "y", "und", "zu"})
# Between two surnames: what a person was or is called besides.
_BETWEEN = {
    "EP": "épouse",
    "ÉP": "épouse",
    "EPOUSE": "épouse",
    "ÉPOUSE": "épouse",
    "NEE": "née",
    "NÉE": "née",
    "NE": "né",
    "NÉ": "né",
    "DIT": "dit",
    "DITE": "dite",
    "VVE": "veuve",
    "VEUVE": "veuve",
}
# Words that two unrelated surnames share too often to mean anything when matching.
_COMMON_TOKENS = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "der", "den", "di", "da", "do"}
    | {"dos", "das", "del", "della", "el", "al", "ben", "ould", "san", "st", "saint", "sainte"}
    | {"epouse", "ep", "nee", "ne", "dit", "dite", "vve", "veuve"}
)


@lru_cache(maxsize=2_000)
def surname(raw: str) -> str:
    """Return a surname as French writes it: "KERSAUSON (DE)" is "de Kersauson"."""
    text = " ".join(raw.replace("'", APOSTROPHE).split())
    trailing = _TRAILING_PARTICLE.match(text)
    if trailing:
        text = f"{trailing['particle']} {trailing['name']}"
    if text != text.upper():
        return re.sub(r"--+", "-", text)
    parts = _PARTS.split(text)
    written = []
    for index, part in enumerate(parts):
        if index % 2:
            kept = part if part.strip() else " "
            written.append("-" if "-" in part else kept)
        else:
            written.append(_surname_word(part, first=index == 0, last=index == len(parts) - 1))
    return "".join(written)


def _surname_word(word: str, *, first: bool, last: bool) -> str:
    if not first and not last and word in _BETWEEN:
        return _BETWEEN[word]
    lower = word.lower()
    if not last and (lower in _PARTICLES or (not first and lower in _INNER_PARTICLES)):
        return lower
    head, apostrophe, tail = word.partition(APOSTROPHE)
    if not apostrophe:
        return word[:1] + lower[1:]
    if len(head) > 1 or not tail or (head == "C" and tail.startswith("H")):
        # Guyomarc’h, Prud’homme, Falc’hun: the apostrophe is inside the word.
        return head[:1] + head[1:].lower() + apostrophe + tail.lower()
    if head == "D":
        return f"d{apostrophe}{_capitalised(tail)}"
    return head + apostrophe + _capitalised(tail)


def _capitalised(word: str) -> str:
    head, apostrophe, tail = word.partition(APOSTROPHE)
    return head[:1] + head[1:].lower() + apostrophe + tail.lower()


@lru_cache(maxsize=2_000)
def given_names(raw: str) -> str:
    """Return given names with their capitals: "JEAN-MARIE", "jean-marie" are "Jean-Marie"."""
    text = " ".join(raw.replace("'", APOSTROPHE).split())
    parts = re.split(r"([ \-–—(]+)", text)
    return "".join(
        part if index % 2 else part[:1].upper() + (part[1:].lower() if part.isupper() else part[1:])
        for index, part in enumerate(parts)
    )


@lru_cache(maxsize=2_000)
def place(raw: str) -> str:
    """Return the name of a place as French writes it: "L'Ile-De-Goulaven" has a small "de".

    Only for the places that the official geographic code does not know.
    """
    text = " ".join(raw.replace("'", APOSTROPHE).split())
    small = {"De", "Du", "Des", "La", "Le", "Les", "Sur", "Sous", "En", "Et", "Aux", "Au", "À"}
    small |= {"Lès", "Lez", "Dit", "Hors", "Établis"}
    parts = _PARTS.split(text)
    joined = []
    for index, part in enumerate(parts):
        is_inside = 0 < index < len(parts) - 1
        if part.startswith(("D’", "L’")) and index:
            joined.append(part[:1].lower() + part[1:])
        else:
            joined.append(part.lower() if is_inside and part in small else part)
    return "".join(joined)


def typographic(text: str) -> str:
    """Return a name with its apostrophes as they are printed: "D'Hervé" is "D’Hervé"."""
    return _TYPED_APOSTROPHE.sub(APOSTROPHE, text)


@lru_cache(maxsize=2_000)
def sort_key(last_name: str, first_name: str) -> str:
    """Return what a list of people is sorted by: "de Kersauson" is filed under K.

    Surnames first, word by word, then first names: "Le Goff Hélène" comes before "Le Goff-Derrien
    Anne". A name in another script is filed after Z, under its own letters.
    """
    last = filed(last_name, fold(last_name)) or last_name.casefold()
    return f"{last}{APART}{fold(first_name) or first_name.casefold()}"[:280].strip()


def filed(last_name: str, folded: str) -> str:
    """Return what a surname is filed under: its folded form without the particle before it."""
    if last_name.startswith(("d’", "d'")):
        folded = fold(last_name[2:])
    if folded.startswith(_STARTS):
        tokens = folded.split()
        while len(tokens) > 1 and tokens[0] in _PARTICLES:
            tokens.pop(0)
        folded = " ".join(tokens)
    return folded


def filings(words: Sequence[str]) -> list[str]:
    """Return what people may be filed under whose folded name begins with these words.

    One types "le goff hélène" or "hélène le goff"; each word may be the last of the surname.
    """
    found = [" ".join(words)]
    if len(words) <= MOST_PARTED:
        for at in range(len(words) - 1, 0, -1):
            before, after = " ".join(words[:at]), " ".join(words[at:])
            found += [f"{before}{APART}{after}", f"{after}{APART}{before}"]
    return found


@lru_cache(maxsize=2_000)
def first_given(first_name: str) -> str:
    """Return the first of the given names, folded: "Jean-Marie Joseph" is "jean marie"."""
    return fold(first_name.split(" ", maxsplit=1)[0])[:60]


def match_key(first_name: str, born_on: datetime.date | None) -> str:
    """Return birth date and first given name, which two spellings of a person share; or nothing."""
    return f"{born_on}|{first_given(first_name)}" if born_on else ""


def surname_tokens(folded: str) -> frozenset[str]:
    """Return the words of a folded surname that may tell that two spellings are one person."""
    words = frozenset(folded.split())
    return (words - _COMMON_TOKENS) or words


def with_de(name: str) -> str:
    """Return a name after "of" when nothing official says how: "de Brest", "d’Évreux"."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Français "):
        return f"des {name}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    if name.startswith(("L’", "L'")):
        return f"de l{APOSTROPHE}{name[2:]}"
    return f"d{APOSTROPHE}{name}" if fold(name)[:1] in tuple("aeiouy") else f"de {name}"
