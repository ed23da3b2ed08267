"""The other numbers and addresses of a person, and who answers for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts import naming, reaching, reverting
from contacts.forms_of_reach import AssistantForm, ContactPointForm
from contacts.models import Assistant, ContactPoint, Stakeholder
from contacts.views.stakeholders import find
from ui import batches
from ui.forms import GuardedModelForm
from ui.writes import one_write


@allowed(Permission.EDIT_PEOPLE)
@one_write
def contact_point_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a number or an address to a person; the first of its kind is the preferred one."""
    stakeholder = find(pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in ContactPoint.Kind else ContactPoint.Kind.PHONE
    point = ContactPoint(stakeholder=stakeholder, kind=kind)
    form = ContactPointForm(request.POST or None, instance=point)
    if request.method == "POST" and form.is_valid():
        added = reaching.add_contact_point(stakeholder=stakeholder, kind=kind, **form.cleaned_data)
        naming.refresh(stakeholder)
        saved = added or stakeholder
        reverting.offer(request, _("Added."), kind=str(saved._meta.model_name), pk=saved.pk)
        return redirect("stakeholder_detail", pk)
    title = _("Add a phone number") if kind == ContactPoint.Kind.PHONE else _("Add an e-mail")
    return _form(request, form, stakeholder, title)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def contact_point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a number or an address."""
    point = _point(pk)
    form = ContactPointForm(request.POST or None, instance=point)
    if request.method == "POST" and form.is_valid():
        form.save()
        naming.refresh(point.stakeholder)
        reverting.offer(request, _("Saved."), kind="contactpoint", pk=pk)
        return redirect("stakeholder_detail", point.stakeholder_id)
    return _form(request, form, point.stakeholder, _("Correct a number or an address"))


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def contact_point_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a number or an address."""
    point = _point(pk)
    point.delete()
    naming.refresh(point.stakeholder)
    reverting.offer(request, _("Removed."), kind="contactpoint", pk=pk)
    return redirect("stakeholder_detail", point.stakeholder_id)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def contact_point_prefer(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it the preferred one of its kind; the two change places."""
    point = _point(pk)
    batch = reaching.prefer(point, by=request.user)
    batches.offer(request, _("This one is used first from now on."), batch)
    return redirect("stakeholder_detail", point.stakeholder_id)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def assistant_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who answers for a person."""
    stakeholder = find(pk)
    form = AssistantForm(request.POST or None, instance=Assistant(stakeholder=stakeholder))
    if request.method == "POST" and form.is_valid():
        tie = form.save()
        reverting.offer(request, _("Added."), kind="assistant", pk=tie.pk)
        return redirect("stakeholder_detail", pk)
    return _form(request, form, stakeholder, _("Who answers for them?"))


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def assistant_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody no longer answers for a person; both stay among our people."""
    tie = get_object_or_404(Assistant, pk=pk)
    tie.delete()
    reverting.offer(request, _("Removed."), kind="assistant", pk=pk)
    return redirect("stakeholder_detail", tie.stakeholder_id)


def _point(pk: int) -> ContactPoint:
    found = ContactPoint.objects.filter(stakeholder__in=Stakeholder.objects.all())
    return get_object_or_404(found.select_related("stakeholder"), pk=pk)


def _form(
    request: HttpRequest, form: GuardedModelForm, stakeholder: Stakeholder, title: str
) -> HttpResponse:
    context = {"form": form, "stakeholder": stakeholder, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/seat_form.html", context, status=status)
