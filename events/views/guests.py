"""Guests: invite several at once, note what they answer, the seat they come as."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed, require
from contacts.models import Stakeholder
from events import guest_search, inviting, ticks
from events.models import Event, Guest
from events.views.events import show
from ui import undo
from ui.htmx import is_htmx
from ui.writes import one_write

COCKPIT = "#cockpit"


@allowed(Permission.EDIT_EVENTS)
@one_write
def guest_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Find people, tick those to invite, choose the seat of those who hold several."""
    event = get_object_or_404(Event.objects.with_place(), pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    ticked = ticks.ticked(asked, box="person", beside="seat")
    error = ""
    if request.method == "POST" and "search" not in request.POST:
        try:
            return _invited(request, event, inviting.invite_all(event=event, chosen=ticked))
        except inviting.CannotInvite as refusal:
            error = str(refusal)
    text = asked.get("q", "")
    found = guest_search.proposals(event, text=text, ticked=ticked)
    context = {
        "event": event,
        "proposals": found,
        "left_out": guest_search.left_out(text),
        "q": text,
        "error": error,
    }
    part = "#proposals" if is_htmx(request) else ""
    return render(request, f"events/guest_add.html{part}", context, status=422 if error else 200)


@allowed(Permission.EDIT_EVENTS)
@one_write
def guest_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Note in one click what a guest answered."""
    guest = _guest(pk)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in Guest.Answer.values:
        inviting.answer(guest, answer=answer, on=timezone.localdate())
        if is_htmx(request):
            return show(request, guest.event_id, part=COCKPIT)
    return _back(guest.event)


@allowed(Permission.EDIT_EVENTS)
@one_write
def guest_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a guest come as another of their seats."""
    guest = _guest(pk)
    part = COCKPIT if is_htmx(request) else ""
    if request.method == "POST":
        try:
            inviting.change_seat(guest, name=request.POST.get("seat", ""))
        except inviting.SeatOfAnother as refusal:
            return show(request, guest.event_id, error=str(refusal), part=part)
        if is_htmx(request):
            return show(request, guest.event_id, part=part)
    return _back(guest.event)


@allowed(Permission.EDIT_EVENTS)
@require_POST
@one_write
def guest_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list of guests; it can be undone."""
    guest = _guest(pk)
    text = _("%(who)s is no longer invited.") % {"who": guest.stakeholder}
    undo.offer(
        request,
        text,
        "event.guest",
        event=guest.event_id,
        person=guest.stakeholder_id,
        seat=inviting.key(inviting.seat_of(guest)),
        answer=guest.answer,
        answered_on=guest.answered_on.isoformat() if guest.answered_on else "",
    )
    inviting.uninvite(guest)
    return _back(guest.event)


def undo_removal(
    request: HttpRequest, *, event: int, person: int, seat: str, answer: str, answered_on: str
) -> str:
    """Invite again somebody who was taken off the list (`ui.undo`)."""
    require(request, Permission.EDIT_EVENTS)
    planned = Event.objects.filter(pk=event).first()
    stakeholder = Stakeholder.objects.filter(pk=person).first()
    if planned is None or stakeholder is None:
        raise undo.CannotUndo(_("This event or this person no longer exists."))
    try:
        (guest,) = inviting.invite_all(event=planned, chosen={person: seat})
    except inviting.CannotInvite as refusal:
        raise undo.CannotUndo(str(refusal)) from refusal
    if answered_on:
        inviting.answer(guest, answer=answer, on=datetime.date.fromisoformat(answered_on))
    return planned.get_absolute_url()


def undo_invitations(request: HttpRequest, *, event: int, guests: list[int]) -> str:
    """Take off the list those who were just invited and have not answered (`ui.undo`)."""
    require(request, Permission.EDIT_EVENTS)
    planned = get_object_or_404(Event, pk=event)
    for guest in planned.guests.filter(pk__in=guests, answer=Guest.Answer.WAITING):
        inviting.uninvite(guest)
    return planned.get_absolute_url()


def _invited(request: HttpRequest, event: Event, guests: list[Guest]) -> HttpResponse:
    count = len(guests)
    text = ngettext(
        "%(count)s person is on the list.", "%(count)s people are on the list.", count
    ) % {"count": count}
    undo.offer(request, text, "event.guests", event=event.pk, guests=[guest.pk for guest in guests])
    return _back(event)


def _guest(pk: int) -> Guest:
    return get_object_or_404(Guest.objects.select_related("event", "stakeholder"), pk=pk)


def _back(event: Event) -> HttpResponse:
    return redirect(f"{event.get_absolute_url()}#cockpit")
