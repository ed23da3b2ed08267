"""The layouts of the register's files: which columns a header names, and which file that makes it.

A file is recognised by its header and never by its name: files have been published under the name
of another.
"""

import re
from dataclasses import dataclass

from directory.folding import fold
from directory.models import SeatKind

# Folded heading → what the column holds. What is not here (profession, nationality) is not read.
COLUMNS = {
    "nom de lelu": "last_name",
    "prenom de lelu": "first_name",
    "code sexe": "sex",
    "date de naissance": "born_on",
    "date de debut du mandat": "started_on",
    "date de debut de la fonction": "function_started_on",
    "libelle de la fonction": "function",
    "libelle de fonction": "function",
    "code du departement": "department_code",
    "libelle du departement": "department",
    "libelle de departement": "department",
    "code de la collectivite a statut particulier": "authority_code",
    "libelle de la collectivite a statut particulier": "authority",
    "code de la commune": "commune_code",
    "code insee de la commune": "commune_code",
    "libelle de la commune": "commune",
    "n siren": "siren",
    "code siren": "siren",
    "libelle de lepci": "council",
    "code de la commune de rattachement": "home_code",
    "libelle de la commune de rattachement": "home",
    "code du canton": "canton_code",
    "libelle du canton": "canton",
    "code de la region": "region_code",
    "libelle de la region": "region",
    "code de la section departementale": "section_code",
    "libelle de la section departementale": "section",
    "code de la circonscription legislative": "constituency_code",
    "libelle de la circonscription legislative": "constituency",
    "code de la circo": "constituency_code",
    "libelle du secteur": "sector",
    "code de la section collectivite a statut particulier": "assembly_section_code",
    "libelle de la section collectivite a statut particulier": "assembly_section",
    "code de la circonscription metropolitaine": "metropolitan_code",
    "libelle de la circonscription metropolitaine": "metropolitan",
}
NEEDED = frozenset({"last_name", "first_name", "born_on"})
_OLD_HEADINGS = frozenset({"code insee de la commune", "libelle de fonction", "code profession"})
# The first column that is there tells the file; a mayors' file has no function label.
_SIGNS = (
    ("siren", SeatKind.INTERCOMMUNAL),
    ("canton_code", SeatKind.DEPARTMENTAL),
    ("constituency_code", SeatKind.DEPUTY),
    ("section_code", SeatKind.REGIONAL),
    ("sector", SeatKind.BOROUGH),
    ("metropolitan_code", SeatKind.ASSEMBLY),
    ("assembly_section_code", SeatKind.ASSEMBLY),
    ("commune_code", None),
    ("region_code", SeatKind.REGIONAL),
    ("department_code", SeatKind.SENATOR),
)


@dataclass(frozen=True)
class Layout:
    """What a header says: the kind of seat, where each column is, how many there are."""

    kind: SeatKind
    places: dict[str, int]
    width: int
    is_old: bool


def layout_of(header: list[str]) -> Layout | None:
    """Return the layout a header names, or None when it is not one of the register's."""
    headings = [fold(re.sub(r"\([^)]*\)", "", cell)) for cell in header]
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading in COLUMNS:
            places.setdefault(COLUMNS[heading], place)
    if not places.keys() >= NEEDED:
        return None
    kind = _kind_of(places)
    if kind is None:
        return None
    is_old = not _OLD_HEADINGS.isdisjoint(headings)
    return Layout(kind=kind, places=places, width=len(header), is_old=is_old)


def _kind_of(places: dict[str, int]) -> SeatKind | None:
    for column, kind in _SIGNS:
        if column in places:
            if kind is not None:
                return kind
            return SeatKind.MUNICIPAL if "function" in places else SeatKind.MAYOR
    return SeatKind.MEP if "started_on" in places else None
