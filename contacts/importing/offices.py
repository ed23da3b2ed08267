"""Which elected office a cell means, as people write it: "Mme le Maire", "adjointe au logement".

Pure functions of text. What they return is written as the register writes it, in the masculine;
`directory.titles` gives the title back in the gender of who holds the seat.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from directory.folding import fold
from directory.models import SeatKind

S = SeatKind
type Head = tuple[SeatKind, str, int, bool]
_WORD = re.compile(r"[^\W_]+")
_POLITE = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "le", "la", "l"}
_LADIES = {"mme", "mlle", "madame", "mademoiselle"}
_NUMBERS = (
    *("premier premiere", "deuxieme second seconde", "troisieme", "quatrieme", "cinquieme"),
    *("sixieme", "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme"),
)
_ORDINALS = {word: at for at, said in enumerate(_NUMBERS, start=1) for word in said.split()}
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|re|e|eme|nd|nde)")
_FEMININE = re.compile(
    r"(?:adjointe|deleguee|conseillere|presidente|deputee|senatrice|municipale|departementale"
    r"|regionale|premiere|seconde|\d+(?:ere|re))"
)
_COUNCILLORS = {
    "municipal": S.MUNICIPAL,
    "communautaire": S.INTERCOMMUNAL,
    "metropolitain": S.INTERCOMMUNAL,
    "intercommunal": S.INTERCOMMUNAL,
    "departemental": S.DEPARTMENTAL,
    "general": S.DEPARTMENTAL,
    "regional": S.REGIONAL,
    "arrondissement": S.BOROUGH,
}
# "Adjoint administratif", "adjointe au directeur": employees, not officials.
_EMPLOYED = {
    *("administratif", "administrative", "technique", "territorial", "territoriale", "direction"),
    *("directeur", "directrice", "dgs", "dga", "chef", "cheffe", "responsable", "patrimoine"),
    *("secretaire", "gerant", "gerante", "general", "generale", "animation"),
}
_BODIES = {
    S.INTERCOMMUNAL: {
        *("agglo", "agglomeration", "communaute", "communautaire", "intercommunalite", "metropole"),
        *("epci", "interco", "eurometropole", "cc", "ca", "cu", "comcom", "metropolitain"),
    },
    S.DEPARTMENTAL: {"departement", "departemental", "general", "cd"},
    S.REGIONAL: {"region", "regional"},
}
# Words that say which kind of body, and nothing of which one.
_NO_NAME = {
    *("agglo", "agglomeration", "communaute", "de", "d", "la", "le", "l", "du", "des", "conseil"),
    *("communes", "commune", "intercommunalite", "metropole", "epci", "interco", "communautaire"),
    *("departement", "departemental", "general", "region", "regional", "urbaine", "comcom", "cc"),
    *(
        "ca",
        "cu",
        "cd",
        "municipal",
        "metropolitain",
        "notre",
        "sa",
        "ma",
        "ville",
        "circonscription",
    ),
}
_IN_CHARGE = re.compile(
    r"(?:^|[\s,;:(/\u2013\u2014-]+)(?:"
    r"en charge|chargee?s?|deleguee?s?|responsable)?\s*"
    r"(?:(?<=charge )|(?<=chargee )|(?<=charges )|(?<=deleguee )|(?<=delegue ))?"
    r"(?:a la |a l['’ ]|aux |au |(?:(?<=charge )|(?<=chargee )|(?<=delegue )|(?<=deleguee ))"
    r"(?:de la |de l['’ ]|des |du |de |d['’ ]|a )?)"
)
_APART = re.compile(r"\s*(?:[,;:(]|\s[\u2013\u2014-]\s)\s*")
_OF = re.compile(r"^\s*(?:de la |de l['’ ]|des |du |de |d['’ ])", re.IGNORECASE)
_COUNCIL = re.compile(r"conseil (?:communautaire|metropolitain|municipal)\b")
_CANTON = re.compile(r"\bcanton (?:de la |de l['’ ]|des |du |de |d['’ ])?(.+)$")
_DISTRICT = re.compile(r"\b(\d{1,2})\s*(?:ere?|re|eme|e)? circonscription\b")
_SIGNS = " ,;:()\u2013\u2014-./"
LONGEST = 200
_SHORT = {
    "adj": "adjoint",
    "adjt": "adjoint",
    "adjte": "adjointe",
    "cons": "conseiller",
    "mun": "municipal",
    "municip": "municipal",
    "pdt": "president",
    "pdte": "presidente",
}


@dataclass(frozen=True)
class Office:
    """An elected office as a cell says it.

    `is_sure` is untrue of what others bear too: a president, a vice-president, a deputy of
    something; where it is held decides. `place` is the name the cell gives, if it gives one.
    `is_double` says that the cell names another office too.
    """

    kind: SeatKind
    function: str = ""
    delegation: str = ""
    place: str = ""
    district: str = ""
    is_female: bool = False
    is_sure: bool = True
    is_double: bool = False


@lru_cache(maxsize=20_000)
def read(text: str) -> Office | None:
    """Return the elected office a cell means, or None when it means none."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))[:LONGEST]
    found = ((fold(match[0]), match.end()) for match in _WORD.finditer(text))
    words = [(_SHORT.get(word, word), end) for word, end in found]
    at, is_female = 0, False
    while at < len(words) - 1 and words[at][0] in _POLITE:
        is_female = is_female or words[at][0] in _LADIES
        at += 1
    number, at = _ordinal(words, at)
    head = _head([word for word, _end in words[at:]], number)
    if head is None:
        return None
    kind, function, taken, is_sure = head
    said = words[max(0, at - 1) : at + taken]
    is_female = is_female or any(_FEMININE.fullmatch(word) for word, _end in said)
    rest = text[words[at + taken - 1][1] :]
    return _whole(kind, function, rest, is_female=is_female, is_sure=is_sure)


def _ordinal(words: list[tuple[str, int]], at: int) -> tuple[int, int]:
    """Return the number before an office ("2e adjoint"), and where the office begins."""
    word = words[at][0] if at < len(words) else ""
    if match := _ORDINAL.fullmatch(word):
        return int(match[1]), at + 1
    return (_ORDINALS[word], at + 1) if word in _ORDINALS else (0, at)


def _head(words: list[str], number: int) -> Head | None:
    """Return the kind, the function in the masculine, how many words say it, and whether sure."""
    first, others = words[0] if words else "", [*words[1:], "", "", ""]
    ordinal = f"{number}{'er' if number == 1 else 'e'} " if number else ""
    if first in ("president", "presidente"):
        return S.INTERCOMMUNAL, "Président", 1, False
    if first == "vice" or first in ("vp", "vicepresident", "vicepresidente"):
        taken = 2 if first == "vice" else 1
        return S.INTERCOMMUNAL, f"{ordinal}Vice-président", taken, False
    if first in ("depute", "deputee"):
        european = others[0] in ("europeen", "europeenne")
        return (S.MEP, "", 2, True) if european else (S.DEPUTY, "", 1, True)
    readers: dict[str, Callable[[list[str], str], Head | None]] = {
        "maire": _mayor,
        "adjoint": _deputy,
        "adjointe": _deputy,
        "conseiller": _councillor,
        "conseillere": _councillor,
        "senateur": lambda _others, _ordinal: (S.SENATOR, "", 1, True),
        "senatrice": lambda _others, _ordinal: (S.SENATOR, "", 1, True),
    }
    return readers[first](others, ordinal) if first in readers else None


def _mayor(others: list[str], ordinal: str) -> Head | None:
    if others[0] in ("honoraire", "sortant", "sortante", "emerite"):
        return None
    if others[0] in ("adjoint", "adjointe"):
        return S.MUNICIPAL, f"{ordinal}Adjoint au maire", 2, True
    if others[0] in ("delegue", "deleguee"):
        return S.MUNICIPAL, "Maire délégué", 2, True
    return S.MAYOR, "", 1, True


def _deputy(others: list[str], ordinal: str) -> Head | None:
    for link in (("au", "maire"), ("du", "maire"), ("a", "la", "maire"), ("de", "la", "maire")):
        if tuple(others[: len(link)]) == link:
            return S.MUNICIPAL, f"{ordinal}Adjoint au maire", 1 + len(link), True
    if _EMPLOYED & set(others[:3]):
        return None
    return S.MUNICIPAL, f"{ordinal}Adjoint au maire", 1, bool(ordinal)


def _councillor(others: list[str], _ordinal: str) -> Head | None:
    taken = 2
    if others[0] in ("d", "de") and others[1].startswith("arrondissement"):
        others, taken = others[1:], 3
    word = others[0].removeprefix("d") if others[0] == "darrondissement" else others[0]
    kind = _COUNCILLORS.get(word) or _COUNCILLORS.get(word.removesuffix("e"))
    if kind is None:
        return None
    if others[1] in ("delegue", "deleguee"):
        taken += 1
    return kind, "", taken, True


def _whole(kind: SeatKind, function: str, rest: str, *, is_female: bool, is_sure: bool) -> Office:
    """Return the office with what follows its name: where, and what it is in charge of."""
    district, rest = _district(rest)
    before, delegation = _parted(rest, kind, function)
    is_double = any(_is_office(text) for text in (before, delegation))
    place = _OF.sub("", before.strip(_SIGNS))
    if not is_sure or kind == S.INTERCOMMUNAL:
        body = None if is_sure else _body_of(f"{place} {delegation}")
        if body is not None and "résident" in function:
            kind, is_sure = body, True
            function = _named(function, body)
            if _body_of(delegation):
                place, delegation = place or delegation, ""
    if council := _COUNCIL.match(_plain(place)):  # "du conseil communautaire de Rennes Métropole"
        place = _OF.sub("", place[council.end() :].strip(_SIGNS))
    if set(fold(place.replace("’", " ").replace("'", " ")).split()) <= _NO_NAME:
        place = ""
    return Office(
        kind=kind,
        function=function,
        delegation=delegation.strip(_SIGNS)[:LONGEST],
        place=place[:LONGEST],
        district=district[:150],
        is_female=is_female,
        is_sure=is_sure,
        is_double=is_double,
    )


def _district(rest: str) -> tuple[str, str]:
    """Return the canton or the constituency a text names, and the rest of it."""
    plain = _plain(rest)
    if canton := _CANTON.search(plain):
        return rest[canton.start(1) :].strip(" )."), rest[: canton.start()]
    if circle := _DISTRICT.search(plain):
        number = int(circle[1])
        return f"{number}{'re' if number == 1 else 'e'} circonscription", rest[circle.end() :]
    return "", rest


def _is_office(text: str) -> bool:
    """Tell whether what follows an office is another one: "Maire et vice-présidente"."""
    for part in re.split(r"\bet\b|[,;/]", text):
        office = read(part.strip(_SIGNS)) if part.strip(_SIGNS) else None
        if office is not None and (office.is_sure or "résident" in office.function):
            return True
    return False


def _parted(rest: str, kind: SeatKind, function: str) -> tuple[str, str]:
    """Return what stands before the charge ("de Quimper"), and the charge ("logement")."""
    takes_charge = kind in (S.MUNICIPAL, S.INTERCOMMUNAL, S.DEPARTMENTAL, S.REGIONAL) or function
    if not takes_charge:
        parts = [part for part in _APART.split(rest) if part.strip(_SIGNS)]
        return (parts[0], " ".join(parts[1:])) if parts else ("", "")
    plain = _plain(rest)
    for match in _IN_CHARGE.finditer(plain):
        if match.end() < len(plain):
            return rest[: match.start()], rest[match.end() :]
    apart = _APART.search(rest)
    if apart:
        return rest[: apart.start()], rest[apart.end() :]
    if rest.strip() and not _OF.match(f"{plain.strip()} "):
        return "", rest
    return rest, ""


def _body_of(text: str) -> SeatKind | None:
    """Return the kind of council that a name says: "agglo", "conseil départemental"."""
    words = {re.sub(r"\d+$", "", word) for word in fold(re.sub("['’]", " ", text)).split()}
    for body, said in _BODIES.items():
        if said & words:
            return body
    return None


def _named(function: str, kind: SeatKind) -> str:
    """Return the function as the register calls it in this kind of council."""
    council = {S.DEPARTMENTAL: " du conseil départemental", S.REGIONAL: " du conseil régional"}
    return function + council.get(kind, "")


def in_body(office: Office, kind: SeatKind) -> Office:
    """Return an office that others bear too, now that it is known where it is held."""
    return Office(
        kind=kind,
        function=_named(office.function, kind),
        delegation=office.delegation,
        district=office.district,
        is_female=office.is_female,
    )


def _plain(text: str) -> str:
    """Return small letters without accents, each at its place."""
    letters = []
    for letter in text.lower():
        bare = unicodedata.normalize("NFKD", letter)
        letters.append(bare[0] if len(bare) > 1 and bare[0].isascii() else letter)
    return "".join(letters)
