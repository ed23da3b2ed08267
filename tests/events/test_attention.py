"""What an event lacks, in words."""

import datetime

from django.utils import translation

from accounts.models import User
from events import attention, hosting, inviting, planning
from events.attention import Lacking
from events.models import Event, Guest
from operations.models import Consent
from tests import make

HOSTING = Consent.Kind.HOSTING


def kinds(event: Event, on: datetime.date = make.TODAY) -> list[Lacking]:
    fresh = Event.objects.with_parts().get(pk=event.pk)
    return [lack.kind for lack in attention.missing_for(fresh, on)]


def visit(scheduler: User) -> Event:
    return make.event(scheduler, operation=make.operation())


def test_a_new_home_visit_lacks_a_host_guests_and_its_confirmation(scheduler: User) -> None:
    assert kinds(visit(scheduler)) == [Lacking.HOST, Lacking.GUEST, Lacking.CONFIRMATION]


def test_nothing_is_missing_from_an_event_that_is_over_or_cancelled(scheduler: User) -> None:
    event = visit(scheduler)
    assert kinds(event, on=datetime.date(2026, 12, 4)) == []
    assert kinds(planning.cancel(event)) == []


def test_a_host_without_consent_is_named_only_to_those_who_may_read_it(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    hosting.add_host(event=event, resident=make.resident(event.operation))
    hosting.add_host(event=event, resident=make.resident(event.operation, "Ronan", "Le Bris"))
    with translation.override("en"):
        named = [str(lack) for lack in attention.missing_for(event, make.TODAY, named=True)]
        unnamed = [str(lack) for lack in attention.missing_for(event, make.TODAY)]
    assert named[:2] == [
        "The written consent of Nolwenn Quéré is missing.",
        "The written consent of Ronan Le Bris is missing.",
    ]
    assert unnamed[0] == "The written consent of 2 hosts is missing."


def test_a_confirmed_visit_whose_host_withdraws_is_to_look_at_again(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    consent = make.consent(resident, HOSTING, scheduler)
    hosting.add_host(event=event, resident=resident)
    planning.confirm(event)
    assert not attention.is_blocked(Event.objects.with_parts().get(pk=event.pk))
    consent.withdrawn_on = make.TODAY
    consent.save()
    fresh = Event.objects.with_parts().get(pk=event.pk)
    assert attention.is_blocked(fresh)
    with translation.override("en"):
        (lack, *_rest) = attention.missing_for(fresh, make.TODAY, named=True)
        assert str(lack).startswith("Nolwenn Quéré took back their consent on")


def test_a_confirmed_visit_moved_past_a_consent_is_to_look_at_again(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    make.consent(resident, HOSTING, scheduler, ends_on=event.starts_on)
    hosting.add_host(event=event, resident=resident)
    planning.confirm(event)
    planning.move(event, starts_at=event.starts_at + datetime.timedelta(days=1))
    assert kinds(event)[0] == Lacking.CONSENT


def test_a_text_that_gives_a_host_away_is_told(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation, address="12 rue des Ajoncs")
    make.consent(resident, HOSTING, scheduler)
    hosting.add_host(event=event, resident=resident)
    event.meeting_point = "12 rue des Ajoncs"
    planning.change(event)
    assert kinds(event)[0] == Lacking.PRIVACY


def test_too_many_guests_for_the_hosts_and_silent_ones_are_told(scheduler: User) -> None:
    event = visit(scheduler)
    assert event.operation
    resident = make.resident(event.operation)
    make.consent(resident, HOSTING, scheduler)
    hosting.add_host(event=event, resident=resident, guest_limit=1)
    planning.confirm(event)
    for name in ("Maëlle", "Yves", "Soazig"):
        guest = inviting.invite(event=event, stakeholder=make.stakeholder(name))
        if name != "Soazig":
            inviting.answer(guest, answer=Guest.Answer.ACCEPTED, on=make.TODAY)
    near = event.starts_on - datetime.timedelta(days=attention.ANSWERS_EXPECTED)
    assert kinds(event, on=near) == [Lacking.ROOM, Lacking.ANSWER]
    assert kinds(event, on=near - datetime.timedelta(days=1)) == [Lacking.ROOM]
