"""Where a row of the register sits: the territory of its body, and the district it comes from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from directory import names
from directory.layouts import COLUMNS, Layout
from directory.models import SeatKind, Territory

K = Territory.Kind
COMMUNE_DIGITS = 5
_ORDINAL = re.compile(r"^(\d+)\s*(ère|er|re|ème|eme|e)\b", re.IGNORECASE)
# Special authorities that the official code files elsewhere.
_AUTHORITIES = {
    "94": (K.REGION, "94"),
    "69M": (K.INTERCOMMUNALITY, "200046977"),
    "75C": (K.COMMUNE, "75056"),
}

type Reader = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """The territory of a body as the file names it, and the district of its member."""

    kind: str
    code: str
    written: str
    district: str = ""
    district_code: str = ""

    @property
    def label(self) -> str:
        """Return the name of the territory as it is shown when the official code has none."""
        if self.kind == K.INTERCOMMUNALITY:
            return self.written.replace("'", names.APOSTROPHE)
        return names.place(self.written)

    @property
    def said(self) -> str:
        """Return what tells it from others: "@commune:29232"."""
        return f"@{self.kind}:{self.code}"


_PLACE_COLUMNS = frozenset(COLUMNS.values()) - {
    *("last_name", "first_name", "sex", "born_on", "started_on"),
    *("function", "function_started_on"),
}


class Places:
    """Reads where rows sit; the rows of a body follow each other, so the last one is kept."""

    def __init__(self, layout: Layout) -> None:
        self._read = _READERS[layout.kind]
        self._names = [name for name in layout.places if name in _PLACE_COLUMNS]
        self.columns = [layout.places[name] for name in self._names]
        self._last: tuple[str, ...] | None = None
        self._place = Place("", "", "")

    def of(self, found: tuple[str, ...]) -> Place:
        """Return where a row sits, by its cells of `columns`; without a code, nowhere."""
        if found != self._last:
            values = dict(zip(self._names, (cell.strip() for cell in found), strict=False))
            self._place = self._read(lambda name: values.get(name, ""))
            self._last = found
        return self._place


def _commune(read: Reader) -> Place:
    code = commune_code(read("commune_code"), read("department_code") or read("authority_code"))
    return Place(K.COMMUNE, code, read("commune"))


def _borough(read: Reader) -> Place:
    place = _commune(read)
    sector = district_label(read("sector"))
    return Place(place.kind, place.code, place.written, sector)


def _council(read: Reader) -> Place:
    siren = read("siren")
    return Place(
        K.INTERCOMMUNALITY,
        siren.zfill(9) if siren else "",
        read("council"),
        names.place(read("home")),
        commune_code(read("home_code"), read("department_code")),
    )


def _department(read: Reader) -> Place:
    code = department_code(read("department_code"))
    return Place(
        K.DEPARTMENT,
        code,
        read("department"),
        names.place(read("canton")),
        _padded_district(read("canton_code"), code),
    )


def _region(read: Reader) -> Place:
    section = department_code(read("section_code"))
    code = read("region_code")
    return Place(
        K.REGION,
        code.zfill(2) if code else "",
        read("region"),
        names.place(read("section")),
        section,
    )


def _parliament(read: Reader) -> Place:
    """Deputies and senators: the department, or the authority overseas, or abroad ("ZZ")."""
    code = department_code(read("department_code"))
    label = read("department")
    if not code:
        code, label = department_code(read("authority_code")), read("authority")
    return Place(
        K.DEPARTMENT,
        code,
        label,
        district_label(read("constituency")),
        _padded_district(read("constituency_code"), code),
    )


def _country(read: Reader) -> Place:
    return Place(K.COUNTRY, "FR", "France")


def _assembly(read: Reader) -> Place:
    given = department_code(read("authority_code"))
    kind, code = _AUTHORITIES.get(given, (K.DEPARTMENT, given))
    district = read("assembly_section") or read("metropolitan")
    district_code = read("assembly_section_code") or read("metropolitan_code")
    return Place(kind, code, read("authority"), names.place(district), district_code)


_READERS: dict[SeatKind, Callable[[Reader], Place]] = {
    SeatKind.MAYOR: _commune,
    SeatKind.MUNICIPAL: _commune,
    SeatKind.INTERCOMMUNAL: _council,
    SeatKind.DEPARTMENTAL: _department,
    SeatKind.REGIONAL: _region,
    SeatKind.DEPUTY: _parliament,
    SeatKind.SENATOR: _parliament,
    SeatKind.MEP: _country,
    SeatKind.BOROUGH: _borough,
    SeatKind.ASSEMBLY: _assembly,
}


def commune_code(code: str, department: str) -> str:
    """Return the INSEE code of a commune: "1001" is 01001, "901" in department 29 is 29901."""
    if not code:
        return ""
    if len(code) < COMMUNE_DIGITS - 1:
        prefix = department_code(department)[:2]
        return prefix + code.zfill(3)
    return code.zfill(COMMUNE_DIGITS).upper()


@lru_cache(maxsize=1_000)
def department_code(code: str) -> str:
    """Return the code of a department with its zeros: "1" is 01."""
    return code.upper().zfill(2) if code else ""


def _padded_district(code: str, department: str) -> str:
    """Return the code of a canton or a constituency: 4 characters, 5 overseas."""
    if not code:
        return ""
    return code.upper().zfill(5 if department.startswith(("97", "98")) else 4)


@lru_cache(maxsize=5_000)
def district_label(label: str) -> str:
    """Return "1re circonscription" for "1Ère Circonscription", "Paris 15e secteur"."""
    words = []
    for word in label.split():
        ordinal = _ORDINAL.match(word)
        if ordinal:
            feminine = "circonscription" in label.lower()
            first = "re" if feminine else "er"
            words.append(f"{ordinal[1]}{first if ordinal[1] == '1' else 'e'}")
        elif word.lower() in {"circonscription", "secteur"}:
            words.append(word.lower())
        else:
            words.append(word.replace("'", names.APOSTROPHE))
    return " ".join(words)
