"""Residents receive only under a consent in force on the day of the event."""

import datetime

import pytest

from accounts.models import User
from events import hosting, planning
from events.hosting import ConsentMissing, HostMissing, HostUnavailable
from events.models import Event
from operations.models import Consent
from tests import make

HOSTING = Consent.Kind.HOSTING
EVENT_DAY = datetime.date(2026, 12, 3)


def visit(scheduler: User) -> Event:
    return make.event(scheduler, operation=make.operation())


def test_a_home_visit_without_hosts_is_not_confirmed(scheduler: User) -> None:
    with pytest.raises(HostMissing):
        planning.confirm(visit(scheduler))


@pytest.mark.parametrize(
    "consent",
    [
        None,
        {"kind": Consent.Kind.IMAGE},
        {"kind": HOSTING, "withdrawn_on": make.TODAY},
        {"kind": HOSTING, "ends_on": EVENT_DAY - datetime.timedelta(days=1)},
        {"kind": HOSTING, "given_on": EVENT_DAY + datetime.timedelta(days=1)},
    ],
)
def test_a_home_visit_is_not_confirmed_without_a_consent_for_its_day(
    scheduler: User, consent: dict | None
) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    if consent:
        make.consent(resident, recorded_by=scheduler, **consent)
    host = hosting.add_host(event=event, resident=resident)
    with pytest.raises(ConsentMissing) as refusal:
        planning.confirm(event)
    assert refusal.value.hosts == [host]
    assert "Nolwenn" not in str(refusal.value)
    event.refresh_from_db()
    assert event.status == Event.Status.DRAFT


@pytest.mark.parametrize("ends_on", [None, EVENT_DAY])
def test_a_home_visit_is_confirmed_when_every_host_has_consented(
    scheduler: User, ends_on: datetime.date | None
) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    make.consent(resident, HOSTING, scheduler, ends_on=ends_on)
    hosting.add_host(event=event, resident=resident)
    planning.confirm(event)
    event.refresh_from_db()
    assert event.is_confirmed
    assert event.sequence == 1


def test_an_event_without_hosts_that_is_no_home_visit_is_confirmed(scheduler: User) -> None:
    event = make.event(scheduler, kind=Event.Kind.INAUGURATION)
    assert planning.confirm(event).is_confirmed


def test_a_confirmed_visit_takes_only_hosts_who_consented(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    first = make.resident(event.operation)
    make.consent(first, HOSTING, scheduler)
    hosting.add_host(event=event, resident=first)
    planning.confirm(event)
    other = make.resident(event.operation, "Ronan", "Le Bris")
    with pytest.raises(ConsentMissing):
        hosting.add_host(event=event, resident=other)
    assert event.hosts.count() == 1


def test_nobody_receives_twice_at_an_event_nor_at_a_cancelled_one(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    hosting.add_host(event=event, resident=resident)
    with pytest.raises(HostUnavailable):
        hosting.add_host(event=event, resident=resident)
    planning.cancel(event)
    with pytest.raises(HostUnavailable):
        hosting.add_host(event=event, resident=make.resident(event.operation, "Ronan"))


def test_those_who_consented_are_proposed_first_then_the_least_asked(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    asked = make.resident(event.operation, "Anne", "Abgrall")
    free = make.resident(event.operation, "Brieuc", "Briand")
    unknown = make.resident(event.operation, "Cécile", "Cadiou")
    make.consent(asked, HOSTING, scheduler)
    make.consent(free, HOSTING, scheduler)
    hosting.add_host(event=visit(scheduler), resident=asked)
    hosting.add_host(event=planning.cancel(visit(scheduler)) and visit(scheduler), resident=asked)
    found = hosting.candidates(event, operation=event.operation)
    assert [(c.resident, bool(c.consent), c.asked_count) for c in found] == [
        (free, True, 0),
        (asked, True, 2),
        (unknown, False, 0),
    ]


@pytest.mark.parametrize(
    ("text", "given_away"),
    [
        ("Rendez-vous au 12, rue des AJONCS", True),
        ("Chez Nolwenn Quere", True),
        ("Chez Nolwenn", False),
        ("Rue des Ajoncs", False),
        ("Devant la mairie", False),
        ("112 rue des Ajoncs", False),
        ("Devant le 12, rue des Ajoncs, à Port-Élorn", True),
        ("Hall B, code 42B7", True),
        ("Au 06.39.98.10.05", True),
        ("Écrire à nolwenn@habitants.example", True),
        ("Parking de 40 places, ligne 42", False),
    ],
)
def test_a_text_that_names_a_resident_or_their_address_is_recognised(
    scheduler: User, text: str, given_away: bool
) -> None:
    resident = make.resident(
        make.operation(),
        address="12, rue des Ajoncs, logement 3, 29800 Port-Élorn",
        access="Code 42B7",
        phone="06 39 98 10 05",
        email="nolwenn@habitants.example",
    )
    assert hosting.gives_away(text, [resident]) is given_away
