"""The pages of one event: plan it, see what it lacks, confirm it, call it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed, may, require
from events import attention, calendar, cockpit, hosting, planning
from events.forms import EventForm
from events.models import Event
from operations.models import Operation
from ui import undo
from ui.keys import key_of
from ui.writes import one_write


@allowed(Permission.READ)
@require_safe
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell whether it will go well, and what it lacks."""
    return show(request, pk)


@allowed(Permission.EDIT_EVENTS)
@one_write
def event_add(request: HttpRequest) -> HttpResponse:
    """Plan an event; an operation's page may name the operation it is about."""
    organizer: Any = request.user
    event = Event(organizer=organizer)
    initial = {
        "operation": request.GET.get("operation", ""),
        "kind": request.GET.get("kind", ""),
    }
    form = EventForm(request.POST or None, instance=event, initial=initial)
    if request.method == "POST" and form.is_valid():
        planning.complete(form.instance).save()
        messages.success(request, _("The event is planned. Now invite those it concerns."))
        return redirect(form.instance)
    status = 422 if form.is_bound else 200
    return render(request, "events/event_add.html", {"form": form}, status=status)


@allowed(Permission.EDIT_EVENTS)
@one_write
def event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event; who was told the old date is to be told the new one."""
    event = get_object_or_404(Event.objects.with_place(), pk=pk)
    number = event.sequence
    form = EventForm(request.POST or None, instance=event)
    if request.method == "POST" and form.is_valid():
        planning.change(event)
        _tell_after_change(request, event, has_moved=event.sequence > number)
        return redirect(event)
    status = 422 if form.is_bound else 200
    context = {"form": form, "event": event}
    return render(request, "events/event_edit.html", context, status=status)


@allowed(Permission.EDIT_EVENTS)
@require_safe
def event_title(request: HttpRequest) -> HttpResponse:
    """Propose the title that the kind and the operation chosen so far give; htmx asks for it."""
    kind = request.GET.get("kind", "")
    if kind not in Event.Kind.values:
        return HttpResponse()
    key = key_of(request.GET.get("operation_pk", ""))
    operation = Operation.objects.filter(pk=key).first() if key else None
    title = planning.propose_title(kind=kind, operation=operation)
    return render(request, "events/event_add.html#proposal", {"title": title})


@allowed(Permission.EDIT_EVENTS)
@require_POST
@one_write
def event_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that the event takes place."""
    event = get_object_or_404(Event.objects.select_for_update(), pk=pk)
    before = event.status
    try:
        planning.confirm(event)
    except (hosting.HostMissing, hosting.ConsentMissing, planning.EventCancelled) as refusal:
        return show(request, pk, error=str(refusal))
    _offer_status_back(request, _("The date is confirmed."), event=event, before=before)
    return redirect(event)


@allowed(Permission.EDIT_EVENTS)
@require_POST
@one_write
def event_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the event off; it stays in the calendars, struck out."""
    event = get_object_or_404(Event.objects.select_for_update(), pk=pk)
    before = event.status
    planning.cancel(event)
    invited = event.guests.count()
    text = ngettext(
        "The event is cancelled. %(count)s guest is to be told.",
        "The event is cancelled. %(count)s guests are to be told.",
        invited,
    ) % {"count": invited}
    said = text if invited else _("The event is cancelled.")
    _offer_status_back(request, said, event=event, before=before)
    return redirect(event)


@allowed(Permission.EDIT_EVENTS)
@require_POST
@one_write
def event_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a cancelled event up again; it is to be confirmed anew."""
    event = get_object_or_404(Event.objects.select_for_update(), pk=pk)
    if event.is_cancelled:
        planning.set_status(event, Event.Status.DRAFT)
        messages.success(
            request, _("The event is taken up again: confirm its date when it is sure.")
        )
    return redirect(event)


@allowed(Permission.READ)
@require_safe
def event_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the event as a file that every calendar opens."""
    events = Event.objects.with_place().prefetch_related("hosts__resident")
    event = get_object_or_404(events, pk=pk)
    address = request.build_absolute_uri(event.get_absolute_url())
    body = calendar.event_file(event, address=address)
    name = f"entregent-{event.starts_on:%Y-%m-%d}-{event.pk}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"}
    return HttpResponse(body, content_type=calendar.CONTENT_TYPE, headers=headers)


def show(request: HttpRequest, pk: int, *, error: str = "", part: str = "") -> HttpResponse:
    """Show the page of an event, or the part of it htmx replaces; with an error, as 422."""
    event = cockpit.event_with_parts(pk)
    if event is None:
        raise Http404
    named = may(request.user, Permission.READ_RESIDENTS)
    seen = cockpit.cockpit(event, timezone.localdate(), named=named)
    context = {"event": event, "cockpit": seen, "today": seen.on, "error": error}
    template = f"events/event_detail.html{part}"
    return render(request, template, context, status=422 if error else 200)


def _offer_status_back(request: HttpRequest, text: str, *, event: Event, before: str) -> None:
    undo.offer(request, text, "event.status", pk=event.pk, status=before, after=event.status)


def undo_status(request: HttpRequest, *, pk: int, status: str, after: str) -> str:
    """Give an event its earlier status back, unless it left the one given since (`ui.undo`)."""
    require(request, Permission.EDIT_EVENTS)
    event = Event.objects.select_for_update().filter(pk=pk).first()
    if event is None:
        raise undo.CannotUndo(_("This event no longer exists."))
    if event.status != after:
        raise undo.CannotUndo(_("Somebody changed it again since: nothing was undone."))
    try:
        if status == Event.Status.CONFIRMED:
            hosting.require_hosts(event)
    except (hosting.HostMissing, hosting.ConsentMissing) as refusal:
        raise undo.CannotUndo(str(refusal)) from refusal
    planning.set_status(event, status)
    return event.get_absolute_url()


def _tell_after_change(request: HttpRequest, event: Event, *, has_moved: bool) -> None:
    invited = event.guests.count() if has_moved else 0
    text = ngettext(
        "Saved. %(count)s guest is to be told of the change.",
        "Saved. %(count)s guests are to be told of the change.",
        invited,
    ) % {"count": invited}
    messages.success(request, text if invited else _("Saved."))
    fresh = cockpit.event_with_parts(event.pk)
    if fresh is not None and attention.is_blocked(fresh):
        messages.warning(
            request, _("The date was confirmed, but it is to look at again: see below.")
        )
