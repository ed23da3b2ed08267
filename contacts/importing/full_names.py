"""Parts a name written in one cell: "LE GOFF Hélène", "Hélène Le Goff", "Le Goff, Hélène"."""

import re

from contacts.importing import values
from directory.folding import fold

_OTHER_NAME = re.compile(
    r"\s*\(((?:n[ée]e?|[ée]p(?:ouse|x)?\.?|veuve|vve)\s[^()]*)\)", re.IGNORECASE
)
_TITLES = re.compile(
    r"\s*(?:(?:m|mr|mme|mlle|mrs|ms|messieurs|mesdames|monsieur|madame|mademoiselle"
    r"|dr|docteure?|pr|professeure?|me|ma[iî]tre)\b\.?(?:\s*(?:et|&|/)\s*)?)+\s",
    re.IGNORECASE,
)
# What may stand between a title and the name: "Mme la Maire", "M. le Président".
_OFFICE = re.compile(
    r"(?:l[ea]\s+|l['’])(?:maire|pr[ée]sidente?|pr[ée]f[eè]te?|d[ée]put[ée]e?|s[ée]nat(?:eur|rice)"
    r"|direct(?:eur|rice)|ministre|conseill[eè]re?|docteure?|adjointe?)\s",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"^[dl][’'](?=\w)", re.IGNORECASE)
_PARTICLES = {"de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "l", "d"}
_BETWEEN = {"nee", "epouse", "ep", "veuve", "vve", "dit", "dite"}


def title(text: str) -> str:
    """Return the title a full name begins with, or nothing: "Mme" of "Mme Hélène Le Goff"."""
    match = _TITLES.match(f"{text} ")
    return match[0].strip() if match else ""


def parted(text: str, *, surname_first: bool = False) -> tuple[str, str]:
    """Return first name and surname; `surname_first` when the column says so.

    Capitals tell the surname; where there are none, its particle does, or the order of the column.
    """
    said = title(text)
    if said and len(said.split()) < len(text.split()):
        text = _OFFICE.sub("", _TITLES.sub("", text, count=1), count=1)
    other = _OTHER_NAME.search(text)
    first, last = _parted(_OTHER_NAME.sub("", text).split(), surname_first=surname_first)
    return first, f"{last} ({other[1]})" if other and last else last


def _parted(words: list[str], *, surname_first: bool) -> tuple[str, str]:
    joined = " ".join(words)
    if "," in joined:
        last, _comma, first = joined.partition(",")
        return first.strip(), last.strip()
    if len(words) < 2:  # noqa: PLR2004 - one word is a surname
        return "", joined
    if len(words) == 2 and fold(words[0]) in _PARTICLES:  # noqa: PLR2004 - "M. Le Goff"
        return "", joined
    ours = _capitals(words)
    if 0 < sum(ours) < len(words):
        return (
            " ".join(word for word, is_ours in zip(words, ours, strict=True) if not is_ours),
            " ".join(word for word, is_ours in zip(words, ours, strict=True) if is_ours).upper(),
        )
    if surname_first or _begins_a_surname(words):
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])


def _capitals(words: list[str]) -> list[bool]:
    """Return which words belong to a surname in capitals, its particles among them."""
    ours = [len(word) > 1 and (bare := _ELIDED.sub("", word)) == bare.upper() for word in words]
    if all(ours):
        return ours
    for at in range(len(words) - 2, -1, -1):
        key = fold(words[at])
        if ours[at + 1] and (key in _PARTICLES or (key in _BETWEEN and at and ours[at - 1])):
            ours[at] = True
    return ours


def _begins_a_surname(words: list[str]) -> bool:
    """Tell whether a name begins with what no first name begins with: "LE GOFF HELENE"."""
    return len(words) > 2 and fold(words[0]) in _PARTICLES  # noqa: PLR2004


def read(held: dict[str, str], *, surname_first: bool) -> None:
    """Put the parts of the full name of a row where they belong, unless they are said apart."""
    text = held.pop("full_name")
    first, last = parted(text, surname_first=surname_first)
    held.setdefault("last_name", last)
    if first:
        held.setdefault("first_name", first)
    said = title(text)
    if said and values.is_sex(said.rstrip(".")):
        held.setdefault("sex", said)
