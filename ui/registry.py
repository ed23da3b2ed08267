"""What higher packages hang on lower pages: tabs, panels, menu entries.

Each is registered in an `AppConfig.ready`, so that a lower package shows facts of a higher one
without importing it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

type Context = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A block of a page: what it shows is computed only for those who may see it.

    `context(request, subject)` returns the template's variables, or None to show nothing.
    `place` is a name the page gives to one of its columns ("head", "main", "side"…).
    """

    template: str
    context: Callable[[HttpRequest, Any], Context | None]
    place: str = "main"
    order: int = 100
    permission: str = "accounts.read"


@dataclass(frozen=True, kw_only=True)
class RowAction:
    """What a higher package offers on each row of a lower package's list.

    `prepare(request, rows)` is called once for the page and returns the template's variables by
    primary key: a fixed number of queries whatever the number of rows.
    """

    template: str
    prepare: Callable[[HttpRequest, Sequence[Any]], dict[int, Context]]
    permission: str = "accounts.read"


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """An entry of the main menu.

    `is_daily` puts it in the bottom bar of a phone, `is_settings` under the user's name instead.
    """

    url_name: str
    label: Any
    icon: str
    order: int
    permission: str = "accounts.read"
    is_daily: bool = True
    is_settings: bool = False


_panels: dict[str, list[Panel]] = {}
_menu: list[MenuEntry] = []
_search: list[str] = []
_account_pages: dict[str, str] = {}
_row_actions: dict[str, list[RowAction]] = {}


def register_panel(page: str, panel: Panel) -> None:
    """Hang a panel on a page, named like its view: "stakeholder_detail", "territory_detail"."""
    _panels.setdefault(page, []).append(panel)
    _panels[page].sort(key=lambda registered: registered.order)


def register_row_action(page: str, action: RowAction) -> None:
    """Hang an action on each row of a list, named like its view: "register_list"."""
    _row_actions.setdefault(page, []).append(action)


def row_actions(
    request: HttpRequest, page: str, rows: Sequence[Any]
) -> dict[int, list[tuple[RowAction, Context]]]:
    """Return, by primary key of the row, the actions this user sees with their variables."""
    found: dict[int, list[tuple[RowAction, Context]]] = {}
    for action in _row_actions.get(page, []):
        if _may(request, action.permission):
            for pk, context in action.prepare(request, rows).items():
                found.setdefault(pk, []).append((action, context))
    return found


def register_menu_entry(entry: MenuEntry) -> None:
    """Add an entry to the main menu."""
    _menu.append(entry)
    _menu.sort(key=lambda registered: registered.order)


def register_search(url_name: str) -> None:
    """Name the page that searches everything (Ctrl+K opens it)."""
    _search[:] = [url_name]


def register_account_pages(*, change_password: str, sign_out: str) -> None:
    """Name the pages of the account that the menu under the user's name leads to."""
    _account_pages.update(change_password=change_password, sign_out=sign_out)


def account_pages() -> dict[str, str]:
    """Return the addresses of these pages, by what they do."""
    return {matter: reverse(url_name) for matter, url_name in _account_pages.items()}


def search_url() -> str:
    """Return the address of the search page, or nothing when there is none."""
    return reverse(_search[0]) if _search else ""


def panels(
    request: HttpRequest, page: str, subject: Any, place: str
) -> list[tuple[Panel, Context]]:
    """Return the panels this user sees at this place of the page, with their variables."""
    found = []
    for panel in _panels.get(page, []):
        if panel.place != place or not _may(request, panel.permission):
            continue
        context = panel.context(request, subject)
        if context is not None:
            found.append((panel, context))
    return found


@dataclass(frozen=True)
class MenuLink:
    """A menu entry as this page shows it."""

    entry: MenuEntry
    url: str
    is_current: bool


def menu(request: HttpRequest, *, settings: bool = False) -> list[MenuLink]:
    """Return the main menu of this user, or the settings part of it."""
    links = []
    for entry in _menu:
        if entry.is_settings != settings or not _may(request, entry.permission):
            continue
        url = reverse(entry.url_name)
        inside = request.path.startswith(url) if url != "/" else request.path == "/"
        links.append(MenuLink(entry, url, inside))
    return links


def _may(request: HttpRequest, permission: str) -> bool:
    return request.user.is_authenticated and request.user.has_perm(permission)
