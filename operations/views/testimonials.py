"""Testimonials: the words of residents, and whether they may still be published."""

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from operations.fields import find_residents, resident_label
from operations.forms import TestimonialForm
from operations.models import Consent, Resident, Testimonial
from ui.keys import key_of
from ui.listing import page_of
from ui.picking import Option, options
from ui.writes import one_write


@allowed(Permission.READ)
@require_safe
def testimonial_list(request: HttpRequest) -> HttpResponse:
    """Show the words collected, the latest first."""
    found = (
        Testimonial.objects.with_publishable(timezone.localdate())
        .select_related("resident__operation__commune")
        .fetch_mode(models.FETCH_RAISE)
    )
    page = page_of(request, found, key="-collected_on")
    return render(request, "operations/testimonial_list.html", {"page": page})


@allowed(Permission.EDIT_TESTIMONIALS)
@one_write
def testimonial_add(request: HttpRequest) -> HttpResponse:
    """Write down the words of a resident who agreed to their being published."""
    on = timezone.localdate()
    initial = {"collected_on": on, "resident": _resident_asked_for(request)}
    form = TestimonialForm(request.POST or None, on=on, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.instance.collected_by_id = request.user.pk
        testimonial = form.save()
        messages.success(request, _("These words may be published."))
        place = reverse("operation_detail", args=[testimonial.resident.operation_id])
        return HttpResponseRedirect(f"{place}#testimonials")
    status = 422 if form.is_bound else 200
    return render(request, "operations/testimonial_form.html", {"form": form}, status=status)


def _resident_asked_for(request: HttpRequest) -> Resident | None:
    pk = key_of(request.GET.get("resident", ""))
    return Resident.objects.select_related("operation").filter(pk=pk).first() if pk else None


@allowed(Permission.EDIT_TESTIMONIALS)
@one_write
def testimonial_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words, while they may be published."""
    testimonial = get_object_or_404(Testimonial.objects.select_related("resident"), pk=pk)
    on = timezone.localdate()
    form = TestimonialForm(request.POST or None, instance=testimonial, on=on)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        place = reverse("operation_detail", args=[form.instance.resident.operation_id])
        return HttpResponseRedirect(f"{place}#testimonials")
    context = {"form": form, "testimonial": testimonial}
    status = 422 if form.is_bound else 200
    return render(request, "operations/testimonial_form.html", context, status=status)


@allowed(Permission.EDIT_TESTIMONIALS)
@require_safe
def testimonial_resident_pick(request: HttpRequest) -> HttpResponse:
    """Propose residents by name, with what they agreed to; never an address."""
    on = timezone.localdate()
    found = find_residents(request.GET.get("q", ""))
    agreed = set(
        Consent.objects.in_force(Consent.Kind.TESTIMONY, on)
        .filter(resident__in=found)
        .values_list("resident_id", flat=True)
    )
    hints = {True: _("agrees to be quoted"), False: _("has not agreed to be quoted")}
    proposals = [Option(row.pk, resident_label(row), hints[row.pk in agreed]) for row in found]
    return options(request, proposals)
