"""Which territory a cell means: a commune by name, postal or INSEE code; a council by its name.

Communes are fetched for many rows at once; the few departments, regions and intercommunalities are
held in memory while a file is read. A name that several places bear is refused with a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from directory.folding import fold, place_key
from directory.models import Territory
from directory.place_words import initials
from directory.territories import find_communes

K = Territory.Kind
CODES = re.compile(r"\d{5}|2[AB]\d{3}", re.IGNORECASE)
_BRACKET = re.compile(r"\(\s*([^()]*?)\s*\)\s*$")
_SHORT_CODE = re.compile(r"\d{4}|\d{1,2}")
_TOWN_HALL = re.compile(
    r"(?:mairie|ville|commune)\s+(?:de la |de l['’]|du |des |de |d['’])?(.+)", re.I
)
_LEGAL = {
    *("communaute", "communes", "d", "de", "du", "des", "la", "le", "les", "l", "agglomeration"),
    *("urbaine", "cc", "ca", "cu", "agglo", "departement", "region", "conseil", "departemental"),
    *("regional", "general", "metropole", "intercommunalite", "epci", "comcom"),
}
SHOWN = 4
INSEE_LENGTH = 5


class UnknownPlace(Exception):
    """No territory is meant, or several are; the text says what to do."""


@dataclass(frozen=True)
class Where:
    """What a row says of a commune: its name, and what tells it from its namesakes."""

    name: str = ""
    insee: str = ""
    department: str = ""
    postal_code: str = ""


class Places:
    """Finds the territories that the rows of one file name; remembers each answer."""

    def __init__(self) -> None:
        self.named: dict[str, list[Territory]] = {}
        self.coded: dict[str, Territory | None] = {}
        self.answers: dict[Where, Territory | UnknownPlace] = {}

    def prepare(self, asked: Iterable[Where]) -> None:
        """Fetch the communes of many rows in two queries."""
        asked = list(asked)
        keys = {place_key(_name(one.name)[0]) for one in asked if one.name} - self.named.keys()
        codes = {padded(one.insee) for one in asked if one.insee} - self.coded.keys()
        communes = Territory.objects.filter(kind=K.COMMUNE).select_related("department")
        if keys:
            self.named |= {key: [] for key in keys}
            for row in communes.filter(sort_key__in=keys).order_by("pk"):
                self.named[row.sort_key].append(row)
        if codes:
            self.coded |= dict.fromkeys(codes)
            self.coded |= {row.code: row for row in communes.filter(code__in=codes)}

    def commune(self, where: Where) -> Territory:
        """Return the commune a row means. Raises UnknownPlace."""
        if where not in self.answers:
            try:
                self.answers[where] = self._commune(where)
            except UnknownPlace as refusal:
                self.answers[where] = refusal
        answer = self.answers[where]
        if isinstance(answer, UnknownPlace):
            raise UnknownPlace(str(answer))
        return answer

    def _commune(self, where: Where) -> Territory:
        self.prepare([where])
        if where.insee:
            found = self.coded.get(padded(where.insee))
            if found is None:
                raise UnknownPlace(
                    _("No commune has the INSEE code “%(text)s”.") % {"text": where.insee[:20]}
                )
            return found
        name, codes = _name(where.name)
        if not name:
            return self._by_code(codes)
        rows = [row for row in self.named.get(place_key(name), []) if row.is_official] or (
            self.named.get(place_key(name), [])
        )
        rows = [row for row in rows if fold(row.name) == fold(name)] or rows
        rows = rows or self._close_to(name)
        told = self._told_apart(rows, where, codes)
        if len(told) == 1:
            return told[0]
        raise UnknownPlace(_which_one(where.name, told or rows, is_known=bool(rows)))

    def _told_apart(self, rows: list[Territory], where: Where, codes: list[str]) -> list[Territory]:
        """Return the namesakes that the department and the postal codes leave."""
        department = self.department(where.department) if where.department else None
        if department is not None:
            rows = [row for row in rows if row.department_code == department.code]
        for code in codes:
            rows = [row for row in rows if _bears(row, code)]
        if len(rows) > 1 and where.postal_code:
            rows = [row for row in rows if where.postal_code in row.postal_codes] or rows
        return rows

    def _close_to(self, name: str) -> list[Territory]:
        """Return the only commune whose name holds these words, if there is one."""
        found = find_communes(name, limit=3)
        return found if len(found) == 1 else []

    def _by_code(self, codes: list[str]) -> Territory:
        text = codes[0] if codes else ""
        self.prepare([Where(insee=text)])
        if row := self.coded.get(padded(text)):
            return row
        communes = Territory.objects.filter(kind=K.COMMUNE, is_official=True)
        rows = list(communes.filter(postal_codes__contains=text)[: SHOWN + 1]) if text else []
        if len(rows) == 1:
            return rows[0]
        raise UnknownPlace(_which_one(text, rows, is_known=bool(rows)))

    def council(self, text: str, *, kind: str = K.INTERCOMMUNALITY) -> Territory | None:
        """Return the only intercommunality of this name, SIREN or initials, if there is one."""
        bracket = _BRACKET.search(text)
        found = self._parents[kind].get(_key(_BRACKET.sub("", text)), [])
        if bracket and len(found) > 1:
            found = [row for row in found if row.department_code == bracket[1].upper()]
        return found[0] if len(found) == 1 else None

    def department(self, text: str) -> Territory | None:
        """Return the department of this code or name: "29", "Finistère", "Finistère (29)"."""
        bracket = _BRACKET.search(text)
        code = (bracket[1] if bracket else text.split(" ", maxsplit=1)[0]).strip().upper()
        code = f"0{code}" if re.fullmatch(r"\d", code) else code
        found = self._by_pk_code.get((K.DEPARTMENT, code))
        return found or self.council(_BRACKET.sub("", text), kind=K.DEPARTMENT)

    def region(self, text: str) -> Territory | None:
        """Return the region of this name."""
        return self.council(text, kind=K.REGION)

    def body(self, text: str) -> Territory | None:
        """Return the intercommunality, department or region that the name of a body says."""
        for kind in (K.INTERCOMMUNALITY, K.DEPARTMENT, K.REGION):
            if found := self.council(text, kind=kind):
                return found
        return None

    def parent(self, pk: int | None) -> Territory | None:
        """Return an intercommunality, a department, a region by its primary key."""
        return self._by_pk.get(pk) if pk else None

    def country(self) -> Territory | None:
        """Return the country."""
        return Territory.objects.filter(kind=K.COUNTRY).first()

    @cached_property
    def _by_pk(self) -> dict[int | None, Territory]:
        rows = Territory.objects.filter(kind__in=(K.REGION, K.DEPARTMENT, K.INTERCOMMUNALITY))
        return {row.pk: row for row in rows.select_related("department")}

    @cached_property
    def _by_pk_code(self) -> dict[tuple[str, str], Territory]:
        return {(row.kind, row.code): row for row in self._by_pk.values()}

    @cached_property
    def _parents(self) -> dict[str, dict[str, list[Territory]]]:
        found: dict[str, dict[str, list[Territory]]] = defaultdict(lambda: defaultdict(list))
        for row in self._by_pk.values():
            if row.is_official or row.kind != K.INTERCOMMUNALITY:
                found[row.kind][_key(row.name)].append(row)
                found[row.kind][row.code.lower()].append(row)
        for row in self._by_pk.values():
            if row.kind == K.INTERCOMMUNALITY and row.is_official:
                short = initials(_key(row.name))
                if short and short not in found[row.kind]:
                    found[row.kind][f"short {short}"].append(row)
        for names in found.values():
            for key, rows in [pair for pair in names.items() if pair[0].startswith("short ")]:
                names.setdefault(key.removeprefix("short "), rows)
        return found


def town_of(organization: str) -> str:
    """Return the commune that the name of a town hall says: "Mairie de Quimper" is "Quimper"."""
    match = _TOWN_HALL.fullmatch(organization.strip())
    return match[1] if match else ""


def padded(code: str) -> str:
    """Return an INSEE code with the zero a spreadsheet took from it."""
    code = code.replace(" ", "").upper()
    return code.zfill(INSEE_LENGTH) if code.isdigit() else code


def _name(text: str) -> tuple[str, list[str]]:
    """Return the name, and the codes beside it: "29000 Quimper", "Quimper (29)", "Quimper 29"."""
    bracket = _BRACKET.search(text)
    codes = [bracket[1]] if bracket and len(bracket[1]) <= INSEE_LENGTH else []
    rest = _BRACKET.sub("", text)
    codes += CODES.findall(rest)
    rest = CODES.sub(" ", rest)
    words = rest.split()
    if len(words) > 1 and _SHORT_CODE.fullmatch(words[-1]):
        codes.append(words.pop())
    name = " ".join(words).strip(" ,-/")
    return town_of(name) or name, codes


def _bears(row: Territory, code: str) -> bool:
    """Tell whether a commune has this department, postal or INSEE code."""
    code = code.upper()
    return code in (row.department_code, row.code) or (
        len(code) == INSEE_LENGTH and code in row.postal_codes
    )


def _key(text: str) -> str:
    """Return the name of a council without what says its kind: "CA Quimper Bretagne…"."""
    words = fold(re.sub(r"['’]", " ", text)).split()
    while words and words[0] in _LEGAL:
        words.pop(0)
    return " ".join(words)


def _which_one(text: str, rows: list[Territory], *, is_known: bool) -> str:
    """Return the sentence that says what to add, or to correct."""
    largest = sorted(rows, key=lambda row: -(row.population or 0))
    said = {"text": text[:60], "places": ", ".join(row.label for row in largest[:SHOWN])}
    if len(rows) > 1:
        several = _(
            "Several communes may be “%(text)s” (%(places)s…): add the department or the INSEE"
            " code."
        )
        return several % said
    if is_known:
        return _("“%(text)s” is %(places)s, not in the place said: correct one of the two.") % said
    near = find_communes(text, limit=3, is_forgiving=True)
    if near:
        said["places"] = ", ".join(row.label for row in near)
        return _("No commune is called “%(text)s”. Did you mean %(places)s?") % said
    return _("No commune is called “%(text)s”: correct its name, or add its INSEE code.") % said
