"""« Ne plus contacter »: noting an objection, lifting it, taking either back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission, allowed, require
from contacts import objecting
from contacts.models.privacy import Objection
from contacts.privacy_forms import LiftingForm, ObjectionForm
from contacts.views.stakeholders import find
from ui import undo
from ui.writes import one_write

UNDO_NOTE = "contacts.objection"
UNDO_LIFT = "contacts.objection_lift"


@allowed(Permission.EDIT_PEOPLE)
@one_write
def objection_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody asked not to be contacted any more."""
    person = find(pk)
    form = ObjectionForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = objecting.note(stakeholder=person, author=request.user, **form.cleaned_data)
        except objecting.NoObjection as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("Noted: nothing invites or writes to %(name)s any more.") % {"name": person}
            undo.offer(request, text, UNDO_NOTE, pk=made.pk)
            return redirect("stakeholder_detail", pk)
    title = _("They no longer want to be contacted")
    return _page(request, form, person, title=title, action=_("Note the objection"))


@allowed(Permission.EDIT_PEOPLE)
@one_write
def objection_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody accepts to be contacted again, with how we know."""
    person = find(pk)
    objection = objecting.standing(person, author=request.user)
    if objection is None:
        raise Http404
    form = LiftingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lifted = objecting.lift(
            objection, on=timezone.localdate(), author=request.user, **form.cleaned_data
        )
        text = _("%(name)s may be contacted again.") % {"name": person}
        undo.offer(request, text, UNDO_LIFT, pk=lifted.pk)
        return redirect("stakeholder_detail", pk)
    title = _("They accept to be contacted again")
    return _page(request, form, person, title=title, action=_("Lift the objection"))


def _page(request: HttpRequest, form: Any, person: Any, *, title: str, action: str) -> HttpResponse:
    context = {"form": form, "stakeholder": person, "title": title, "action": action}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/privacy/objection_form.html", context, status=status)


def undo_note(request: HttpRequest, *, pk: int) -> str:
    """Take back an objection noted by mistake (`ui.undo`)."""
    objection = _found(request, pk)
    objecting.forget(objection)
    return reverse("stakeholder_detail", args=[objection.stakeholder_id])


def undo_lift(request: HttpRequest, *, pk: int) -> str:
    """Let an objection stand again (`ui.undo`)."""
    objection = _found(request, pk)
    try:
        objecting.stand_again(objection)
    except objecting.NoObjection as refusal:
        raise undo.CannotUndo(str(refusal)) from refusal
    return reverse("stakeholder_detail", args=[objection.stakeholder_id])


def _found(request: HttpRequest, pk: int) -> Objection:
    require(request, Permission.EDIT_PEOPLE)
    objection = Objection.objects.filter(pk=pk).first()
    if objection is None:
        raise undo.CannotUndo(_("It is too late to undo this."))
    return objection
