"""Hosts: choose the residents who receive, under their consent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed, require
from events import hosting, ticks
from events.models import Event, Host
from operations.models import Resident
from ui import undo
from ui.writes import one_write


@allowed(Permission.EDIT_RESIDENTS)
@one_write
def host_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick the residents of the operation who receive, and how many guests fit in their homes."""
    event = get_object_or_404(Event.objects.with_place(), pk=pk)
    error = ""
    ticked = ticks.ticked(request.POST, box="resident", beside="limit")
    if request.method == "POST":
        try:
            return _added(request, event, hosting.add_hosts(event=event, chosen=ticked))
        except (hosting.HostUnavailable, hosting.ConsentMissing) as refusal:
            error = str(refusal)
    found = hosting.candidates(event, operation=event.operation) if event.operation else []
    context = {"event": event, "candidates": found, "error": error, "ticked": ticked}
    return render(request, "events/host_add.html", context, status=422 if error else 200)


@allowed(Permission.EDIT_RESIDENTS)
@require_POST
@one_write
def host_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Free a resident from receiving; it can be undone."""
    host = get_object_or_404(Host.objects.select_related("event", "resident"), pk=pk)
    undo.offer(
        request,
        _("%(who)s no longer receives.") % {"who": host.resident},
        "event.host",
        event=host.event_id,
        resident=host.resident_id,
        guest_limit=host.guest_limit,
    )
    hosting.remove_host(host)
    return redirect(host.event)


def undo_removal(
    request: HttpRequest, *, event: int, resident: int, guest_limit: int | None
) -> str:
    """Let a resident receive again (`ui.undo`)."""
    require(request, Permission.EDIT_RESIDENTS)
    planned = get_object_or_404(Event, pk=event)
    receiving = Resident.objects.filter(pk=resident).first()
    if receiving is None:
        raise undo.CannotUndo(_("This resident is no longer here."))
    try:
        hosting.add_host(event=planned, resident=receiving, guest_limit=guest_limit)
    except (hosting.HostUnavailable, hosting.ConsentMissing) as refusal:
        raise undo.CannotUndo(str(refusal)) from refusal
    return planned.get_absolute_url()


def _added(request: HttpRequest, event: Event, hosts: list[Host]) -> HttpResponse:
    count = len(hosts)
    text = ngettext("%(count)s resident receives.", "%(count)s residents receive.", count)
    undo.offer(
        request,
        text % {"count": count},
        "event.hosts",
        event=event.pk,
        hosts=[host.pk for host in hosts],
    )
    return redirect(event)


def undo_hosts(request: HttpRequest, *, event: int, hosts: list[int]) -> str:
    """Free the residents who were just added (`ui.undo`)."""
    require(request, Permission.EDIT_RESIDENTS)
    planned = get_object_or_404(Event, pk=event)
    for host in planned.hosts.filter(pk__in=hosts):
        hosting.remove_host(host)
    return planned.get_absolute_url()
