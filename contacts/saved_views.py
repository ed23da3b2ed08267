"""Saved views: the lists people come back to, as tabs; some are there from the start."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission, require
from contacts.list_kinds import KINDS, ORGANIZATIONS, PEOPLE, ListKind
from contacts.models import SavedView
from ui import undo
from ui.keys import key_of

UNDO_DELETE, UNDO_CHANGE = "contacts.view_deleted", "contacts.view_changed"
PARAMETER = "vue"


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A view that everybody has without having made it."""

    label: Any
    query: str
    order: int


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A view as a tab of the list."""

    label: str
    url: str
    is_current: bool
    view: SavedView | None = None


_SILENT = gettext_lazy("No exchange for 6 months")
_ready: dict[str, list[Ready]] = {
    PEOPLE.name: [
        Ready(label=gettext_lazy("Everybody"), query="", order=0),
        Ready(label=gettext_lazy("My contacts"), query="referent=me", order=10),
        Ready(label=_SILENT, query="silence=6&tri=silence", order=30),
        Ready(label=gettext_lazy("To be informed"), query="informed=no&objection=no", order=40),
    ],
    ORGANIZATIONS.name: [
        Ready(label=gettext_lazy("All"), query="", order=0),
        Ready(label=gettext_lazy("Nobody we know there"), query="people=nobody", order=20),
        Ready(label=_SILENT, query="people=somebody&silence=6&tri=silence", order=30),
        Ready(label=gettext_lazy("Without SIREN"), query="siren=missing", order=40),
    ],
}


def contribute(ready: Ready, *, kind: ListKind = PEOPLE) -> None:
    """Add a view that everybody has, from the `AppConfig.ready` of a higher package."""
    _ready[kind.name].append(ready)
    _ready[kind.name].sort(key=lambda one: one.order)


def visible_to(user: Any, kind: ListKind | None = None) -> QuerySet[SavedView]:
    """Return one's own views, and those shared with the team; of one kind of list, or of all."""
    views = SavedView.objects.filter(Q(owner_id=user.pk) | Q(is_shared=True))
    return (views.filter(subject=kind.name) if kind else views).select_related("owner")


def kind_of(view: SavedView) -> ListKind:
    """Return what a view is a list of."""
    return KINDS[view.subject]


def tabs(user: Any, kind: ListKind, *, query: str, opened: SavedView | None) -> list[Tab]:
    """Return the tabs of the list; `query` is the address as it is kept, `opened` the view."""
    base = kind.list_url
    found = [
        Tab(
            label=str(ready.label),
            url=f"{base}?{ready.query}" if ready.query else base,
            is_current=opened is None and ready.query == query,
        )
        for ready in _ready[kind.name]
    ]
    found += [
        Tab(
            label=view.name,
            url=reverse("saved_view_detail", args=[view.pk]),
            is_current=opened is not None and view.pk == opened.pk,
            view=view,
        )
        for view in visible_to(user, kind)
    ]
    return found


def opened(request: HttpRequest, kind: ListKind) -> SavedView | None:
    """Return the view the address comes from, when this user may see it."""
    pk = key_of(request.GET.get(PARAMETER, ""))
    return visible_to(request.user, kind).filter(pk=pk).first() if pk is not None else None


def address(view: SavedView) -> str:
    """Return the address of the list that the view shows."""
    marked = f"{PARAMETER}={view.pk}"
    return f"{kind_of(view).list_url}?{view.query}{'&' if view.query else ''}{marked}"


def delete(request: HttpRequest, view: SavedView) -> None:
    """Delete one's own view, and let it be taken back."""
    view.delete()
    undo.offer(
        request,
        _("View deleted: %(name)s.") % {"name": view.name},
        UNDO_DELETE,
        label=view.name,
        query=view.query,
        is_shared=view.is_shared,
        subject=view.subject,
    )


def change(request: HttpRequest, view: SavedView, *, query: str) -> None:
    """Let one's own view show this list from now on; it can be taken back."""
    before = view.query
    view.query = query
    view.save(update_fields=["query"])
    text = _("“%(name)s” now shows this list.") % {"name": view.name}
    undo.offer(request, text, UNDO_CHANGE, pk=view.pk, query=before)


def undo_delete(
    request: HttpRequest,
    *,
    label: str,
    query: str,
    is_shared: bool,
    subject: str = SavedView.Subject.PEOPLE,  # tokens of before there were others
) -> str:
    """Make the view again; return where to go."""
    require(request, Permission.READ)
    view = SavedView.objects.create(
        name=label,
        query=query,
        is_shared=is_shared,
        subject=subject,
        owner=cast("Any", request.user),
    )
    return address(view)


def undo_change(request: HttpRequest, *, pk: int, query: str) -> str:
    """Let the view show what it showed before. Raises CannotUndo when it is gone."""
    view = SavedView.objects.filter(pk=pk, owner_id=request.user.pk).first()
    if view is None:
        raise undo.CannotUndo(_("It is too late to undo this."))
    view.query = query
    view.save(update_fields=["query"])
    return address(view)
