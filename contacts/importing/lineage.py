"""The order in which the rows of a file are taken: a bank before its branches, wherever it stands.

Each row names at most one organization that its own is part of. Rows keep the order of the file,
but one that brings such an organization comes before the first row that rests upon it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from contacts.importing import mapping
from contacts.models import FileImport, FileImportRow
from directory.folding import fold

PARENT = "organization_parent"
LONGEST_KEY = 200


def key_of_name(text: str) -> str:
    """Return what an organization is filed under."""
    return fold(text)[:LONGEST_KEY]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: the organization it names, and the one that is part of."""

    pk: int
    number: int
    key: str
    parent: str
    is_person: bool


class Lineage:
    """Which row of a file rests upon which other."""

    def __init__(self, file_import: FileImport) -> None:
        self.file_import = file_import
        self.lines: list[Line] = []
        self.bringing: dict[str, list[Line]] = defaultdict(list)
        if PARENT in file_import.mapping:
            rows = file_import.rows.order_by("number")
            for row in rows.values_list("pk", "number", "cells", "decision").iterator():
                self._read(*row)
        self.places = {line.number: at for at, line in enumerate(self._in_order())}

    def _read(self, pk: int, number: int, cells: list[str], decision: dict[str, Any]) -> None:
        held = mapping.apply(self.file_import.mapping, cells)
        keeps_parent = PARENT in decision.get("keep", ())
        line = Line(
            pk=pk,
            number=number,
            key=key_of_name(held.get("organization", "")),
            parent="" if keeps_parent else key_of_name(held.get(PARENT, "")),
            is_person=bool(held.get("last_name") or held.get("full_name")),
        )
        self.lines.append(line)
        if line.key and not decision.get("skip"):
            self.bringing[line.key].append(line)

    def _in_order(self) -> list[Line]:
        order: list[Line] = []
        taken: set[int] = set()
        for first in self.lines:
            chain: list[Line] = []
            line: Line | None = first
            while line is not None and line.pk not in taken:
                taken.add(line.pk)
                chain.append(line)
                line = self.line_of(line.parent)
            order.extend(reversed(chain))
        return order

    def keys(self) -> list[int]:
        """Return the primary keys of all rows, in the order in which they are taken."""
        if not self.lines:
            return list(self.file_import.rows.order_by("number").values_list("pk", flat=True))
        return [line.pk for line in sorted(self.lines, key=lambda line: self.places[line.number])]

    def line_of(self, key: str) -> Line | None:
        """Return the row that brings an organization: its own one rather than that of a person."""
        bringing = self.bringing.get(key) or []
        return min(bringing, key=lambda line: (line.is_person, line.number), default=None)

    def goes_round(self, key: str, parent: str) -> bool:
        """Tell whether an organization would be part of itself, as the file says."""
        seen: set[str] = set()
        above = parent
        while above and above not in seen:
            if above == key:
                return True
            seen.add(above)
            line = self.line_of(above)
            above = line.parent if line else ""
        return False

    def above(self, parents: Iterable[str]) -> list[Line]:
        """Return the rows that bring these organizations and what they are part of, highest first.

        None of a loop is left out or given twice.
        """
        found: dict[int, Line] = {}
        for parent in parents:
            line = self.line_of(parent)
            while line is not None and line.pk not in found:
                found[line.pk] = line
                line = self.line_of(line.parent)
        return sorted(found.values(), key=lambda line: self.places[line.number])

    def below(self, keys: Iterable[str]) -> list[int]:
        """Return the primary keys of the rows that rest upon these organizations, in order."""
        resting: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            resting[line.parent].append(line)
        found: dict[int, Line] = {}
        waiting = [key for key in keys if key]
        while waiting:
            for line in resting.pop(waiting.pop(), ()):
                found[line.pk] = line
                waiting.append(line.key)
        return sorted(found, key=lambda pk: self.places[found[pk].number])

    def taken_before(self, rows: Any, numbers: Collection[int]) -> list[FileImportRow]:
        """Return those of these rows that are taken before all these lines."""
        if not self.lines or not numbers:
            return list(rows.filter(number__lt=min(numbers, default=0)))
        first = min(self.places[number] for number in numbers)
        return [row for row in rows if self.places[row.number] < first]
