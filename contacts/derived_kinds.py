"""Kinds of people that a higher package derives from its own rows: a resident of our homes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class DerivedKind:
    """A kind: `keys()` are the primary keys of its people, `word(sex)` one of them in a word.

    `label` names them all, in the filter of the list and among the rules of privacy.
    """

    name: str
    label: Any
    word: Callable[[str], str]
    keys: Callable[[], Any]

    @property
    def attribute(self) -> str:
        """Return what `Stakeholder.objects.with_kinds()` calls it."""
        return f"is_{self.name}"


_kinds: dict[str, DerivedKind] = {}


def register(kind: DerivedKind) -> None:
    """Name a kind; from `AppConfig.ready`."""
    _kinds[kind.name] = kind


def everyone() -> list[DerivedKind]:
    """Return every kind."""
    return list(_kinds.values())


def named(name: str) -> DerivedKind | None:
    """Return the kind of this name."""
    return _kinds.get(name)


def choices() -> list[tuple[str, Any]]:
    """Return the kinds as a form offers them."""
    return [(kind.name, kind.label) for kind in everyone()]
