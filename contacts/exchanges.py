"""What was said and when: the thread of a person, and how a note is taken back."""

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.permissions import Permission, may
from contacts import refreshing
from contacts.models import Exchange, ExchangeQuerySet, Stakeholder


class ExchangeInUse(Exception):
    """Something else rests on this exchange: it stays. The text says so."""


def thread(stakeholder: Stakeholder, *, reader: Any) -> ExchangeQuerySet:
    """Return the exchanges this user may read, latest first, with their authors."""
    visible = Exchange.objects.filter(stakeholder=stakeholder).visible_to(reader)
    return visible.select_related("author").order_by("-happened_on", "-pk")


def of_author(author: Any) -> ExchangeQuerySet:
    """Return the exchanges this user noted and may change: nobody rewrites another's words."""
    if not may(author, Permission.EDIT_PEOPLE):
        return Exchange.objects.none()
    return Exchange.objects.filter(author=author).visible_to(author)


def correct(exchange: Exchange) -> Exchange:
    """Store an exchange whose words, day or privacy were corrected."""
    exchange.save()
    refreshing.refresh([exchange.stakeholder_id])
    return exchange


def delete(exchange: Exchange) -> None:
    """Delete an exchange.

    Raises ExchangeInUse when a change of stance, or anything else, names it as its evidence.
    """
    try:
        exchange.delete()
    except ProtectedError as error:
        raise ExchangeInUse(
            _("A change of stance rests on this exchange: correct it rather than deleting it.")
        ) from error
    refreshing.refresh([exchange.stakeholder_id])
