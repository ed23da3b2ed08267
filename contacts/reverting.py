"""Takes back the last change of a row: its version before is stored again."""

from typing import Any

from django.db.models import Model, ProtectedError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from contacts import naming
from contacts.models import Exchange, Mandate, Post, Stakeholder
from ui import undo

NAME = "contacts.restore"
MODELS: dict[str, type[Model]] = {"exchange": Exchange, "mandate": Mandate, "post": Post}


def offer(request: HttpRequest, text: str, *, kind: str, pk: int) -> None:
    """Tell what was just written on the row, with a button that takes it back."""
    model: Any = MODELS[kind]
    version = model.history.filter(id=pk).latest().history_id
    undo.offer(request, text, NAME, kind=kind, version=version)


def restore(request: HttpRequest, *, kind: str, version: int) -> str:
    """Take back this version of the row; return the person's page.

    Raises CannotUndo when the row was changed again since.
    """
    require(request, Permission.EDIT_PEOPLE)
    model: Any = MODELS[kind]
    undone = model.history.filter(history_id=version).first()
    if undone is None or model.history.filter(id=undone.id, history_id__gt=version).exists():
        raise undo.CannotUndo(_("Somebody changed it again since: nothing was undone."))
    stakeholder = Stakeholder.objects.filter(pk=undone.stakeholder_id).first()
    if stakeholder is None:
        raise undo.CannotUndo(_("It is too late to undo this."))
    if undone.history_type == "+":
        _delete(model, undone.id)
    else:
        _store_again(model, undone)
    naming.refresh(stakeholder)
    return reverse("stakeholder_detail", args=[stakeholder.pk])


def _delete(model: Any, pk: int) -> None:
    try:
        model.objects.get(pk=pk).delete()
    except (ProtectedError, model.DoesNotExist) as error:
        raise undo.CannotUndo(_("Something rests on it since: nothing was undone.")) from error


def _store_again(model: Any, undone: Any) -> None:
    versions = model.history.filter(id=undone.id, history_id__lt=undone.history_id)
    before = undone if undone.history_type == "-" else versions.order_by("-history_id").first()
    instance = before.instance
    created_at = getattr(instance, "created_at", None)
    instance.save(force_insert=undone.history_type == "-")
    if created_at is not None:  # `auto_now_add` wrote the present moment over it
        model.objects.filter(pk=instance.pk).update(created_at=created_at)
