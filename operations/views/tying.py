"""A resident who is also a contact: find who it is, take them in, part them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed, require
from contacts.duplicates import Match
from contacts.fields import stakeholder_label
from contacts.models import Stakeholder
from operations import tying
from operations.fields import find_residents, resident_label
from operations.forms.tying import ContactForm
from operations.models import Resident
from ui import batches
from ui.picking import Option, options
from ui.writes import one_write


@allowed(Permission.EDIT_PEOPLE)
@one_write
def resident_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the contacts who may be this resident; tie one, or take the resident in."""
    require(request, Permission.READ_RESIDENTS)
    rows = Resident.objects.select_related("operation__commune", "stakeholder")
    resident = get_object_or_404(rows, pk=pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST":
        if "new" in request.POST:
            return _followed(request, resident)
        if form.is_valid():
            return _tied(request, resident, form.cleaned_data["stakeholder"])
    context = {
        "resident": resident,
        "form": form,
        "alike": [] if resident.stakeholder else _alike(resident),
        "today": timezone.localdate(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "operations/resident_contact.html", context, status=status)


def _alike(resident: Resident) -> list[tuple[Match, str]]:
    """Return the contacts who may be the resident, each with its text for the form."""
    return [(match, stakeholder_label(match.stakeholder)) for match in tying.alike(resident)]


def _tied(request: HttpRequest, resident: Resident, stakeholder: Stakeholder) -> HttpResponse:
    try:
        batch = tying.tie(resident=resident, stakeholder=stakeholder, author=request.user)
    except tying.CannotTie as refusal:
        messages.error(request, str(refusal))
    else:
        text = _("Noted: %(name)s, whom we follow, lives here.") % {"name": stakeholder}
        batches.offer(request, text, batch)
    return redirect("resident_detail", resident.pk)


def _followed(request: HttpRequest, resident: Resident) -> HttpResponse:
    try:
        batch, stakeholder = tying.follow(
            resident=resident, author=request.user, on=timezone.localdate()
        )
    except tying.CannotTie as refusal:
        messages.error(request, str(refusal))
        return redirect("resident_detail", resident.pk)
    text = _("%(name)s is followed as a contact too, and is to be informed within a month.")
    batches.offer(request, text % {"name": stakeholder}, batch)
    return redirect("stakeholder_detail", stakeholder.pk)


@allowed(Permission.EDIT_PEOPLE)
@require_POST
@one_write
def resident_untie(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the resident and the contact are two people after all."""
    require(request, Permission.READ_RESIDENTS)
    resident = get_object_or_404(Resident, pk=pk)
    try:
        batch = tying.untie(resident=resident, author=request.user)
    except tying.CannotTie as refusal:
        messages.error(request, str(refusal))
    else:
        batches.offer(request, _("The resident and the contact are two people again."), batch)
    return redirect("resident_detail", pk)


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def privacy_resident_pick(request: HttpRequest) -> HttpResponse:
    """Propose residents to those who answer requests: their name and operation, nothing else."""
    found = find_residents(request.GET.get("q", ""))
    return options(request, [Option(row.pk, resident_label(row)) for row in found])
