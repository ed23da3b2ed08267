"""Organizations: the page of one, adding and editing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from contacts import linked, reverting, same_siren
from contacts.models import Organization
from contacts.organization_forms import OrganizationForm
from contacts.views.subjects import context_of
from ui.writes import one_write


@allowed(Permission.READ)
@require_safe
def organization_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an organization, its people now and before."""
    known = Organization.objects.select_related("territory", "parent")
    organization = get_object_or_404(known, pk=pk)
    on = timezone.localdate()
    context = context_of(organization, on=on)
    context["linked"] = linked.of_organization(request, organization, on=on)
    return render(request, "contacts/organization_detail.html", context)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_add(request: HttpRequest) -> HttpResponse:
    """Add an organization."""
    return _edit(request, Organization(source_on=timezone.localdate()))


@allowed(Permission.EDIT_PEOPLE)
@one_write
def organization_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit an organization."""
    return _edit(request, get_object_or_404(Organization, pk=pk))


def _edit(request: HttpRequest, organization: Organization) -> HttpResponse:
    form = OrganizationForm(request.POST or None, instance=organization)
    if request.method == "POST" and form.is_valid():
        is_new = organization.pk is None
        saved = form.save()
        if is_new:
            messages.success(request, _("Saved."))
        elif form.has_changed():
            reverting.offer(request, _("Saved."), kind="organization", pk=saved.pk)
        return redirect("organization_detail", saved.pk)
    stored = Organization.objects.filter(pk=organization.pk).first()
    twins = same_siren.others(stored) if stored else []
    context = {"form": form, "organization": stored, "same_siren": twins}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/organization_form.html", context, status=status)
