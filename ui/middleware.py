"""The methods we take, the characters we keep, and the language of the page.

The language is French, unless the reader chose another with the switch. A browser set to English
does not change it: the whole team works in French, and a page sent to a colleague should read the
same.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.utils import translation

from ui.characters import without_controls


class ChosenLanguageMiddleware:
    """Activate the language of the cookie, or the default one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language and say so in the headers."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class PlainTextMiddleware:
    """Take control characters out of what is typed, before any form reads it.

    Stands after the check of cross-site posts, which reads the form too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean the address; the form is cleaned once the post is known to be ours."""
        request.GET = cast("Any", _plain(request.GET))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Clean what was posted."""
        if request.method == "POST":
            request.POST = cast("Any", _plain(request.POST))


def _plain(typed: QueryDict) -> QueryDict:
    """Return the same values, or a copy without the characters nobody means."""
    if all(without_controls(value) == value for values in typed.lists() for value in values[1]):
        return typed
    cleaned = typed.copy()
    for name, values in typed.lists():
        cleaned.setlist(name, [without_controls(value) for value in values])
    cleaned._mutable = False
    return cleaned


class KnownMethodsMiddleware:
    """Refuse what no page of ours takes, so that a PUT or a DELETE is never read as a GET."""

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 405 to any other method."""
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)
