"""The pages that compose the others: home, search, and what is said when something is refused."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from crm import first_steps
from crm import home as today
from crm import search as searching
from directory.ranking import Asked
from ui.htmx import is_htmx

SHOWN = 7


@allowed(Permission.READ)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say in sentences what needs doing today."""
    now = timezone.now()
    items = today.items(request.user, now=now)
    shown = len(items) if "all" in request.GET else SHOWN
    context = {
        "today": timezone.localdate(now),
        "items": items[:shown],
        "more_count": len(items[shown:]),
        "agenda": today.agenda(now),
        "feature": today.feature(timezone.localdate(now)),
        "lede": today.lede(request.user, items),
        "first_steps": first_steps.steps(request.user),
    }
    return render(request, "crm/home.html", context)


@allowed(Permission.READ)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything; htmx asks for the results alone."""
    q = request.GET.get("q", "").strip()[:100]
    template = "crm/search.html#results" if is_htmx(request) else "crm/search.html"
    context = {
        "q": q,
        "asked": Asked.of(q),
        "groups": searching.search(q),
        "is_short": searching.is_short(q),
    }
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "crm/refusal.html", {"status": 400}, status=400)


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which page is not for this role."""
    return render(request, "crm/refusal.html", {"status": 403}, status=403)


@login_not_required
def form_outdated(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open since before the last sign-in, or did not come from one of ours."""
    return render(request, "crm/refusal.html", {"status": "form"}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "crm/refusal.html", {"status": 404}, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, on a page that needs neither session nor database."""
    return render(None, "crm/server_error.html", status=500)
