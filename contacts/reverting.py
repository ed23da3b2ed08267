"""Takes one change of a row back: the values it changed are as they were before.

A value that somebody changed again since is never silently overwritten: `take_back` names it, and
the page of the change offers both. Taking back is itself a change, which the history shows.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Stakeholder
from contacts.tracking import MODELS, UNTOUCHED, Tracked
from ui import undo

NAME = "contacts.restore"


@dataclass(frozen=True)
class Difference:
    """A field that was changed again since: what it was before, what it holds now."""

    field: Any
    before: Any
    now: Any


class ChangedSince(Exception):
    """Values of the change were changed again by somebody since (`changed_since` returns them)."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed it again since: nothing was undone."))


def offer(request: HttpRequest, text: str, *, kind: str, pk: int) -> None:
    """Tell what was just written on the row, with a button that takes it back."""
    version = MODELS[kind].history.filter(id=pk).latest().history_id
    undo.offer(request, text, NAME, kind=kind, version=version)


def restore(request: HttpRequest, *, kind: str, version: int) -> str:
    """Take a change back from the message that told of it; return the page of its subject.

    Raises CannotUndo when it is too late, or not for this user. A value changed again since leads
    to the page of the change, which shows both.
    """
    tracked = MODELS[kind]
    changed = tracked.history.filter(history_id=version).first()
    if changed is None or not tracked.may_undo(request.user, changed):
        raise undo.CannotUndo(_("It is too late to undo this."))
    page = page_of(tracked, changed)
    if not page:
        raise undo.CannotUndo(_("It is too late to undo this."))
    try:
        take_back(tracked, changed)
    except ChangedSince as refusal:
        there = reverse("change_undo", args=[kind, version])
        raise undo.CannotUndo(str(refusal), url=there) from refusal
    return page


def page_of(tracked: Tracked, version: Any) -> str:
    """Return the page a version is about: its organization's, or its person's; or nothing."""
    if tracked.name == "organization":
        there = tracked.model._base_manager.filter(pk=version.id).exists()
        return reverse("organization_detail", args=[version.id]) if there else ""
    pk = version.id if tracked.is_subject else version.stakeholder_id
    there = Stakeholder.objects.filter(pk=pk).exists()
    return reverse("stakeholder_detail", args=[pk]) if there else ""


def previous(tracked: Tracked, version: Any) -> Any:
    """Return the version before, or None."""
    before = tracked.history.filter(id=version.id, history_id__lt=version.history_id)
    return before.order_by("-history_id").first()


def changed_fields(tracked: Tracked, version: Any, before: Any) -> list[Any]:
    """Return the fields a change wrote: all of them when the row came or went."""
    if before is None or version.history_type == "-":
        return tracked.fields
    return [
        field
        for field in tracked.fields
        if getattr(before, field.attname) != getattr(version, field.attname)
    ]


def may_take_back(tracked: Tracked, version: Any, before: Any) -> bool:
    """Tell whether the change is of those that may be taken back one by one."""
    if tracked.is_subject and version.history_type != "~":
        return False
    if version.history_type != "~":
        return True
    names = {field.name for field in changed_fields(tracked, version, before)}
    return bool(names) and not names & UNTOUCHED


def changed_since(tracked: Tracked, version: Any) -> list[Difference]:
    """Return the values of a change that somebody changed again since."""
    row = tracked.model._base_manager.filter(pk=version.id).first()
    if row is None or version.history_type == "-":
        return []
    before = previous(tracked, version)
    return [
        Difference(field, before and getattr(before, field.attname), getattr(row, field.attname))
        for field in changed_fields(tracked, version, before)
        if getattr(row, field.attname) != getattr(version, field.attname)
    ]


@transaction.atomic
def take_back(tracked: Tracked, version: Any, *, anyway: bool = False) -> Model:
    """Store again what a change replaced; return the row.

    Raises ChangedSince, unless `anyway`; CannotUndo when the row is gone, or may not be so again.
    """
    before = previous(tracked, version)
    if not may_take_back(tracked, version, before):
        raise undo.CannotUndo(_("This cannot be undone from here."))
    row = tracked.model._base_manager.select_for_update().filter(pk=version.id).first()
    if row is None and version.history_type != "-":
        raise undo.CannotUndo(_("It was deleted since: nothing was undone."))
    if not anyway and changed_since(tracked, version):
        raise ChangedSince
    if version.history_type == "-":
        done = _back_again(tracked, version, row)
    elif version.history_type == "+":
        done = _gone_again(row)
    else:
        done = _as_before(tracked, version, before, row)
    tracked.refresh(done)
    return done


def _as_before(tracked: Tracked, version: Any, before: Any, row: Any) -> Model:
    fields = changed_fields(tracked, version, before)
    for field in fields:
        setattr(row, field.attname, getattr(before, field.attname))
    _check(tracked, row, {field.name for field in fields})
    row.save()
    stored: Model = row
    return stored


def _gone_again(row: Any) -> Model:
    pk = row.pk
    try:
        row.delete()
    except ProtectedError as error:
        raise undo.CannotUndo(_("Something rests on it since: nothing was undone.")) from error
    row.pk = pk
    gone: Model = row
    return gone


def _back_again(tracked: Tracked, version: Any, row: Any) -> Model:
    if row is not None:
        raise undo.CannotUndo(_("It is there again already: nothing was undone."))
    back = version.instance
    created_at = getattr(back, "created_at", None)
    _check(tracked, back, {field.name for field in tracked.fields} - {"id"})
    back.save(force_insert=True)
    if created_at is not None:  # `auto_now_add` wrote the present moment over it
        tracked.model._base_manager.filter(pk=back.pk).update(created_at=created_at)
    stored: Model = back
    return stored


def _check(tracked: Tracked, row: Any, names: set[str]) -> None:
    """Refuse values that may no longer stand: a seat somebody else holds, a person gone since."""
    others = {field.name for field in tracked.model._meta.concrete_fields} - names
    try:
        row.clean_fields(exclude=others | {"created_at", "author", "created_by"})
        row.validate_constraints(exclude={"id"})
    except ValidationError as refusal:
        raise undo.CannotUndo(" ".join(refusal.messages)) from refusal
