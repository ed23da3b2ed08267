"""What is done with a selection of a list: tagged, assigned, put in a segment, changed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed, may
from contacts import bulk, selection_acts
from contacts.list_kinds import ORGANIZATIONS, PEOPLE, ListKind
from contacts.models import Tag
from contacts.selecting import Selection
from contacts.selection_acts import Act
from ui import batches
from ui.models import Batch, Job
from ui.writes import one_write

SHOWN = 12  # names on the page of a selection


@allowed(Permission.SORT_PEOPLE)
@require_safe
def people_selection(request: HttpRequest) -> HttpResponse:
    """Ask what to do with the people ticked, or with all those who match."""
    return _page(request, selected(request, PEOPLE))


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_tag(request: HttpRequest) -> HttpResponse:
    """Put a tag on a selection."""
    return _do(request, PEOPLE, selection_acts.PUT_TAG)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_untag(request: HttpRequest) -> HttpResponse:
    """Take a tag off a selection."""
    return _do(request, PEOPLE, selection_acts.TAKE_TAG)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def people_assign(request: HttpRequest) -> HttpResponse:
    """Say who follows a selection from now on."""
    return _do(request, PEOPLE, selection_acts.ASSIGN)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_add_to_segment(request: HttpRequest) -> HttpResponse:
    """Set a selection in a segment by hand."""
    return _do(request, PEOPLE, selection_acts.ADD_TO_SEGMENT)


@allowed(Permission.SORT_PEOPLE)
@require_safe
def organization_selection(request: HttpRequest) -> HttpResponse:
    """Ask what to do with the organizations ticked, or with all those that match."""
    return _page(request, selected(request, ORGANIZATIONS))


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_set_kind(request: HttpRequest) -> HttpResponse:
    """Say what a selection of organizations is."""
    return _do(request, ORGANIZATIONS, selection_acts.SET_KIND)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_set_parent(request: HttpRequest) -> HttpResponse:
    """Say what a selection of organizations is part of."""
    return _do(request, ORGANIZATIONS, selection_acts.SET_PARENT)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_set_territory(request: HttpRequest) -> HttpResponse:
    """Say which territory a selection of organizations serves."""
    return _do(request, ORGANIZATIONS, selection_acts.SET_TERRITORY)


def selected(request: HttpRequest, kind: ListKind) -> Selection:
    """Return the selection that a page, or the list, sends."""
    typed = request.POST if request.method == "POST" else request.GET
    return Selection.of(typed, reader=request.user, on=timezone.localdate(), kind=kind)


def _do(request: HttpRequest, kind: ListKind, act: Act) -> HttpResponse:
    form, selection = act.form(request.POST), selected(request, kind)
    if not form.is_valid():
        return _page(request, selection, act, form)
    rows = selection.rows
    if not rows.exists():
        if kind is PEOPLE:
            text = _("Nobody is selected any more: tick people in the list first.")
        else:
            text = _("No organization is selected any more: tick some in the list first.")
        messages.warning(request, text)
        return redirect(selection.back)
    asked = act.read(form, request.user)
    done = bulk.apply(
        action=act.action, rows=rows, value=asked.value, title=asked.title, author=request.user
    )
    text = "" if isinstance(done, Job) else f"{asked.title} : {bulk.said(done, act.action)}"
    return told(request, done, text, then=selection.back)


def told(request: HttpRequest, done: Batch | Job, text: str, *, then: str) -> HttpResponse:
    """Tell what a gesture did, with its undo, and go on; or show the job that does it."""
    if isinstance(done, Job):
        return redirect("job_detail", done.pk)
    batches.offer(request, text, done)
    return redirect(then)


def _page(
    request: HttpRequest,
    selection: Selection,
    refused: Act | None = None,
    typed: forms.Form | None = None,
) -> HttpResponse:
    """Draw the page of a selection around what was typed."""
    count = selection.rows.count()
    acts = [act for act in selection_acts.of(selection.kind) if may(request.user, act.permission)]
    asked = [(act, typed if typed and act is refused else act.form()) for act in acts]
    context = {
        "selection": selection,
        "count": count,
        "said": selection.said(count),
        "shown": selection.rows.order_by("sort_key", "pk")[:SHOWN],
        "left_count": max(count - SHOWN, 0),
        "acts": asked,
        "tag_names": Tag.objects.values_list("name", flat=True),
    }
    status = 422 if typed else 200
    return render(request, "contacts/selection.html", context, status=status)
