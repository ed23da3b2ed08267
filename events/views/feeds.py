"""Calendar subscriptions: make one, revoke it, and what Outlook, Google and Apple fetch."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Cooperative
from accounts.permissions import Permission, allowed
from events import calendar, feeds
from events.forms import FeedForm
from events.models import CalendarFeed, Event, midnight
from ui.writes import one_write

# Between the making of a subscription and the page that shows its address once, the secret is
# held by the browser of its owner alone: the server keeps nothing but the hash.
COOKIE = "new-calendar"
COOKIE_AGE = 600  # seconds


@allowed(Permission.READ)
@never_cache
@one_write
def feed_list(request: HttpRequest) -> HttpResponse:
    """Explain the subscription, make one, and show its address once."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _feed, token = feeds.open_feed(user=request.user, name=form.cleaned_data["name"])
        return _led_to_secret(request, token)
    secret = request.get_signed_cookie(COOKIE, "", salt=_salt(request), max_age=COOKIE_AGE)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[secret])) if secret else ""
    context = {
        "form": form,
        "feeds": CalendarFeed.objects.of(request.user).fetch_mode(models.FETCH_RAISE),
        "address": address,
        "webcal": f"webcal:{address.partition(':')[2]}" if address else "",
    }
    status = 422 if form.is_bound else 200
    response = render(request, "events/feed_list.html", context, status=status)
    response.delete_cookie(COOKIE, path=reverse("feed_list"), samesite="Lax")
    return response


@allowed(Permission.READ)
@require_POST
@one_write
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Silence one of one's own subscriptions at once."""
    feed = get_object_or_404(CalendarFeed.objects.of(request.user), pk=pk)
    feeds.revoke(feed, now=timezone.now())
    text = _("The subscription “%(name)s” no longer answers. You may make another at any time.")
    messages.success(request, text % {"name": feed.name})
    return redirect("feed_list")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the agenda to the calendar that knows the secret address."""
    feed = feeds.find_feed(token)
    if feed is None:
        raise Http404
    now = timezone.now()
    feeds.touch(feed, now=now)
    events = calendar.events_of_feed(now)
    name = _("Agenda – %(name)s") % {"name": Cooperative.current().name or "Entregent"}
    etag = f'"{calendar.version_of(events, name=name, root=request.build_absolute_uri("/"))}"'
    changed = _last_modified(events, timezone.localdate(now))
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        body = calendar.feed_file(events, name=name, address_of=_address_of(request))
        response = HttpResponse(body, content_type=calendar.CONTENT_TYPE)
        response["Content-Disposition"] = 'inline; filename="entregent.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "private"
    response["X-Robots-Tag"] = "noindex"
    return response


def _salt(request: HttpRequest) -> str:
    return f"{COOKIE}-{request.user.pk}"


def _led_to_secret(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to the page that shows the address once, the browser holding the secret until then."""
    response = redirect("feed_list")
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=_salt(request),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
        path=reverse("feed_list"),
    )
    return response


def _address_of(request: HttpRequest) -> calendar.AddressOf:
    root = request.build_absolute_uri("/").rstrip("/")
    return lambda event: f"{root}{event.get_absolute_url()}"


def _last_modified(events: list[Event], today: datetime.date) -> int:
    """Return the last change (seconds since 1970); at least this midnight, as the window moves."""
    moments = [midnight(today), *(event.changed_at for event in events)]
    return int(max(moments).timestamp())
