"""The history of a person or of an organization, and taking one change of it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from contacts import history, reverting
from contacts.models import Organization, Stakeholder
from contacts.tracking import MODELS
from ui.undo import CannotUndo
from ui.writes import one_write


@allowed(Permission.READ)
@require_safe
def stakeholder_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what about a person, and when."""
    return _page(request, get_object_or_404(Stakeholder, pk=pk))


@allowed(Permission.READ)
@require_safe
def organization_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what about an organization, and when."""
    return _page(request, get_object_or_404(Organization, pk=pk))


def _page(request: HttpRequest, subject: Any) -> HttpResponse:
    below = history.place_in(request.GET.get("before", ""))
    page = history.page_of(subject, reader=request.user, below=below)
    context = {"subject": subject, "kind": subject._meta.model_name, "page": page}
    return render(request, "contacts/history.html", context)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def change_undo(request: HttpRequest, model: str, version: int) -> HttpResponse:
    """Take one change back; values changed again since are shown first, then left to choose."""
    tracked = MODELS.get(model)
    changed = tracked and tracked.history.filter(history_id=version).first()
    if not tracked or changed is None or not tracked.may_undo(request.user, changed):
        raise Http404
    page = reverting.page_of(tracked, changed)
    if not page:
        raise Http404
    try:
        if request.method == "POST":
            reverting.take_back(tracked, changed, anyway="anyway" in request.POST)
            messages.success(request, _("Undone: it is as it was before. The history says so."))
            return redirect(page)
    except CannotUndo as refusal:
        messages.warning(request, str(refusal))
        return redirect(page)
    except reverting.ChangedSince:
        pass  # the page shows both
    differences = history.differences(tracked, changed)
    entry = history.entry_of(tracked, changed, request.user)
    context = {"page": page, "differences": differences, "entry": entry}
    status = 409 if request.method == "POST" else 200
    return render(request, "contacts/change_undo.html", context, status=status)
