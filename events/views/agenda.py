"""The agenda: a month as a grid on a desk, as a list on a phone and on paper."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from events import month
from events.models import Event
from ui.htmx import is_htmx


@allowed(Permission.READ)
@require_safe
@vary_on_headers("HX-Request")
def event_month(request: HttpRequest) -> HttpResponse:
    """Show who is where, when; `?month=2026-11` and `?kind=` choose."""
    today = timezone.localdate()
    first = month.asked(request.GET.get("month", ""), today=today)
    kind = request.GET.get("kind", "")
    kind = kind if kind in Event.Kind.values else ""
    wanted = Event.objects.filter(kind=kind) if kind else Event.objects.all()
    events = wanted.in_days(*month.edges(first)).with_parts().order_by("starts_at", "pk")
    shown = month.month_of(
        first,
        events.fetch_mode(models.FETCH_RAISE),
        days_of=lambda event: (event.starts_on, event.ends_on),
        today=today,
    )
    following = wanted.upcoming(month.after(shown)).with_place().first() if not shown.days else None
    context = {
        "month": shown,
        "kinds": Event.Kind.choices,
        "kind": kind,
        "today": today,
        "current": month.written(today),
        "following": following,
    }
    part = "#agenda" if is_htmx(request) else ""
    return render(request, f"events/event_month.html{part}", context)
