"""Says in words what an event still lacks: for its own page, the calendar and the home page."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import hosting
from events.models import Event, Guest
from ui.templatetags.ui import day

ANSWERS_EXPECTED = 10  # days before the event: from then on, silence is worth a call


class Lacking(StrEnum):
    """What kind of thing is missing."""

    HOST = "host"
    CONSENT = "consent"
    PRIVACY = "privacy"
    GUEST = "guest"
    OBJECTION = "objection"
    ROOM = "room"
    ANSWER = "answer"
    CONFIRMATION = "confirmation"


BLOCKING = frozenset({Lacking.HOST, Lacking.CONSENT, Lacking.PRIVACY})


class Lack(str):
    """One thing that is missing, said in a sentence."""

    __slots__ = ("kind",)
    kind: Lacking

    def __new__(cls, kind: Lacking, text: str) -> Self:
        """Return the sentence, with the kind of thing it is about."""
        lack = super().__new__(cls, text)
        lack.kind = kind
        return lack

    @property
    def is_blocking(self) -> bool:
        """Tell whether the event cannot take place as long as this is missing."""
        return self.kind in BLOCKING


def missing_for(event: Event, on: datetime.date, *, named: bool = False) -> list[Lack]:
    """Return what the event lacks, seen on that day, the gravest first.

    Nothing for an event that is cancelled or over. `named` writes the residents' names: only for
    readers who hold READ_RESIDENTS. No query after `Event.objects.with_parts()`.
    """
    if event.is_cancelled or event.ends_on < on:
        return []
    return [
        *_hosts(event, named=named),
        *_guests(event, on),
        *_confirmation(event),
    ]


def is_blocked(event: Event) -> bool:
    """Tell whether a confirmed event may no longer take place as it stands: "to look at again"."""
    return event.is_confirmed and any(lack.is_blocking for lack in _hosts(event, named=False))


def _hosts(event: Event, *, named: bool) -> list[Lack]:
    lacks = []
    hosts = list(event.hosts.all())
    if hosting.needs_hosts(event) and not hosts:
        lacks.append(Lack(Lacking.HOST, _("No resident receives yet.")))
    without = hosting.without_consent(event)
    if named:
        lacks += [Lack(Lacking.CONSENT, _consent_sentence(known)) for known in without]
    elif without:
        lacks.append(Lack(Lacking.CONSENT, _unnamed(len(without))))
    residents = [host.resident for host in hosts]
    if hosting.gives_away(f"{event.title}\n{event.meeting_point}\n{event.note}", residents):
        text = _("The text of the event tells who a host is or how to reach them: take it out.")
        lacks.append(Lack(Lacking.PRIVACY, text))
    return lacks


def _consent_sentence(known: hosting.HostConsent) -> str:
    who = str(known.host.resident)
    if known.is_withdrawn and known.latest is not None:
        return _("%(who)s took back their consent on %(day)s.") % {
            "who": who,
            "day": day(known.latest.withdrawn_on),
        }
    if known.latest is not None:
        return _("The consent of %(who)s does not cover that day.") % {"who": who}
    return _("The written consent of %(who)s is missing.") % {"who": who}


def _unnamed(count: int) -> str:
    return ngettext(
        "The written consent of a host is missing.",
        "The written consent of %(count)s hosts is missing.",
        count,
    ) % {"count": count}


def _guests(event: Event, on: datetime.date) -> list[Lack]:
    guests = list(event.guests.all())
    answers = [guest.answer for guest in guests]
    if not answers:
        return [Lack(Lacking.GUEST, _("Nobody is invited yet."))]
    lacks = _objections(guests)
    limits = [host.guest_limit for host in event.hosts.all()]
    coming = answers.count(Guest.Answer.ACCEPTED)
    room = sum(limit for limit in limits if limit)
    if limits and all(limits) and coming > room:
        text = _("%(coming)s guests come, the hosts can receive %(room)s.")
        lacks.append(Lack(Lacking.ROOM, text % {"coming": coming, "room": room}))
    silent = answers.count(Guest.Answer.WAITING)
    if silent and (event.starts_on - on).days <= ANSWERS_EXPECTED:
        text = ngettext(
            "One guest has not answered.", "%(count)s guests have not answered.", silent
        )
        lacks.append(Lack(Lacking.ANSWER, text % {"count": silent}))
    return lacks


def _objections(guests: list[Guest]) -> list[Lack]:
    """Tell of guests who asked, once invited, not to be contacted any more."""
    objected = sum(getattr(guest, "objected_on", None) is not None for guest in guests)
    if not objected:
        return []
    text = ngettext(
        "One guest asked not to be contacted any more: withdraw the invitation.",
        "%(count)s guests asked not to be contacted any more: withdraw their invitations.",
        objected,
    )
    return [Lack(Lacking.OBJECTION, text % {"count": objected})]


def _confirmation(event: Event) -> list[Lack]:
    if event.is_confirmed:
        return []
    return [Lack(Lacking.CONFIRMATION, _("The date is not confirmed yet."))]
