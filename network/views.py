"""Changing where somebody stands, and taking the last change back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts.models import Stakeholder
from network import panels, stances, undoing
from network.forms import StanceForm
from network.models import Stance, StanceChange
from ui import undo
from ui.writes import one_write


@allowed(Permission.EDIT_STANCES)
@one_write
def stance_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where a person stands now, on evidence."""
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    form = StanceForm(request.POST or None, stakeholder=stakeholder, reader=request.user)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "last_change"}
        change = stances.change_stance(
            stakeholder=stakeholder,
            author=request.user,
            on=timezone.localdate(),
            **(typed | {"stance": Stance(typed["stance"])}),
        )
        undo.offer(request, _("Stance noted."), undoing.NAME, pk=change.pk)
        return redirect("stakeholder_detail", pk)
    context = {"form": form, **panels.side(request, stakeholder)}
    status = 422 if form.is_bound else 200
    return render(request, "network/stance_add.html", context, status=status)


@require_POST
@allowed(Permission.EDIT_STANCES)
@one_write
def stance_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own change, while it is the last one."""
    mine = StanceChange.objects.filter(author_id=request.user.pk).select_related("stakeholder")
    change = get_object_or_404(mine, pk=pk)
    try:
        stances.take_back(change, author=request.user)
    except stances.NotTheLast:
        messages.warning(request, _("The stance changed again since: nothing was undone."))
    else:
        messages.info(request, _("Undone."))
    return redirect("stakeholder_detail", change.stakeholder_id)
