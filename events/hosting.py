"""Residents who receive: only those who agreed to, in writing, for the day of the event."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.naming import words
from events.models import Event, Host
from operations.models import Consent, Operation, Resident

SHORTEST_ADDRESS = 2  # words: "12 rue" tells nothing, "12 rue des Ajoncs" does
SHORTEST_CODE = 4  # signs of a door code
SHORTEST_PHONE = 9  # digits


class HostMissing(Exception):
    """A home visit at which nobody receives."""

    def __init__(self) -> None:
        super().__init__(_("Nobody receives yet: a home visit is confirmed with its hosts."))


class HostUnavailable(Exception):
    """A resident who cannot be added as a host; the text says why."""


class ConsentMissing(Exception):
    """Hosts without a hosting consent in force on the day; the text counts them, unnamed."""

    def __init__(self, hosts: Sequence[Host]) -> None:
        self.hosts = list(hosts)
        super().__init__(
            ngettext(
                "A host has not given written consent for that day: the visit cannot be confirmed.",
                "%(count)s hosts have not given written consent for that day: the visit cannot be"
                " confirmed.",
                len(self.hosts),
            )
            % {"count": len(self.hosts)}
        )


@dataclass(frozen=True)
class HostConsent:
    """A host, the consent that covers the event if there is one, and otherwise the latest one."""

    host: Host
    consent: Consent | None
    latest: Consent | None

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the host took their consent back."""
        return self.consent is None and self.latest is not None and bool(self.latest.withdrawn_on)


def covers(consent: Consent, event: Event) -> bool:
    """Tell whether this is a consent to receive that holds on each day of the event."""
    return (
        consent.kind == Consent.Kind.HOSTING
        and consent.is_in_force(event.starts_on)
        and consent.is_in_force(event.ends_on)
    )


def consents(event: Event) -> list[HostConsent]:
    """Return the hosts of an event with their consents; no query after `with_parts()`."""
    found = []
    for host in event.hosts.all():
        good, latest = consent_of(host.resident, event=event)
        found.append(HostConsent(host, good, latest))
    return found


def consent_of(resident: Resident, *, event: Event) -> tuple[Consent | None, Consent | None]:
    """Return the consent to receive that covers the event, and the latest one, if there are."""
    given = [c for c in resident.consents.all() if c.kind == Consent.Kind.HOSTING]
    good = next((consent for consent in given if covers(consent, event)), None)
    return good, next(iter(given), None)


def without_consent(event: Event) -> list[HostConsent]:
    """Return the hosts who have not agreed to receive on the day of the event."""
    return [known for known in consents(event) if known.consent is None]


def needs_hosts(event: Event) -> bool:
    """Tell whether the event takes place in somebody's home."""
    return event.kind == Event.Kind.HOME_VISIT


def require_hosts(event: Event) -> None:
    """Raise HostMissing or ConsentMissing when the event may not be confirmed (or stay so).

    Any resident who receives must have consented, whatever the kind of the event; a home visit
    has at least one.
    """
    fresh = Event.objects.prefetch_related("hosts__resident__consents").get(pk=event.pk)
    event_as_is = _with_times_of(fresh, event)
    if needs_hosts(event) and not fresh.hosts.all():
        raise HostMissing
    lacking = without_consent(event_as_is)
    if lacking:
        raise ConsentMissing([known.host for known in lacking])


def _with_times_of(fresh: Event, event: Event) -> Event:
    fresh.starts_at, fresh.ends_at = event.starts_at, event.ends_at
    return fresh


@transaction.atomic
def add_host(*, event: Event, resident: Resident, guest_limit: int | None = None) -> Host:
    """Return a new host of the event.

    Their consent may still be on its way while the event is being prepared. Raises HostUnavailable
    when the event is cancelled, or when the resident receives there already; ConsentMissing when
    the event is confirmed and the resident has not agreed to receive on its day.
    """
    if event.is_cancelled:
        raise HostUnavailable(_("This event was cancelled. Take it up again first."))
    if event.hosts.filter(resident=resident).exists():
        raise HostUnavailable(_("This resident already receives at this event."))
    host = Host(event=event, resident=resident, guest_limit=guest_limit)
    if event.is_confirmed and not any(covers(c, event) for c in resident.consents.all()):
        raise ConsentMissing([host])
    host.save()
    return host


@transaction.atomic
def add_hosts(*, event: Event, chosen: Mapping[int, str]) -> list[Host]:
    """Return new hosts, all or none.

    `chosen` holds keys of residents of the operation, each with what was typed as the number of
    guests, perhaps nothing. Raises what `add_host` raises, and HostUnavailable when nobody is
    chosen or a number is none.
    """
    residents = Resident.objects.filter(operation=event.operation, pk__in=chosen)
    if not chosen or len(residents) < len(chosen):
        raise HostUnavailable(_("Tick at least one resident of the list."))
    return [
        add_host(event=event, resident=resident, guest_limit=_limit(chosen[resident.pk]))
        for resident in residents.order_by("last_name", "first_name", "pk")
    ]


def _limit(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise HostUnavailable(_("The number of guests is a whole number, from 1 to 999."))
    return int(text)


@transaction.atomic
def remove_host(host: Host) -> None:
    """Free a resident from receiving; the event stays as it is."""
    host.delete()


@dataclass(frozen=True)
class Candidate:
    """A resident of the operation who could receive, and how often they were asked."""

    resident: Resident
    consent: Consent | None
    latest: Consent | None
    asked_count: int


def candidates(event: Event, *, operation: Operation) -> list[Candidate]:
    """Return the residents who could receive: those who agreed first, then the least asked.

    "Asked" counts the events at which they received or will, in the year around the event,
    cancelled ones left out.
    """
    year = datetime.timedelta(days=365)
    around = Q(
        hostings__event__starts_at__gt=event.starts_at - year,
        hostings__event__starts_at__lt=event.starts_at + year,
    ) & ~Q(hostings__event__status=Event.Status.CANCELLED)
    residents = (
        Resident.objects.filter(operation=operation)
        .exclude(hostings__event=event)
        .annotate(asked_count=Count("hostings", filter=around))
        .prefetch_related("consents")
        .order_by("last_name", "first_name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
    found = []
    for resident in residents:
        good, latest = consent_of(resident, event=event)
        found.append(Candidate(resident, good, latest, resident.asked_count))
    return sorted(found, key=lambda known: (known.consent is None, known.asked_count))


def residents_concerned(*, operation: Operation | None, event: Event) -> list[Resident]:
    """Return whom the texts of an event must not give away: its hosts, and the operation's.

    An event about no operation may be at anybody's home: everybody is concerned.
    """
    if operation is None:
        return list(Resident.objects.all())
    concerned = Q(operation=operation)
    if event.pk:
        concerned |= Q(hostings__event=event)
    return list(Resident.objects.filter(concerned).distinct())


def gives_away(text: str, residents: Sequence[Resident]) -> bool:
    """Tell whether the text says who one of these residents is, or how to reach them.

    Their full name, address, way in (or the code in it), phone or e-mail: what an event says goes
    into calendars and invitations, where no resident is to be found.
    """
    told = f" {' '.join(words(text))} "
    digits = re.sub(r"\D", "", text)
    for resident in residents:
        phone = re.sub(r"\D", "", resident.phone)
        if len(phone) >= SHORTEST_PHONE and phone in digits:
            return True
        if any(f" {secret} " in told for secret in _secrets(resident)):
            return True
    return False


def _secrets(resident: Resident) -> list[str]:
    """Return the folded texts that tell of a resident, their phone apart."""
    way_in = words(resident.access)
    secrets = [
        words(f"{resident.first_name} {resident.last_name}"),
        words(resident.email),
        *(known for known in (_street(resident), way_in) if len(known) > SHORTEST_ADDRESS),
        *([word] for word in way_in if len(word) >= SHORTEST_CODE and re.search("[0-9]", word)),
    ]
    return [" ".join(secret) for secret in secrets if secret]


def _street(resident: Resident) -> list[str]:
    """Return the words of the number and the street, without the flat, the code and the town."""
    number, _comma, rest = re.sub(r"\b[0-9]{5}\b.*", "", resident.address).partition(",")
    street = words(number)
    if len(street) > SHORTEST_ADDRESS:
        return street
    return [*street, *words(rest.partition(",")[0])]
