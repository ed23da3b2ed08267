"""Possible duplicates while one types, and « it is this person » with what was typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts import completing, duplicates, matters
from contacts.cards import OrganizationCard
from contacts.forms import StakeholderAddForm
from contacts.models import Stakeholder
from contacts.pairing import lines_of
from ui import batches
from ui.writes import one_write

AT_MOST = 4


@require_POST
@allowed(Permission.EDIT_PEOPLE)
def stakeholder_alike(request: HttpRequest) -> HttpResponse:
    """Propose people who may be the one being typed, with the reasons; nothing is written."""
    card = completing.card_of(request.POST.dict())
    found = []
    if len(card.last_name) > 1 and (card.first_name or card.emails or card.phones):
        found = duplicates.candidates(card, AT_MOST)
    return _proposals(request, matters.MATTERS[matters.PEOPLE], found)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
def organization_alike(request: HttpRequest) -> HttpResponse:
    """Propose organizations that may be the one being typed; nothing is written."""
    name = request.POST.get("name", "").strip()[:200]
    siren = "".join(request.POST.get("siren", "").split())[:9]
    card = OrganizationCard(name=name, siren=siren)
    found = duplicates.organization_candidates(card, AT_MOST) if len(name) > 1 else []
    return _proposals(request, matters.MATTERS[matters.ORGANIZATIONS], found)


def _proposals(
    request: HttpRequest, matter: matters.Matter, found: list[duplicates.Match]
) -> HttpResponse:
    on = timezone.localdate()
    rows = [
        {
            "match": match,
            "url": matter.page_of(match.row),
            "lines": lines_of(matter, match.row, on=on),
        }
        for match in found
    ]
    return render(request, "contacts/parts/alike.html", {"rows": rows, "matter": matter})


@require_POST
@allowed(Permission.EDIT_PEOPLE)
def stakeholder_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer what was typed as additions to this person; add what is ticked when confirmed."""
    if "confirm" in request.POST:
        return _add(request, pk=pk)
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    offered = completing.offers(stakeholder, _checked(request))
    if not offered:
        messages.info(request, _("All that you typed is on this card already."))
        return redirect("stakeholder_detail", pk)
    typed = {name: request.POST.get(name, "") for name in completing.TYPED}
    context = {"stakeholder": stakeholder, "offers": offered, "typed": typed}
    return render(request, "contacts/stakeholder_complete.html", context)


@one_write
def _add(request: HttpRequest, pk: int) -> HttpResponse:
    stakeholder = get_object_or_404(Stakeholder.objects.select_for_update(), pk=pk)
    chosen = request.POST.getlist("add")
    if chosen:
        typed = _checked(request)
        batch = completing.add(stakeholder, typed, chosen=chosen, author=request.user)
        batches.offer(request, _("Added to this card."), batch)
    return redirect("stakeholder_detail", pk)


def _checked(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, as far as each field is right; the name need not be free."""
    form = StakeholderAddForm(request.POST)
    form.is_valid()
    wrong = set(form.errors)
    return {name: value for name, value in form.cleaned_data.items() if name not in wrong}
