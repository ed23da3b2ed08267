"""What makes two rows the same seat, whatever the gender, the number or the spelling of its title.

A seat is a kind of office in a territory, in a district of it where one is won there, and the
function where it is a seat of its own: the presidency, a vice-presidency. Pure functions of text,
so that migrations may call them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from directory.folding import fold

MAYOR, PRESIDENT, VICE_PRESIDENT = "mayor", "president", "vice-president"
LENGTH = 250
_MASCULINE = {
    "adjointe": "adjoint",
    "presidente": "president",
    "conseillere": "conseiller",
    "deleguee": "delegue",
    "deputee": "depute",
    "senatrice": "senateur",
    "suppleante": "suppleant",
    "municipale": "municipal",
    "departementale": "departemental",
    "regionale": "regional",
    "metropolitaine": "metropolitain",
    "europeenne": "europeen",
}
_PLAIN = {
    "municipal": {"conseiller municipal"},
    "intercommunal": {"conseiller communautaire", "conseiller metropolitain"},
    "departmental": {"conseiller departemental"},
    "regional": {"conseiller regional"},
    "deputy": {"depute"},
    "senator": {"senateur"},
    "mep": {"depute europeen"},
    "borough": {"conseiller darrondissement"},
    "assembly": {"membre de lassemblee", "autre membre"},
}
_ORDINAL = re.compile(r"^(?:\d+ ?(?:er|re|e|eme|ere)? |premiere? )")
_CANTON = re.compile(r"^(?:canton )?(?:de la |de l |du |des |de |d )?(?:les |le |la |l )?")


@dataclass(frozen=True)
class SeatKey:
    """Kind, territory, district and function of a seat, folded."""

    kind: str
    territory: int
    place: str = ""
    role: str = ""

    def __str__(self) -> str:
        return f"{self.kind}|{self.territory}|{self.place}|{self.role}"[:LENGTH]

    @property
    def is_exclusive(self) -> bool:
        """Tell whether one person at a time sits there."""
        if self.kind == "deputy":
            return bool(self.place)
        return self.kind == MAYOR or self.role.startswith(PRESIDENT)


@lru_cache(maxsize=20_000)
def seat_key(*, kind: str, territory: int, title: str, district: str = "") -> SeatKey:
    """Return the seat of a mandate or of a row of the register.

    The municipal councillor "Maire" is the mayor; the president of a council is found in it
    whatever the canton they were elected in.
    """
    role = role_of(kind, title)
    if kind == "municipal" and role == "maire":
        kind, role = MAYOR, ""
    place = "" if role or kind in {"municipal", "intercommunal", MAYOR} else place_of(district)
    return SeatKey(kind, territory, place, role)


@lru_cache(maxsize=20_000)
def role_of(kind: str, title: str) -> str:
    """Return the function that is a seat of its own, or nothing for a plain member."""
    if kind == MAYOR:
        return ""
    words = _ORDINAL.sub("", f"{fold(title)} ").split()
    role = " ".join(_MASCULINE.get(word, word) for word in words)
    if role in _PLAIN.get(kind, ()):
        return ""
    if role.startswith("vice president"):
        return VICE_PRESIDENT
    if role.startswith(PRESIDENT) and "commission" not in role and "delegue" not in role:
        return role if kind == "assembly" else PRESIDENT
    return role.replace("president", "presidence", 1) if role.startswith(PRESIDENT) else role


@lru_cache(maxsize=20_000)
def place_of(district: str) -> str:
    """Return what tells a district from its neighbours: "1re circonscription" is "1"."""
    folded = fold(district.replace("’", " ").replace("'", " "))
    if "circonscription" in folded and (number := re.match(r"\d+", folded)):
        return number[0].lstrip("0")
    return _CANTON.sub("", folded).strip()
