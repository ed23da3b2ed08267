"""What kinds of people somebody is: derived from the seats and posts they hold, never typed."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts import derived_kinds, seats
from contacts.derived_kinds import DerivedKind
from contacts.models import ELECTED, NOBODY_TODAY, Mandate, Organization, Stakeholder


def kinds_of(stakeholder: Stakeholder, on: datetime.date) -> list[str]:
    """Return the kinds of a person on that day, elected first.

    No query after `with_seats(on)` and `with_kinds()`.
    `Stakeholder.objects.of_kind` finds by them.
    """
    held = seats.current(stakeholder, on=on)
    found = [ELECTED] if any(isinstance(seat, Mandate) for seat in held) else []
    posts = [seat.organization.kind for seat in held if not isinstance(seat, Mandate)]
    others = [one.name for one in derived_kinds.everyone() if _is_also(stakeholder, one)]
    return list(dict.fromkeys(found + posts + others)) or [NOBODY_TODAY]


def _is_also(stakeholder: Stakeholder, kind: DerivedKind) -> bool:
    """Tell whether somebody is of a derived kind; no query after `with_kinds()`."""
    known = getattr(stakeholder, kind.attribute, None)
    return bool(kind.keys().filter(stakeholder=stakeholder).exists() if known is None else known)


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
    derived = derived_kinds.named(kind)
    return derived.word(sex) if derived else str(Organization.Kind(kind).label)
