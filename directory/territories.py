"""The territories of France: loading them from the committed file, and finding one by its name.

The file is made by `manage.py derive_territories`; `directory/data/README.md` says from what.
"""

import csv
import gzip
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from directory.folding import fold, place_key
from directory.models import Territory, TerritoryVintage
from directory.names import with_de
from directory.place_words import found_by
from directory.ranking import Asked
from directory.search_index import TERRITORIES, TERRITORY_WORDS
from ui import upkeep

FILE = Path(__file__).parent / "data" / "territories-2026.tsv.gz"
COLUMNS = (
    *("kind", "code", "name", "name_of", "population", "postal_codes", "legal_kind"),
    *("region", "department", "intercommunality"),
)
K = Territory.Kind
PARENT_KINDS = (K.COUNTRY, K.REGION, K.DEPARTMENT, K.INTERCOMMUNALITY)
CHUNK = 5_000
LAST = "\U0010ffff"
WEIGHED = 50
_OF_A_PLACE = re.compile(
    r"^\s*(?:ville|commune|mairie)\s+(?:de la |de l['’]|des |du |de |d['’])?(?=\w)", re.IGNORECASE
)
# What one may say of any place; the rest of the words finds it.
_SAID_OF_ALL = frozenset(
    ("ville", "commune", "mairie", "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur")
)
type Key = tuple[str, str]

_CODE = re.compile(r"\d\d|2[AB]\d")
_UPSERT = """
    INSERT INTO directory_territory (kind, code, name, name_of, sort_key, search_text, population,
        postal_codes, legal_kind, region_id, department_id, intercommunality_id, is_official)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, TRUE)
    ON CONFLICT (kind, code) DO UPDATE SET name = excluded.name, name_of = excluded.name_of,
        sort_key = excluded.sort_key, search_text = excluded.search_text,
        population = excluded.population,
        postal_codes = excluded.postal_codes, legal_kind = excluded.legal_kind,
        region_id = excluded.region_id, department_id = excluded.department_id,
        intercommunality_id = excluded.intercommunality_id, is_official = TRUE
"""


@cache
def checksum() -> str:
    """Return the checksum of the committed file: the vintage it holds."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def load(*, again: bool = False) -> int:
    """Bring the territories to the vintage of the committed file; return how many were written.

    Returns 0 at once when that vintage is there. A territory that is no longer in the official
    code stays, marked as such, since seats and operations may point to it.
    """
    if not again and TerritoryVintage.objects.filter(checksum=checksum()).exists():
        return 0
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, fieldnames=COLUMNS, delimiter="\t"))
    with transaction.atomic(), upkeep.set_aside(TERRITORIES, TERRITORY_WORDS):
        Territory.objects.update(is_official=False)
        keys: dict[Key, int] = {}
        for kind in (*PARENT_KINDS, K.COMMUNE):
            _write([row for row in rows if row["kind"] == kind], keys)
            if kind != K.COMMUNE:
                found = Territory.objects.filter(kind=kind).values_list("code", "pk")
                keys |= {(kind, code): pk for code, pk in found}
        TerritoryVintage.objects.get_or_create(checksum=checksum())
    return len(rows)


def _write(rows: list[dict[str, str]], keys: dict[Key, int]) -> None:
    values = [
        (
            *(row["kind"], row["code"], row["name"], row["name_of"]),
            filed_under(row["name"]),
            found_by(row["kind"], row["name"], row["legal_kind"]),
            int(row["population"]) if row["population"] else None,
            row["postal_codes"],
            row["legal_kind"],
            keys.get((K.REGION, row["region"])),
            keys.get((K.DEPARTMENT, row["department"])),
            keys.get((K.INTERCOMMUNALITY, row["intercommunality"])),
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(values), CHUNK):
            cursor.executemany(_UPSERT, values[start : start + CHUNK])


def filed_under(name: str) -> str:
    """Return the sort key of a territory: no article, no "CC du" before the name."""
    head, _space, rest = name.partition(" ")
    if head in {"CC", "CA", "CU", "Métropole", "Eurométropole"} and rest:
        lower = rest.lower()
        for link in ("de la ", "de l’", "du ", "des ", "de ", "d’"):
            if lower.startswith(link):
                rest = rest[len(link) :]
                break
        name = rest
    return place_key(name)[:200]


def add_unofficial(places: Iterable[tuple[str, str, str]]) -> None:
    """Add the territories that only the register names: kind, code, label of the file."""
    places = list(places)
    departments: dict[str, Territory] = {}
    if places:
        departments = {row.code: row for row in Territory.objects.filter(kind=K.DEPARTMENT)}
    made = [_unofficial(kind, code, label or code, departments) for kind, code, label in places]
    Territory.objects.bulk_create(made, ignore_conflicts=True)


def _unofficial(kind: str, code: str, label: str, departments: dict[str, Territory]) -> Territory:
    department = None
    if kind == K.COMMUNE:
        department = departments.get(code[:3]) or departments.get(code[:2])
    is_council = kind == K.INTERCOMMUNALITY and label.startswith(("CC ", "CA ", "CU "))
    return Territory(
        kind=kind,
        code=code,
        name=label,
        name_of=f"de la {label}" if is_council else with_de(label),
        sort_key=filed_under(label),
        search_text=found_by(kind, label, label[:2] if is_council else ""),
        legal_kind=label[:2] if is_council else "",
        department=department,
        region_id=department.region_id if department else None,
        is_official=False,
    )


def children_of(territory: Territory) -> QuerySet[Territory]:
    """Return what a territory is made of: the members of a council, its councils, departments."""
    children = Territory.objects.filter(is_official=True).select_related("department")
    within = {
        K.COUNTRY: Q(kind=K.REGION),
        K.REGION: Q(kind=K.DEPARTMENT, region=territory),
        K.DEPARTMENT: Q(kind=K.INTERCOMMUNALITY, department=territory),
        K.INTERCOMMUNALITY: Q(intercommunality=territory),
        K.COMMUNE: Q(pk__in=[]),
    }[K(territory.kind)]
    larger_first = F("population").desc(nulls_last=True)
    return children.filter(within).order_by(larger_first, "sort_key", "pk")


def within(territory: Territory) -> QuerySet[Territory]:
    """Return a territory and everything below it, whatever the kinds."""
    if territory.kind == K.COUNTRY:
        return Territory.objects.all()
    below = Q(intercommunality=territory) | Q(department=territory) | Q(region=territory)
    return Territory.objects.filter(Q(pk=territory.pk) | below)


def find_communes(text: str, limit: int = 10, *, is_forgiving: bool = False) -> list[Territory]:
    """Return the communes a text may mean (name, postal or INSEE code), larger first.

    `is_forgiving`: those a typing error away too, for proposals that somebody chooses from.
    """
    return _find(Territory.objects.filter(kind=K.COMMUNE), text, limit, is_forgiving=is_forgiving)


def find_territories(text: str, limit: int = 10, *, is_forgiving: bool = False) -> list[Territory]:
    """Return the territories of any kind a text may mean, larger first."""
    return _find(Territory.objects.all(), text, limit, is_forgiving=is_forgiving)


def _find(
    territories: QuerySet[Territory], text: str, limit: int, *, is_forgiving: bool
) -> list[Territory]:
    name, _bracket, code = text.partition("(")
    if code and name.strip():
        # "Quimper (29)" is how a choice is written: the code tells namesakes apart.
        wanted = code.strip(" )").upper()
        named = _find(territories, name, 50 * limit, is_forgiving=is_forgiving)
        return [row for row in named if row.department_code == wanted][:limit]
    digits = text.replace(" ", "").upper()
    if _CODE.match(digits):
        codes = Q(code__startswith=digits) | Q(postal_codes__contains=digits)
        return _ranked(territories.filter(codes), limit)
    text = _OF_A_PLACE.sub("", text)
    asked = telling(Asked.of(text))
    key = place_key(text)
    if not key or not asked:
        return []
    rows: dict[int, Territory] = {}
    for found in (
        territories.filter(sort_key=key),
        territories.filter(beginning("sort_key", key)),
        territories.filter(TERRITORIES.holds(asked.exact)),
    ):
        rows |= {row.pk: row for row in _ranked(found, max(limit, WEIGHED))}
    typed = fold(text)
    best = sorted(rows.values(), key=lambda row: _distance(row, asked, typed=typed, key=key))
    for words in asked.after(best) if is_forgiving else []:
        more = _ranked(territories.filter(TERRITORIES.holds(words)), limit)
        best += [row for row in more if row.pk not in rows]
    return best[:limit]


def telling(asked: Asked) -> Asked:
    """Return the words that tell a place from another: "ville de Quimper" is "quimper"."""
    words = tuple(word for word in asked.words if word not in _SAID_OF_ALL)
    return Asked(words) if words else asked


def _distance(row: Territory, asked: Asked, *, typed: str, key: str) -> tuple[int, int]:
    """Return how far a territory is from what was typed, and the larger first among equals."""
    larger_first = -(row.population or 0)
    if fold(row.name) == typed:
        return (0, larger_first)
    if row.sort_key == key:
        return (1 if key == typed else 2, larger_first)
    if f"{row.sort_key} ".startswith(f"{key} "):
        return (3, larger_first)
    if row.sort_key.startswith(key):
        return (4, larger_first)
    is_whole = all(any(f" {part.strip()} " in row.search_text for part in w) for w in asked.exact)
    return (5 if is_whole else 6, larger_first)


def _ranked(territories: QuerySet[Territory], limit: int) -> list[Territory]:
    larger_first = F("population").desc(nulls_last=True)
    ordered = territories.select_related("department").order_by(larger_first, "sort_key", "pk")
    return list(ordered[:limit])


def beginning(column: str, text: str) -> Q:
    """Return the condition "begins with this folded text" that walks the index of the column.

    A range rather than LIKE, which SQLite does not look up in an index. Both engines compare
    folded text byte by byte (see `search_index`): the last of all characters bounds it.
    """
    return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}{LAST}"})
