"""The page of one person, adding and editing them."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts import adding, exchanges, reverting, seats
from contacts.forms import ExchangeForm, StakeholderAddForm, StakeholderForm
from contacts.models import Exchange, Stakeholder
from contacts.views.subjects import context_of
from ui.htmx import is_htmx
from ui.listing import page_of
from ui.writes import one_write

THREAD_SIZE = 20  # exchanges on the page; the older ones are one click away


@vary_on_headers("HX-Request")
@allowed(Permission.READ)
@require_safe
def stakeholder_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person: who they are, what was said, and what higher packages know of them."""
    return render_page(request, find(pk), blank_note())


def render_page(
    request: HttpRequest, stakeholder: Stakeholder, form: ExchangeForm, *, status: int = 200
) -> HttpResponse:
    """Draw the page of a person around this quick note; htmx gets the thread only."""
    on = timezone.localdate()
    part = is_htmx(request)
    context: dict[str, Any] = {
        "stakeholder": stakeholder,
        "form": form,
        "page": page_of(
            request,
            exchanges.thread(stakeholder, reader=request.user).fetch_mode(models.FETCH_RAISE),
            key="-happened_on",
            size=THREAD_SIZE,
        ),
        "today": on,
    }
    if not part:
        context |= context_of(stakeholder, on=on)
        context["timeline"] = seats.timeline(stakeholder, on=on)
    template = "contacts/parts/thread_answer.html" if part else "contacts/stakeholder_detail.html"
    return render(request, template, context, status=status)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def stakeholder_add(request: HttpRequest) -> HttpResponse:
    """Take a person in by hand, with the organization where they work."""
    form = StakeholderAddForm(request.POST or None, initial={"referent": request.user.pk})
    if request.method == "POST" and form.is_valid():
        stakeholder = adding.take_in(form, author=request.user, on=timezone.localdate())
        messages.success(request, _("%(name)s is now among your people.") % {"name": stakeholder})
        return redirect("stakeholder_detail", stakeholder.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "today": timezone.localdate()}
    return render(request, "contacts/stakeholder_add.html", context, status=status)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def stakeholder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit name, title, how to reach them and who follows them."""
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    form = StakeholderForm(request.POST or None, instance=stakeholder)
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            form.save()
            reverting.offer(request, _("Saved."), kind="stakeholder", pk=pk)
        return redirect("stakeholder_detail", pk)
    context = {"form": form, "stakeholder": Stakeholder.objects.get(pk=pk)}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/stakeholder_edit.html", context, status=status)


def find(pk: int) -> Stakeholder:
    """Return the person, or 404."""
    people = Stakeholder.objects.select_related("referent", "created_by")
    return get_object_or_404(people, pk=pk)


def blank_note() -> ExchangeForm:
    """Return the quick note, empty, dated today."""
    on = timezone.localdate()
    return ExchangeForm(
        on=on, initial={"happened_on": on, "channel": Exchange.Channel.NOTE}, auto_id="note_%s"
    )
