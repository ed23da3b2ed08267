"""What is done with a selection of the list: tagged, assigned, put in a segment, exported."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed
from contacts import bulk, tags
from contacts.list_forms import AddToSegmentForm, AssignForm, PutTagForm, TakeTagForm
from contacts.models import Tag
from contacts.selecting import Selection
from ui import batches
from ui.models import Job
from ui.writes import one_write

SHOWN = 12  # names on the page of a selection


@allowed(Permission.SORT_PEOPLE)
@require_safe
def people_selection(request: HttpRequest) -> HttpResponse:
    """Ask what to do with the people ticked, or with all those who match."""
    return render_selection(request, _selection(request))


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_tag(request: HttpRequest) -> HttpResponse:
    """Put a tag on a selection."""
    form = PutTagForm(request.POST)
    if not form.is_valid():
        return render_selection(request, _selection(request), put_form=form, status=422)
    tag = tags.named(form.cleaned_data["name"], author=request.user)
    title = _("Put the tag “%(tag)s”") % {"tag": tag.name}
    return _apply(request, bulk.TAG, tag.pk, title)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_untag(request: HttpRequest) -> HttpResponse:
    """Take a tag off a selection."""
    form = TakeTagForm(request.POST)
    if not form.is_valid():
        return render_selection(request, _selection(request), take_form=form, status=422)
    tag = form.cleaned_data["tag"]
    title = _("Take the tag “%(tag)s” off") % {"tag": tag.name}
    return _apply(request, bulk.UNTAG, tag.pk, title)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def people_assign(request: HttpRequest) -> HttpResponse:
    """Say who follows a selection from now on."""
    form = AssignForm(request.POST)
    if not form.is_valid():
        return render_selection(request, _selection(request), assign_form=form, status=422)
    referent = form.cleaned_data["referent"]
    if referent is None:
        return _apply(request, bulk.ASSIGN, None, _("Followed by nobody in particular"))
    title = _("Assign to %(name)s") % {"name": referent}
    return _apply(request, bulk.ASSIGN, referent.pk, title)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def people_add_to_segment(request: HttpRequest) -> HttpResponse:
    """Set a selection in a segment by hand."""
    form = AddToSegmentForm(request.POST)
    if not form.is_valid():
        return render_selection(request, _selection(request), segment_form=form, status=422)
    segment = form.cleaned_data["segment"]
    title = _("Add to the segment “%(segment)s”") % {"segment": segment.name}
    return _apply(request, bulk.SEGMENT, segment.pk, title)


def _selection(request: HttpRequest) -> Selection:
    typed = request.POST if request.method == "POST" else request.GET
    return Selection.of(typed, reader=request.user, on=timezone.localdate())


def _apply(request: HttpRequest, action: str, value: int | None, title: str) -> HttpResponse:
    selection = _selection(request)
    people = selection.people
    if not people.exists():
        messages.warning(request, _("Nobody is selected any more: tick people in the list first."))
        return redirect(_list_url(selection))
    done = bulk.apply(action=action, people=people, value=value, title=title, author=request.user)
    if isinstance(done, Job):
        return redirect("job_detail", done.pk)
    text = f"{title} : {bulk.said(bulk.changed_count(done))}"
    batches.offer(request, text, done)
    return redirect(_list_url(selection))


def _list_url(selection: Selection) -> str:
    url = reverse("stakeholder_list")
    return f"{url}?{selection.back}" if selection.back else url


def render_selection(
    request: HttpRequest, selection: Selection, *, status: int = 200, **forms_of: forms.Form
) -> HttpResponse:
    """Draw the page of a selection around what was typed."""
    count = selection.people.count()
    context: dict[str, Any] = {
        "selection": selection,
        "count": count,
        "said": selection.said(count),
        "shown": selection.people.order_by("sort_key", "pk")[:SHOWN],
        "left_count": max(count - SHOWN, 0),
        "list_url": _list_url(selection),
        "tag_names": Tag.objects.values_list("name", flat=True),
        "put_form": PutTagForm(),
        "take_form": TakeTagForm(),
        "assign_form": AssignForm(),
        "segment_form": AddToSegmentForm(),
    }
    return render(request, "contacts/selection.html", context | forms_of, status=status)
