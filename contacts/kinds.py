"""What kinds of people somebody is: derived from the seats and posts they hold, never typed."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts import seats
from contacts.models import ELECTED, NOBODY_TODAY, Mandate, Organization, Stakeholder


def kinds_of(stakeholder: Stakeholder, on: datetime.date) -> list[str]:
    """Return the kinds of a person on that day, elected first; no query after `with_seats(on)`.

    `Stakeholder.objects.of_kind` finds by them.
    """
    held = seats.current(stakeholder, on=on)
    found = [ELECTED] if any(isinstance(seat, Mandate) for seat in held) else []
    posts = [seat.organization.kind for seat in held if not isinstance(seat, Mandate)]
    return list(dict.fromkeys(found + posts)) or [NOBODY_TODAY]


def words(stakeholder: Stakeholder, on: datetime.date) -> list[str]:
    """Return the kinds as one says them of this person: "élue", "banque"."""
    return [_word(kind, stakeholder.sex) for kind in kinds_of(stakeholder, on)]


def _word(kind: str, sex: str) -> str:
    if kind == ELECTED:
        elected = {
            Stakeholder.Sex.FEMALE.value: pgettext("her", "elected official"),
            Stakeholder.Sex.MALE.value: pgettext("him", "elected official"),
        }
        return elected.get(sex) or _("elected official")
    if kind == NOBODY_TODAY:
        return _("no seat or post today")
    return str(Organization.Kind(kind).label)
