"""A message that can be taken back: "Fait. Annuler" instead of "Êtes-vous sûr ?"."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ui.models import Submission

SALT = "ui.undo"
MAX_AGE = datetime.timedelta(days=1)

type Undo = Callable[..., "str | Underway"]
_undos: dict[str, Undo] = {}


class CannotUndo(Exception):
    """What was done can no longer be taken back; its text says why.

    `url` is a page where one may choose what to do instead.
    """

    def __init__(self, text: str, *, url: str = "") -> None:
        super().__init__(text)
        self.url = url


@dataclass(frozen=True)
class Underway:
    """Taking it back takes time: a job does it; `url` shows how far it is."""

    url: str


def register(name: str, undo: Undo) -> None:
    """Name a function `undo(request, **arguments) -> address to go to`, or `Underway`.

    It runs inside a transaction, checks the permission itself, and raises CannotUndo.
    """
    _undos[name] = undo


def offer(request: HttpRequest, text: str, name: str, **arguments: Any) -> None:
    """Tell the user what was done, with a button that takes it back for a day."""
    token = signing.dumps([name, request.user.pk, arguments], salt=SALT, compress=True)
    button = format_html(
        '<button class="btn btn-sm toast-undo" type="submit" form="undo" '
        'formaction="{}" name="token" value="{}">{}</button>',
        reverse("undo"),
        token,
        _("Undo"),
    )
    messages.success(request, format_html("{} {}", text, button))


def perform(request: HttpRequest, token: str) -> str | Underway:
    """Take back what the token names; return the address to go to.

    Raises CannotUndo when the token is not this user's, more than a day old, or used already: a
    second press must not take back what was done again since.
    """
    try:
        name, user_pk, arguments = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise CannotUndo(_("It is too late to undo this.")) from error
    if user_pk != request.user.pk or name not in _undos:
        raise CannotUndo(_("It is too late to undo this."))
    _used, is_first = Submission.objects.get_or_create(
        key=uuid.uuid5(uuid.NAMESPACE_OID, token), defaults={"user_id": user_pk}
    )
    if not is_first:
        raise CannotUndo(_("This was undone already."))
    return _undos[name](request, **arguments)
