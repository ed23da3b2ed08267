"""Adding and editing a mandate by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission, allowed
from contacts import naming, succession
from contacts.mandate_forms import MandateForm
from contacts.models import Mandate, Stakeholder
from directory import titles
from ui import batches
from ui.templatetags.ui import day
from ui.writes import one_write


@allowed(Permission.EDIT_PEOPLE)
@one_write
def mandate_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a mandate to somebody whom the current file of the register does not name."""
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    return _edit(request, Mandate(stakeholder=stakeholder), title=_("Add a mandate"))


@allowed(Permission.EDIT_PEOPLE)
@one_write
def mandate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit or end a mandate."""
    mandates = Mandate.objects.select_related("stakeholder", "territory", "seen_in")
    mandate = get_object_or_404(mandates, pk=pk, stakeholder__in=Stakeholder.objects.all())
    return _edit(request, mandate, title=_("Edit the mandate"))


def _edit(request: HttpRequest, mandate: Mandate, *, title: str) -> HttpResponse:
    form = MandateForm(request.POST or None, instance=mandate)
    stakeholder = mandate.stakeholder
    if request.method == "POST" and form.is_valid():
        _store(request, form)
        return redirect("stakeholder_detail", stakeholder.pk)
    context = {"form": form, "stakeholder": stakeholder, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/mandate_form.html", context, status=status)


def _store(request: HttpRequest, form: MandateForm) -> None:
    mandate: Mandate = form.instance
    stakeholder = mandate.stakeholder
    batch = batches.begin(
        kind="contacts.mandate",
        title=_("Mandate of %(name)s") % {"name": stakeholder},
        owner=request.user,
        permission="accounts.edit_people",
        url=reverse("stakeholder_detail", args=[stakeholder.pk]),
    )
    said = _("Saved.")
    if form.to_end is not None:
        ended = succession.end(batch, form.to_end, on=form.holder_ends_on)
        values = {"name": ended.stakeholder, "day": day(ended.ended_on)}
        said = _("Saved; the mandate of %(name)s is closed on %(day)s.") % values
    mandate.rank = titles.rank_of(mandate.kind, mandate.title)
    if mandate.source_on is None:
        mandate.source_on = timezone.localdate()
    batches.save(batch, mandate)
    naming.refresh(stakeholder)
    batches.offer(request, said, batch)
