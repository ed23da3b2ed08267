"""Residents and what they agreed to; only for those who may read addresses."""

from typing import cast

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import Permission, allowed, require
from directory.folding import words_of
from operations import consents
from operations.fields import find_residents, resident_label
from operations.forms import ConsentForm, ResidentForm
from operations.models import Consent, Operation, Resident
from ui import undo
from ui.htmx import is_htmx
from ui.keys import key_of
from ui.listing import page_of
from ui.picking import Option, options
from ui.writes import one_write


@allowed(Permission.READ_RESIDENTS)
@require_safe
def resident_list(request: HttpRequest) -> HttpResponse:
    """Show the residents with what each agrees to."""
    on = timezone.localdate()
    q = request.GET.get("q", "").strip()
    found = Resident.objects.select_related("operation__commune").prefetch_related("consents")
    if q:
        found = found.matching(words_of(q)) if words_of(q) else found.none()
    page = page_of(request, found.fetch_mode(models.FETCH_RAISE), key="sort_key")
    rows = [(resident, consents.agreements(resident, on)) for resident in page.rows]
    context = {"page": page, "rows": rows, "q": q}
    template = "operations/resident_list.html"
    return render(request, f"{template}#rows" if is_htmx(request) else template, context)


@allowed(Permission.READ_RESIDENTS)
@require_safe
def resident_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a resident: how to reach them, what they agreed to, what they said."""
    on = timezone.localdate()
    resident = get_object_or_404(
        Resident.objects.select_related("operation__commune", "stakeholder"), pk=pk
    )
    context = {
        "resident": resident,
        "standings": consents.standings(resident, on),
        "past": list(resident.consents.select_related("recorded_by")),
        "testimonials": list(resident.testimonials.with_publishable(on)),
    }
    return render(request, "operations/resident_detail.html", context)


@allowed(Permission.EDIT_RESIDENTS)
@one_write
def resident_add(request: HttpRequest) -> HttpResponse:
    """Note someone who lives in one of our homes."""
    initial = {"operation": _operation_asked_for(request)}
    form = ResidentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        resident = form.save()
        return HttpResponseRedirect(reverse("resident_detail", args=[resident.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "operations/resident_form.html", {"form": form}, status=status)


def _operation_asked_for(request: HttpRequest) -> Operation | None:
    pk = key_of(request.GET.get("operation", ""))
    return Operation.objects.select_related("commune").filter(pk=pk).first() if pk else None


@allowed(Permission.EDIT_RESIDENTS)
@one_write
def resident_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a resident."""
    resident = get_object_or_404(Resident, pk=pk)
    form = ResidentForm(request.POST or None, instance=resident)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("resident_detail", args=[pk]))
    status = 422 if form.is_bound else 200
    context = {"form": form, "resident": get_object_or_404(Resident, pk=pk)}
    return render(request, "operations/resident_form.html", context, status=status)


@allowed(Permission.READ_RESIDENTS)
@require_safe
def resident_pick(request: HttpRequest) -> HttpResponse:
    """Propose residents as one types: their name and operation, nothing else."""
    found = find_residents(request.GET.get("q", ""))
    return options(request, [Option(row.pk, resident_label(row)) for row in found])


@allowed(Permission.EDIT_RESIDENTS)
@one_write
def consent_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Record a consent signed on paper."""
    resident = get_object_or_404(Resident.objects.select_related("operation"), pk=pk)
    asked = _kind(kind)
    form = ConsentForm(request.POST or None, resident=resident, kind=asked, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.instance.recorded_by = cast("User", request.user)
        form.save()
        messages.success(request, _("The consent is recorded."))
        return HttpResponseRedirect(reverse("resident_detail", args=[pk]))
    context = {"form": form, "resident": resident, "kind": asked}
    status = 422 if form.is_bound else 200
    return render(request, "operations/consent_add.html", context, status=status)


def _kind(kind: str) -> Consent.Kind:
    try:
        return Consent.Kind(kind)
    except ValueError as error:
        raise Http404 from error


@allowed(Permission.EDIT_RESIDENTS)
@require_POST
@one_write
def consent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a resident no longer agrees, and show what still rests on it."""
    consent = get_object_or_404(Consent.objects.select_related("resident"), pk=pk)
    withdrawn = consents.withdraw(consent, on=timezone.localdate())
    undo.offer(
        request,
        _("The consent is withdrawn. What still uses it is listed below."),
        "operations.consent_withdraw",
        pks=withdrawn,
    )
    return HttpResponseRedirect(reverse("resident_detail", args=[consent.resident_id]))


def undo_withdraw(request: HttpRequest, *, pks: list[int]) -> str:
    """Take a withdrawal back, when it was noted by mistake."""
    require(request, Permission.EDIT_RESIDENTS)
    resident_pk = consents.reinstate(pks)
    if resident_pk is None:
        raise undo.CannotUndo(_("This consent no longer exists."))
    return reverse("resident_detail", args=[resident_pk])


@allowed(Permission.READ_RESIDENTS)
@require_safe
def consent_form(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show the paper to sign, ready to print; `?version=` shows one signed before."""
    resident = get_object_or_404(Resident.objects.select_related("operation__commune"), pk=pk)
    version = request.GET.get("version", consents.CURRENT_TEXT)
    if version not in consents.TEXT_VERSIONS:
        raise Http404
    context = {
        "resident": resident,
        "kind": _kind(kind),
        "version": version,
        "text": f"operations/consents/{_kind(kind)}_{version}.html",
    }
    return render(request, "operations/consent_form.html", context)
