"""Which rows tell the history of a person or of an organization, and who may take a change back.

Each model that keeps its versions (django-simple-history) is named here once; `contacts.history`
reads them, `contacts.reverting` takes changes back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from accounts.permissions import Permission, may
from contacts import naming, people
from contacts.models import (
    Assistant,
    ContactPoint,
    Exchange,
    Mandate,
    Organization,
    Post,
    Stakeholder,
)

# What no page shows: bookkeeping of ours, and keys that lead nowhere for a reader.
HIDDEN = frozenset(
    {"id", "created_at", "created_by", "author", "stakeholder", "rank", "source_name", "seen_in"}
    | {"register_person", "register_mandate", "merged_into", "erased_at"}
)
# What a merge or an erasure wrote is taken back by their own undo, never field by field.
UNTOUCHED = frozenset({"merged_into", "erased_at", "register_person"})


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A model whose versions are read; `to` are the fields that lead to the subject.

    `refresh(row)` computes what derives from a row after one of its changes was taken back;
    `may_undo(user, version)` tells who may. `is_subject` marks the person or the organization
    itself, whose arrival is not taken back here.
    """

    model: type[Model]
    to: dict[str, tuple[str, ...]]
    refresh: Callable[[Any], None]
    may_undo: Callable[[Any, Any], bool]
    hidden: frozenset[str] = HIDDEN
    is_subject: bool = False

    @property
    def name(self) -> str:
        """Return the name in addresses: "mandate"."""
        return str(self.model._meta.model_name)

    @property
    def history(self) -> Any:
        """Return the manager of the versions."""
        return self.model.history  # type: ignore[attr-defined]

    @property
    def fields(self) -> list[Any]:
        """Return the fields whose values the versions keep."""
        kept = {field.name for field in self.history.model.tracked_fields}
        return [field for field in self.model._meta.concrete_fields if field.name in kept]


def _editor(user: Any, version: Any) -> bool:
    return may(user, Permission.EDIT_PEOPLE)


def _author(user: Any, version: Any) -> bool:
    """Nobody takes back another's words."""
    return _editor(user, version) and version.author_id == user.pk


def _refresh_holder(row: Any) -> None:
    for holder in Stakeholder.objects.filter(pk=row.stakeholder_id):
        naming.refresh(holder)


def _refresh_organization(row: Organization) -> None:
    people.prepare_organization(row).save_base(raw=True)
    naming.refresh_people_of(row)


MODELS: dict[str, Tracked] = {
    tracked.name: tracked
    for tracked in (
        Tracked(
            model=Stakeholder,
            to={"stakeholder": ("id",)},
            refresh=naming.refresh,
            may_undo=_editor,
            is_subject=True,
        ),
        Tracked(
            model=Organization,
            to={"organization": ("id",)},
            refresh=_refresh_organization,
            may_undo=_editor,
            is_subject=True,
        ),
        Tracked(
            model=Mandate,
            to={"stakeholder": ("stakeholder",)},
            refresh=_refresh_holder,
            may_undo=_editor,
        ),
        Tracked(
            model=Post,
            to={"stakeholder": ("stakeholder",), "organization": ("organization",)},
            refresh=_refresh_holder,
            may_undo=_editor,
            hidden=HIDDEN - {"stakeholder"},
        ),
        Tracked(
            model=ContactPoint,
            to={"stakeholder": ("stakeholder",)},
            refresh=_refresh_holder,
            may_undo=_editor,
        ),
        Tracked(
            model=Assistant,
            to={"stakeholder": ("stakeholder", "assistant")},
            refresh=_refresh_holder,
            may_undo=_editor,
            hidden=HIDDEN - {"stakeholder"},
        ),
        Tracked(
            model=Exchange,
            to={"stakeholder": ("stakeholder",)},
            refresh=_refresh_holder,
            may_undo=_author,
        ),
    )
}
