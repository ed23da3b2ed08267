"""The lists of people and of organizations, their counts, and their saved views."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts import finding, listed, saved_views, search_index
from contacts.list_forms import SavedViewForm
from contacts.list_kinds import KINDS, ORGANIZATIONS, PEOPLE, ListKind
from contacts.list_pages import table
from contacts.listed import Listed
from contacts.models import SavedView
from ui.htmx import is_htmx
from ui.listing import Counted
from ui.writes import one_write

INDEXES = {
    PEOPLE.name: search_index.STAKEHOLDERS,
    ORGANIZATIONS.name: search_index.ORGANIZATIONS,
}


@vary_on_headers("HX-Request")
@allowed(Permission.READ)
@require_safe
def stakeholder_list(request: HttpRequest) -> HttpResponse:
    """List the people we follow; htmx gets the rows only."""
    return _list(request, PEOPLE)


@vary_on_headers("HX-Request")
@allowed(Permission.READ)
@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    """List organizations; htmx gets the rows only."""
    return _list(request, ORGANIZATIONS)


@allowed(Permission.READ)
@require_safe
def people_count(request: HttpRequest) -> HttpResponse:
    """Say how many people answer; asked for after the list, which does not wait for it."""
    return _count(request, PEOPLE)


@allowed(Permission.READ)
@require_safe
def organization_count(request: HttpRequest) -> HttpResponse:
    """Say how many organizations answer; asked for after the list."""
    return _count(request, ORGANIZATIONS)


def _list(request: HttpRequest, kind: ListKind) -> HttpResponse:
    rows = Listed(kind, request.GET, request.user, timezone.localdate())
    context = table(request, rows) | {"is_part": is_htmx(request), "typed": ""}
    if not context["page"].rows and (other := _as_meant(rows)):
        rows = other
        context |= table(request, rows) | {"typed": request.GET["q"]}
    if not is_htmx(request):
        context |= _frame(request, rows)
    template = f"contacts/{kind.noun}_list.html"
    return render(request, f"{template}#rows" if is_htmx(request) else template, context)


def _as_meant(rows: Listed) -> Listed | None:
    """Return the list without a typing error in its words, when nothing at all holds them."""
    words = finding.meant(rows.query.get("q", ""), INDEXES[rows.kind.name])
    if not words:
        return None
    query = rows.query.copy()
    query["q"] = words
    return Listed(rows.kind, query, rows.reader, rows.on)


def _count(request: HttpRequest, kind: ListKind) -> HttpResponse:
    rows = Listed(kind, request.GET, request.user, timezone.localdate()).rows
    context = {"counted": Counted(rows.count()), "kind": kind}
    return render(request, "contacts/parts/list_count.html", context)


def _frame(request: HttpRequest, rows: Listed) -> dict[str, Any]:
    """Return what surrounds the rows: the form, the tabs, the columns one may choose."""
    kind, form = rows.kind, rows.filter.form
    opened, query = saved_views.opened(request, kind), rows.kept
    main = rows.filter.main
    return {
        "form": form,
        "main_fields": [form[name] for name in main],
        "more_fields": [form[name] for name in form.fields if name not in ("q", *main)],
        "is_more_open": any(chip.name not in ("q", *main) for chip in rows.chips),
        "tabs": saved_views.tabs(request.user, kind, query=query, opened=opened),
        "opened": opened,
        "is_opened_changed": opened is not None and opened.query != query,
        "orders": kind.orders.choices(),
        "all_columns": kind.columns.everyone(),
    }


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_add(request: HttpRequest) -> HttpResponse:
    """Keep the list as it stands under a name, as a tab."""
    form = SavedViewForm(request.POST, auto_id="view_%s")
    kind = KINDS.get(request.POST.get("subject", ""), PEOPLE)
    query = _posted_query(request, kind)
    if not form.is_valid():
        context = {"form": form, "query": query, "kind": kind}
        return render(request, "contacts/saved_view_form.html", context, status=422)
    view = form.save(commit=False)
    view.owner, view.query, view.subject = request.user, query, kind.name
    view.save()
    messages.success(request, _("View kept: %(name)s.") % {"name": view.name})
    return redirect(saved_views.address(view))


@allowed(Permission.READ)
@require_safe
def saved_view_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a view: its address stays the same when what it shows changes."""
    view = get_object_or_404(saved_views.visible_to(request.user), pk=pk)
    return redirect(saved_views.address(view))


@allowed(Permission.READ)
@one_write
def saved_view_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one's own view, or share it."""
    view = _mine(request, pk)
    form = SavedViewForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(saved_views.address(view))
    stored = SavedView.objects.get(pk=pk)
    context = {"form": form, "view": stored, "kind": saved_views.kind_of(stored)}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/saved_view_form.html", context, status=status)


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one's own view show the list as it stands."""
    view = _mine(request, pk)
    query = _posted_query(request, saved_views.kind_of(view))
    saved_views.change(request, view, query=query)
    return redirect(saved_views.address(view))


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own view."""
    view = _mine(request, pk)
    saved_views.delete(request, view)
    return redirect(saved_views.kind_of(view).list_url)


def _mine(request: HttpRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, owner_id=request.user.pk)


def _posted_query(request: HttpRequest, kind: ListKind) -> str:
    text = request.POST.get("query", "")
    return listed.read(kind, text, reader=request.user, on=timezone.localdate()).kept
