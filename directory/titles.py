"""The French title of a seat, in the gender of who holds it, and its place among the others.

The register writes every function in the masculine ("1er adjoint au Maire"). These titles are
French data, not words of the interface: they are the same whatever the language of the page.
"""

import re
from functools import lru_cache

from directory.folding import fold
from directory.models import RegisterPerson, SeatKind

F = RegisterPerson.Sex.FEMALE
_PLAIN = {
    SeatKind.MAYOR: ("Maire", "Maire"),
    SeatKind.MUNICIPAL: ("Conseiller municipal", "Conseillère municipale"),
    SeatKind.INTERCOMMUNAL: ("Conseiller communautaire", "Conseillère communautaire"),
    SeatKind.DEPARTMENTAL: ("Conseiller départemental", "Conseillère départementale"),
    SeatKind.REGIONAL: ("Conseiller régional", "Conseillère régionale"),
    SeatKind.DEPUTY: ("Député", "Députée"),
    SeatKind.SENATOR: ("Sénateur", "Sénatrice"),
    SeatKind.MEP: ("Député européen", "Députée européenne"),
    SeatKind.BOROUGH: ("Conseiller d’arrondissement", "Conseillère d’arrondissement"),
    SeatKind.ASSEMBLY: ("Membre de l’assemblée", "Membre de l’assemblée"),
}
_FEMININE = {
    "adjoint": "adjointe",
    "président": "présidente",
    "vice-président": "vice-présidente",
    "conseiller": "conseillère",
    "délégué": "déléguée",
    "député": "députée",
    "sénateur": "sénatrice",
    "suppléant": "suppléante",
    "municipal": "municipale",
    "communautaire": "communautaire",
    "départemental": "départementale",
    "régional": "régionale",
    "métropolitain": "métropolitaine",
}
_ORDINAL = re.compile(r"^(\d+)\s*(?:er|ère|re|ème|eme|e)\b\s*", re.IGNORECASE)
# What follows these words belongs to somebody or something else: "adjointe | au maire délégué".
_COMPLEMENT = re.compile(r"\s(?:au|du|de|des|d’|de l’)(?=\s|\b)|\sd’", re.IGNORECASE)

# Who is named first. National, then the presidents, then the mayors, then their deputies.
_RANKS = {
    SeatKind.DEPUTY: 10,
    SeatKind.SENATOR: 11,
    SeatKind.MEP: 12,
    SeatKind.MAYOR: 20,
    SeatKind.REGIONAL: 300,
    SeatKind.DEPARTMENTAL: 310,
    SeatKind.ASSEMBLY: 320,
    SeatKind.INTERCOMMUNAL: 330,
    SeatKind.MUNICIPAL: 340,
    SeatKind.BOROUGH: 350,
}
_PRESIDENTS = {
    SeatKind.REGIONAL: 15,
    SeatKind.DEPARTMENTAL: 16,
    SeatKind.ASSEMBLY: 17,
    SeatKind.INTERCOMMUNAL: 22,
}


@lru_cache(maxsize=20_000)
def title_of(kind: str, function: str, sex: str) -> str:
    """Return the title as French says it: "Présidente du conseil départemental".

    `function` is the label of the register, empty for a plain member of the council.
    """
    masculine, feminine = _PLAIN[SeatKind(kind)]
    label = " ".join(function.replace("'", "’").split()).replace("éxécutif", "exécutif")
    if not label:
        return feminine if sex == F else masculine
    ordinal = _ORDINAL.match(label)
    number = int(ordinal[1]) if ordinal else 0
    head, tail = _parted(label[ordinal.end() :] if ordinal else label)
    if sex == F:
        head = " ".join(_FEMININE.get(word.lower(), word.lower()) for word in head.split(" "))
    else:
        head = head.lower()
    tail = tail.replace("Maire", "maire")
    if number:
        first = "re" if sex == F else "er"
        return f"{number}{first if number == 1 else 'e'} {head}{tail}"
    return f"{head[:1].upper()}{head[1:]}{tail}"


def _parted(label: str) -> tuple[str, str]:
    """Return the words that agree with the person, and the rest."""
    complement = _COMPLEMENT.search(label)
    if complement is None:
        return label, ""
    return label[: complement.start()], label[complement.start() :]


@lru_cache(maxsize=20_000)
def rank_of(kind: str, function: str) -> int:
    """Return the place of a seat among others, the smallest first: mayor before councillor."""
    seat = SeatKind(kind)
    folded = fold(function)
    number = re.match(r"\d+", folded)
    order = min(int(number[0]), 60) if number else 0
    if "vice president" in folded:
        return {SeatKind.INTERCOMMUNAL: 100}.get(seat, 30) + order
    if folded.startswith("president"):
        return 90 if "commission" in folded else _PRESIDENTS.get(seat, 22)
    if folded.startswith("maire"):
        return {"maire": 20, "maire d arrondissement": 24}.get(
            folded.replace("darrondissement", "d arrondissement"), 26
        )
    if "adjoint" in folded:
        return 165 + order
    return _RANKS[seat] - (1 if folded and seat != SeatKind.MAYOR else 0)


def is_mayor(kind: str, function: str) -> bool:
    """Tell whether this is the row of the municipal council that repeats the mayor's."""
    return kind == SeatKind.MUNICIPAL and fold(function) == "maire"


@lru_cache(maxsize=20_000)
def search_words(kind: str, function: str) -> str:
    """Return the folded words a seat is found by, in both genders.

    The feminine mostly contains the masculine ("conseillere", "adjointe"), and a search is
    satisfied with a part of a word: only what differs is repeated.
    """
    feminine = fold(title_of(kind, function, F))
    masculine = fold(title_of(kind, function, RegisterPerson.Sex.MALE))
    missing = [word for word in masculine.split() if word not in feminine]
    return " ".join([feminine, *missing])


def words() -> tuple[str, ...]:
    """Return the folded words that titles are made of, in both genders."""
    said = [*(title for both in _PLAIN.values() for title in both), *_FEMININE, *_FEMININE.values()]
    return tuple(sorted({word for title in said for word in fold(title).split()}))
