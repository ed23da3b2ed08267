"""Leads whoever is not signed in to the door, and back to the page they were on."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from ui.htmx import is_htmx


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in, then lead back to a page: a part of one, or an action, is none."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Redirect the browser; to the page that was shown, when something else was asked for."""
        door = resolve_url(self.get_login_url(view_func))
        if is_htmx(request):
            back = _page(request.headers.get("HX-Current-URL", ""))
            return HttpResponseClientRedirect(f"{door}?{urlencode({'next': back})}")
        if request.method == "POST":
            back = _page(request.headers.get("Referer", ""))
            return HttpResponseRedirect(f"{door}?{urlencode({'next': back})}")
        return super().handle_no_permission(request, view_func)


def _page(address: str) -> str:
    """Return the address without its host, so that it stays here."""
    try:
        page = urlsplit(address)
    except ValueError:
        return "/"
    path = f"/{page.path.lstrip('/\\')}"
    return f"{path}?{page.query}" if page.query else path
