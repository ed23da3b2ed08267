"""What every page of the shell needs."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from ui import registry

THEMES = ("auto", "light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the menu, the language and the chosen theme."""
    theme = request.COOKIES.get("theme", "auto")
    known = hasattr(request, "user")
    return {
        "LANGUAGE_CODE": get_language(),
        "menu": registry.menu(request) if known else [],
        "settings_menu": registry.menu(request, settings=True) if known else [],
        "search_url": registry.search_url(),
        "account_pages": registry.account_pages(),
        "theme": theme if theme in THEMES else "auto",
    }
