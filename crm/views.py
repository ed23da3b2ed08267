"""The pages that compose the others: home, search, and what is said when something is refused."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission, allowed


@allowed(Permission.READ)
def home(request: HttpRequest) -> HttpResponse:
    """Say in sentences what needs doing today."""
    return render(request, "crm/home.html")


@allowed(Permission.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Search everything."""
    return render(request, "crm/search.html")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "crm/refusal.html", {"status": 400}, status=400)


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which page is not for this role."""
    return render(request, "crm/refusal.html", {"status": 403}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "crm/refusal.html", {"status": 404}, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, on a page that needs neither session nor database."""
    return render(None, "crm/server_error.html", status=500)
