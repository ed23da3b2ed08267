"""One cell that names several seats: "Maire de Quimper ; vice-présidente de l’agglo".

Pure functions of text: each seat gets what the row says of it, as if it had a row of its own. A
semicolon or a new line parts two seats when an office or a post follows; "et", a comma or a slash
only between two elected offices: "adjointe au logement et à l’habitat" is one.
"""

import re

from contacts.importing import offices, values
from contacts.models import Organization
from directory.folding import fold, place_key
from directory.models import SeatKind

POST, COMMUNE, INSEE, ORGANIZATION = "post", "commune", "insee", "organization"
_STRONG = re.compile(r"\s*[;\n]\s*")
_STRONG_KEPT = re.compile(r"\s*([;\n])\s*")
_WEAK = re.compile(r"\s+(?:et|&)\s+|\s*[,/]\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(
    r"^(?:(?:m|mr|mme|mlle|monsieur|madame)\b\.?\s+)?(?:l[ea]\s+)?", re.IGNORECASE
)
_POSTS = {
    *("directeur", "directrice", "dg", "dga", "dgs", "dst", "dac", "responsable", "gerant"),
    *("gerante", "secretaire", "tresorier", "tresoriere", "administrateur", "administratrice"),
    *("membre", "chef", "cheffe", "fondateur", "fondatrice", "associe", "associee", "architecte"),
    *("notaire", "referent", "referente", "animateur", "animatrice", "delegue general"),
}
# What a cell beside may say of each seat, parted likewise.
_BESIDE = (
    *(COMMUNE, INSEE, "department", "intercommunality", ORGANIZATION, "delegation", "district"),
    *("post_started_on", "post_ended_on"),
)
# What one value says of one seat only.
OF_ONE = ("delegation", "district", "post_started_on", "post_ended_on")
_IN_A_COMMUNE = (SeatKind.MAYOR, SeatKind.MUNICIPAL, SeatKind.BOROUGH)


def parted(text: str) -> list[str]:
    """Return the seats that a cell names, in its order: one, when it cannot be parted for sure."""
    first, *others = _STRONG_KEPT.split(text)
    found = [first]
    for mark, some in zip(others[::2], others[1::2], strict=True):
        if _begins_a_seat(some):
            found.append(some)
        elif some:  # "adjointe au maire ; logement", or a long line cut in two
            found[-1] += f" ; {some}" if mark == ";" else f" {some}"
    return [seat for some in found if some for seat in _offices_of(some)]


def _offices_of(text: str) -> list[str]:
    """Part "Maire et conseillère départementale", each of which is an elected office."""
    if not _is_office(text):
        return [text]
    found, begins = [], 0
    for mark in _WEAK.finditer(text):
        if _is_office(text[mark.end() :]):
            found.append(text[begins : mark.start()])
            begins = mark.end()
    return [*found, text[begins:]]


def _is_office(text: str) -> bool:
    office = offices.read(text)
    return office is not None and (office.is_sure or "résident" in office.function)


def _begins_a_seat(text: str) -> bool:
    words = fold(_ADDRESS.sub("", text)).split()
    return _is_office(text) or bool(words and {words[0], " ".join(words[:2])} & _POSTS)


def _place(text: str) -> str:
    """Return the organization of "Directrice, Banque des Embruns", or nothing."""
    title, _comma, place = text.partition(",")
    return place.strip() if title.strip() and _begins_a_seat(title) else ""


def spread(held: dict[str, str]) -> list[dict[str, str]]:
    """Return what a row says of each seat it names; nothing when it names one."""
    seats = parted(held.get(POST, ""))
    if len(seats) < 2 or not (any(map(_is_office, seats)) or _are_placed(seats, held)):  # noqa: PLR2004
        return []
    beside = {name: _beside(name, held.get(name, ""), len(seats)) for name in _BESIDE}
    found = []
    for at, text in enumerate(seats):
        one = {name: said for name, said in held.items() if name not in _BESIDE}
        if at:  # what the row says of its organization is said once
            one = {name: said for name, said in one.items() if not name.startswith("organization_")}
        one |= {name: said[at] for name, said in beside.items() if said[at]}
        one[POST] = text
        found.append(one)
    _lend_commune(found)
    for one in found:
        _settle(one)
    return found


def told_once(held: dict[str, str], count: int) -> list[str]:
    """Return the columns whose only value is said of the first seat."""
    return [name for name in OF_ONE if held.get(name) and not _is_parted(held[name], count)]


def _is_parted(text: str, count: int) -> bool:
    return len(_STRONG.split(text)) == count


def _are_placed(seats: list[str], held: dict[str, str]) -> bool:
    """Tell whether posts say each in which organization it is held, and the row does not."""
    return not held.get(ORGANIZATION) and all(map(_place, seats))


def _beside(name: str, text: str, count: int) -> list[str]:
    if _is_parted(text, count):
        return _STRONG.split(text)
    return [text, *[""] * (count - 1)] if name in OF_ONE else [text] * count


def _lend_commune(seats: list[dict[str, str]]) -> None:
    """Say of seats without a place that they are where the mayor, or the deputy mayor, is."""
    local = [office for one in seats if (office := offices.read(one[POST])) and _is_local(office)]
    named = {place_key(office.place): office.place for office in local if office.place}
    if len(named) != 1:
        return
    for one in seats:
        if offices.read(one[POST]) and not one.get(COMMUNE) and not one.get(INSEE):
            one[COMMUNE] = next(iter(named.values()))


def _is_local(office: offices.Office) -> bool:
    return office.kind in _IN_A_COMMUNE


def _settle(one: dict[str, str]) -> None:
    """Let the place that a seat names count before the one the row gives for all."""
    office = offices.read(one[POST])
    if office is not None and _is_local(office) and office.place:
        if place_key(office.place) != place_key(one.get(COMMUNE, office.place)):
            one.pop(INSEE, None)
        one[COMMUNE] = office.place
    place = _place(one[POST])
    is_post = office is None or (
        not office.is_sure and values.likely_kind(place) != Organization.Kind.OTHER
    )
    if place and is_post:
        one[POST], one[ORGANIZATION] = _COMMA.split(one[POST], maxsplit=1)
        for name in (COMMUNE, INSEE):
            one.pop(name, None)
