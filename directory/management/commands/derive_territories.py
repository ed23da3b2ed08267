"""Derives the committed file of territories from the official geographic code."""

import csv
import gzip
import io
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from directory.models import Territory
from directory.names import APOSTROPHE, with_de
from directory.territories import COLUMNS, FILE

K = Territory.Kind
type Row = dict[str, Any]


class Command(BaseCommand):
    """Write `directory/data/territories-2026.tsv.gz`; the same input gives the same bytes."""

    help = "Derive the territories file from the JSON files of the official geographic code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder of the source."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Read, reshape, write."""
        read = {
            name: json.loads((folder / f"{name}.json").read_text())
            for name in ("communes", "epci", "departements", "regions")
        }
        rows = _rows(read)
        text = io.StringIO()
        writer = csv.DictWriter(
            text, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL
        )
        writer.writerows(rows)
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
        self.stdout.write(f"{len(rows)} territories, {FILE.stat().st_size} bytes: {FILE}")


def _rows(read: dict[str, list[Row]]) -> list[Row]:
    current = [row for row in read["communes"] if row["type"] == "commune-actuelle"]
    member_of = {
        member["code"]: epci["code"] for epci in read["epci"] for member in epci["membres"]
    }
    people = [row.get("population") or 0 for row in current]
    rows = [
        _row(K.COUNTRY, {"code": "FR", "nom": "France", "population": sum(people)}, "de France")
    ]
    for kind, name in ((K.REGION, "regions"), (K.DEPARTMENT, "departements")):
        column = "region" if kind == K.REGION else "departement"
        for item in read[name]:
            population = sum(
                row.get("population") or 0 for row in current if row[column] == item["code"]
            )
            parent = {} if kind == K.REGION else {"region": item["region"]}
            counted = {**item, "population": population}
            rows.append(_row(kind, counted, _linked(item), **parent))
    by_code = {row["code"]: row for row in current}
    for epci in read["epci"]:
        largest = by_code[
            max(epci["membres"], key=lambda member: member["populationTotale"])["code"]
        ]
        counted = {**epci, "population": epci["populationMunicipale"]}
        rows.append(
            _row(
                *(K.INTERCOMMUNALITY, counted, _council_of(epci)),
                region=largest["region"],
                department=largest["departement"],
                legal_kind=epci["type"],
            )
        )
    rows += [
        _row(
            *(K.COMMUNE, row, _commune_of(row)),
            region=row["region"],
            department=row["departement"],
            intercommunality=member_of.get(row["code"], ""),
        )
        for row in current
    ]
    return rows


def _row(kind: str, item: Row, name_of: str, **parents: str) -> Row:
    return {
        "kind": kind,
        "code": item["code"],
        "name": _typeset(item["nom"]),
        "name_of": _typeset(name_of),
        "population": item.get("population") or "",
        "postal_codes": " ".join(sorted(item.get("codesPostaux", []))),
    } | parents


def _typeset(name: str) -> str:
    return " ".join(name.replace("'", APOSTROPHE).split())


def _linked(item: Row) -> str:
    """Return a region or a department after "of": its article is not part of its name."""
    return f"{Territory.Link(item['typeLiaison']).label}{item['nom']}"


def _commune_of(item: Row) -> str:
    """Return a commune after "of": "Le" and "Les" contract, "La" is kept as part of the name."""
    name: str = item["nom"]
    if name.startswith(("Le ", "Les ", "L'", "La ")):
        return with_de(name)
    link = item.get("typeLiaison")
    if link == Territory.Link.DES_AUX:
        return f"des {name.removeprefix('Aux ')}"
    if link in (Territory.Link.DE, Territory.Link.D):
        return f"{Territory.Link(link).label}{name}"
    return with_de(name)


def _council_of(item: Row) -> str:
    """Return an intercommunality after "of": "de la CC du Pays d’Uzès", "de Brest Métropole"."""
    name: str = item["nom"]
    feminine = ("CC ", "CA ", "CU ", "Métropole ")
    if name.startswith("Eurométropole "):
        return f"de l{APOSTROPHE}{name}"
    return f"de la {name}" if name.startswith(feminine) else with_de(name)
