"""The catalogue of operations, and the page of each."""

from django.contrib import messages
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed, may
from operations.catalogue import entries, narrowed, summary
from operations.fields import find_operations, operation_label
from operations.forms import OperationFilter, OperationForm
from operations.models import Operation, Resident, Testimonial
from operations.wording import homes_in_words, standing_in_words, timeline
from ui.htmx import is_htmx
from ui.listing import page_of
from ui.picking import Option, options
from ui.writes import one_write

CATALOGUE_PAGE = 24


@allowed(Permission.READ)
@require_safe
def operation_list(request: HttpRequest) -> HttpResponse:
    """Show the catalogue, commune by commune."""
    on = timezone.localdate()
    filters = OperationFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = narrowed(wanted, on).with_catalogue().annotate(commune_key=F("commune__sort_key"))
    page = page_of(
        request, found.fetch_mode(models.FETCH_RAISE), key="commune_key", size=CATALOGUE_PAGE
    )
    context = {
        "filters": filters,
        "summary": "" if is_htmx(request) else summary(),
        "is_filtered": any(wanted.values()),
        "page": page,
        "entries": entries(page.rows, on),
    }
    template = "operations/operation_list.html"
    return render(request, f"{template}#rows" if is_htmx(request) else template, context)


@allowed(Permission.READ)
@require_safe
def operation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an operation: what it is, where it stands, who takes part, who lives there."""
    on = timezone.localdate()
    operation = get_object_or_404(Operation.objects.select_related("commune__department"), pk=pk)
    milestones, tenures = list(operation.milestones.all()), list(operation.tenures.all())
    said = Testimonial.objects.filter(resident__operation=operation).with_publishable(on)
    context = {
        "operation": operation,
        "tenures": tenures,
        "homes": homes_in_words(tenures),
        "standing": standing_in_words(milestones, on),
        "timeline": timeline(milestones, on),
        "photos": list(operation.photos.all()),
        "partners": list(operation.partners.select_related("organization")),
        "testimonials": list(said),
        "residents": _residents(request, operation),
    }
    return render(request, "operations/operation_detail.html", context)


def _residents(request: HttpRequest, operation: Operation) -> list[Resident] | None:
    """Return the residents, or None for those who may not know who lives there."""
    if not may(request.user, Permission.READ_RESIDENTS):
        return None
    return list(operation.residents.all())


@allowed(Permission.EDIT_OPERATIONS)
@one_write
def operation_add(request: HttpRequest) -> HttpResponse:
    """Describe a new operation."""
    form = OperationForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        operation = form.save_all()
        messages.success(request, _("%(name)s is in the catalogue.") % {"name": operation})
        return HttpResponseRedirect(reverse("operation_detail", args=[operation.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "operations/operation_form.html", {"form": form}, status=status)


@allowed(Permission.EDIT_OPERATIONS)
@one_write
def operation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what describes an operation."""
    operation = get_object_or_404(Operation, pk=pk)
    form = OperationForm(request.POST or None, instance=operation, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save_all()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("operation_detail", args=[pk]))
    status = 422 if form.is_bound else 200
    context = {"form": form, "operation": get_object_or_404(Operation, pk=pk)}
    return render(request, "operations/operation_form.html", context, status=status)


@allowed(Permission.READ)
@require_safe
def operation_pick(request: HttpRequest) -> HttpResponse:
    """Propose operations as one types."""
    found = find_operations(request.GET.get("q", ""))
    return options(request, [Option(row.pk, operation_label(row)) for row in found])
