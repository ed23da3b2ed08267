"""Takes back the last change of a stance, from the message that offered it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from network import stances
from network.models import StanceChange
from ui import undo

NAME = "network.take_back"


def take_back(request: HttpRequest, *, pk: int) -> str:
    """Take the change back; return the person's page. Raises CannotUndo when it is not the last."""
    require(request, Permission.EDIT_STANCES)
    change = StanceChange.objects.select_related("stakeholder").filter(pk=pk).first()
    if change is None:
        raise undo.CannotUndo(_("It is too late to undo this."))
    try:
        stances.take_back(change, author=request.user)
    except stances.NotTheLast as refusal:
        raise undo.CannotUndo(_("The stance changed again since: nothing was undone.")) from refusal
    return reverse("stakeholder_detail", args=[change.stakeholder_id])
