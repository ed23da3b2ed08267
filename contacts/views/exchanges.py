"""Noting what was said, correcting it, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts import exchanges, people, reverting
from contacts.forms import ExchangeForm, FieldNoteForm
from contacts.views.stakeholders import blank_note, find, render_page
from ui.htmx import is_htmx
from ui.writes import one_write


@allowed(Permission.EDIT_PEOPLE)
@one_write
def exchange_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an exchange from the person's page; htmx gets the thread with it."""
    stakeholder = find(pk)
    if request.method != "POST":
        return redirect("stakeholder_detail", pk)
    form = ExchangeForm(request.POST, on=timezone.localdate(), auto_id="note_%s")
    if not form.is_valid():
        return render_page(request, stakeholder, form, status=422)
    exchange = people.note_exchange(
        stakeholder=stakeholder, author=request.user, **form.cleaned_data
    )
    reverting.offer(request, _("Noted."), kind="exchange", pk=exchange.pk)
    if is_htmx(request):
        return render_page(request, stakeholder, blank_note())
    return redirect(f"{reverse('stakeholder_detail', args=[pk])}#thread")


@allowed(Permission.EDIT_PEOPLE)
@one_write
def field_note(request: HttpRequest) -> HttpResponse:
    """Note an exchange from anywhere: one box, the person, what was said."""
    today = timezone.localdate()
    form = FieldNoteForm(request.POST or None, on=today, initial={"happened_on": today})
    if request.method == "POST" and form.is_valid():
        exchange = people.note_exchange(author=request.user, **form.cleaned_data)
        reverting.offer(request, _("Noted."), kind="exchange", pk=exchange.pk)
        return redirect(f"{reverse('stakeholder_detail', args=[exchange.stakeholder_id])}#thread")
    status = 422 if form.is_bound else 200
    return render(request, "contacts/field_note.html", {"form": form}, status=status)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def exchange_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one's own note."""
    mine = exchanges.of_author(request.user).select_related("stakeholder")
    exchange = get_object_or_404(mine, pk=pk)
    form = ExchangeForm(request.POST or None, instance=exchange, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        exchanges.correct(form.save(commit=False))
        reverting.offer(request, _("Note corrected."), kind="exchange", pk=pk)
        return redirect("stakeholder_detail", exchange.stakeholder_id)
    context = {"form": form, "exchange": exchange, "stakeholder": exchange.stakeholder}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/exchange_edit.html", context, status=status)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def exchange_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own note, unless something rests on it."""
    exchange = get_object_or_404(exchanges.of_author(request.user), pk=pk)
    try:
        exchanges.delete(exchange)
    except exchanges.ExchangeInUse as refusal:
        messages.warning(request, str(refusal))
    else:
        reverting.offer(request, _("Note deleted."), kind="exchange", pk=pk)
    return redirect("stakeholder_detail", exchange.stakeholder_id)
