"""Whether htmx asks for a part of a page, or a browser for the whole of it."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether only the part that changes is wanted (not after the Back button)."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers
