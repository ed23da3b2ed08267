"""Editing one fact in place: its form takes the place of its value, and the value comes back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts import facts, forms_of_address, reverting
from contacts.models import Organization, Stakeholder
from contacts.views.stakeholders import find
from contacts.views.subjects import context_of
from ui.htmx import is_htmx
from ui.writes import one_write


@vary_on_headers("HX-Request")
@allowed(Permission.EDIT_PEOPLE)
@one_write
def stakeholder_field(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Edit one fact of a person."""
    return _edit(request, find(pk), field)


@vary_on_headers("HX-Request")
@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_field(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Edit one fact of an organization."""
    organizations = Organization.objects.select_related("territory", "parent")
    return _edit(request, get_object_or_404(organizations, pk=pk), field)


def _edit(request: HttpRequest, row: Any, field: str) -> HttpResponse:
    """Answer the form, or the value once it is saved or given up; htmx gets only its part."""
    fact = facts.of(row).get(field)
    if fact is None:
        raise Http404
    if request.method != "POST" and "shown" in request.GET:
        return _value(request, row, fact)
    form = fact.form(request.POST or None, instance=row, auto_id=f"fact_{field}_%s")
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            saved = form.save()
            reverting.offer(request, _("Saved."), kind=saved._meta.model_name, pk=saved.pk)
        if is_htmx(request):
            return _value(request, type(row).objects.get(pk=row.pk), fact)
        return redirect(f"{_page(row)}#fact-{field}")
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    stored = type(row).objects.get(pk=row.pk)
    context = {"fact": fact, "form": form, "subject": stored, "kind": fact.subject}
    context |= {"page": _page(row), "url": fact.url(row.pk)}
    if isinstance(stored, Stakeholder):
        context["address"] = forms_of_address.address(stored, timezone.localdate())
    template = "contacts/parts/fact_form.html" if is_htmx(request) else "contacts/fact_edit.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def _value(request: HttpRequest, row: Any, fact: facts.Fact) -> HttpResponse:
    """Draw the fact again, with what else on the page it changes."""
    if not is_htmx(request):
        return redirect(_page(row))
    context = context_of(row, on=timezone.localdate()) | {"fact": fact, "is_back": True}
    return render(request, "contacts/parts/fact_answer.html", context)


def _page(row: Any) -> str:
    return reverse(f"{row._meta.model_name}_detail", args=[row.pk])
