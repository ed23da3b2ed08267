"""The list of people, its saved views, and what is done with a selection of it."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts import columns, ordering, people_list, saved_views
from contacts.filters import MAIN
from contacts.list_forms import SavedViewForm
from contacts.models import SavedView
from contacts.people_list import PeopleList
from ui.htmx import is_htmx
from ui.listing import Counted, counted, page_of
from ui.writes import one_write


@vary_on_headers("HX-Request")
@allowed(Permission.READ)
@require_safe
def stakeholder_list(request: HttpRequest) -> HttpResponse:
    """List the people we follow; htmx gets the rows only."""
    on = timezone.localdate()
    listed = PeopleList(request.GET, request.user, on)
    context = table(request, listed)
    if not is_htmx(request):
        context |= _frame(request, listed)
    template = "contacts/stakeholder_list.html"
    return render(request, f"{template}#rows" if is_htmx(request) else template, context)


@allowed(Permission.READ)
@require_safe
def people_count(request: HttpRequest) -> HttpResponse:
    """Say how many people answer; asked for after the list, which does not wait for it."""
    listed = PeopleList(request.GET, request.user, timezone.localdate())
    context = {"counted": Counted(listed.people.count())}
    return render(request, "contacts/parts/people_count.html", context)


def table(request: HttpRequest, listed: PeopleList) -> dict[str, Any]:
    """Return what the template of the rows needs."""
    order = listed.order.order_for(request.user)
    page = page_of(request, listed.shown.fetch_mode(models.FETCH_RAISE), key=order)
    reading = columns.Reading(reader=request.user, on=listed.on)
    return {
        "listed": listed,
        "page": page,
        "counted": counted(listed.people, page),
        "lines": columns.lines(page.rows, listed.columns, reading),
        "columns": listed.columns,
        "query": people_list.kept(listed.query),
        "today": listed.on,
    }


def _frame(request: HttpRequest, listed: PeopleList) -> dict[str, Any]:
    """Return what surrounds the rows: the form, the tabs, the columns one may choose."""
    form, opened = listed.filter.form, saved_views.opened(request)
    query = people_list.kept(request.GET)
    names = [name for name in form.fields if name != "q"]
    more = [name for name in names if name not in MAIN]
    return {
        "form": form,
        "main_fields": [form[name] for name in MAIN],
        "more_fields": [form[name] for name in more],
        "is_more_open": any(chip.name in more for chip in listed.chips),
        "tabs": saved_views.tabs(request.user, query=query, opened=opened),
        "opened": opened,
        "is_opened_changed": opened is not None and opened.query != query,
        "orders": ordering.choices(),
        "all_columns": columns.everyone(),
        "view_form": SavedViewForm(auto_id="view_%s"),
    }


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_add(request: HttpRequest) -> HttpResponse:
    """Keep the list as it stands under a name, as a tab."""
    form = SavedViewForm(request.POST, auto_id="view_%s")
    query = people_list.kept(_posted_query(request))
    if not form.is_valid():
        context = {"form": form, "query": query}
        return render(request, "contacts/saved_view_form.html", context, status=422)
    view = form.save(commit=False)
    view.owner, view.query = request.user, query
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
    context = {"form": form, "view": SavedView.objects.get(pk=pk)}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/saved_view_form.html", context, status=status)


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one's own view show the list as it stands."""
    view = _mine(request, pk)
    saved_views.change(request, view, query=people_list.kept(_posted_query(request)))
    return redirect(saved_views.address(view))


@require_POST
@allowed(Permission.READ)
@one_write
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own view."""
    saved_views.delete(request, _mine(request, pk))
    return redirect("stakeholder_list")


def _mine(request: HttpRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, owner_id=request.user.pk)


def _posted_query(request: HttpRequest) -> Any:
    return people_list.read(
        request.POST.get("query", ""), reader=request.user, on=timezone.localdate()
    ).query
