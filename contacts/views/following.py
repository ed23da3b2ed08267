"""Taking someone of the register in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts import following
from directory.models import RegisterPerson
from ui.writes import one_write


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def stakeholder_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a stakeholder of this person of the register, then show them.

    Whoever was erased is asked about first: only they may say that they come back.
    """
    person = get_object_or_404(RegisterPerson, pk=pk)
    asked_back = bool(request.POST.get("erased_seen"))
    try:
        taken = following.take_in(person, author=request.user, asked_back=asked_back)
    except following.WasErased:
        return render(request, "contacts/follow_erased.html", {"person": person}, status=422)
    except following.NoSeat as refusal:
        raise Http404 from refusal
    following.offer_undo(request, taken)
    if taken.is_new:
        following.mention_namesakes(request, taken.stakeholder)
    return redirect("stakeholder_detail", taken.stakeholder.pk)
