"""What a part of a row adds or changes: each change as one reads it, and the rows to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contacts.importing.mapping import TARGETS


@dataclass
class Made:
    """What a part of a row adds or changes, and the rows to write for it."""

    instance: Any = None
    is_new: bool = False
    changes: list[dict[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    writes: list[Any] = field(default_factory=list)

    def add(self, other: Made) -> None:
        """Add another part."""
        self.changes += other.changes
        self.errors += other.errors
        self.notes += other.notes
        self.candidates += other.candidates
        self.writes += other.writes


def added(key: str, after: str) -> dict[str, str]:
    """Return the change that says something is added."""
    return {"key": key, "label": str(TARGETS[key].label), "before": "", "after": after}
