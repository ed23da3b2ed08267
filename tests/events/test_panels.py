"""What the pages of a person, an operation and a territory show of events."""

import datetime
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from directory.models import Territory
from events import inviting, panels, planning
from tests import make

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def november(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def request_of(user: User) -> Any:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_person_sees_invitations_to_come_then_past_ones(scheduler: User) -> None:
    maelle = make.stakeholder()
    past = make.event(scheduler, starts_at=NOW - datetime.timedelta(days=3))
    coming = make.event(scheduler)
    for event in (past, coming):
        inviting.invite(event=event, stakeholder=maelle)
    shown = panels.of_stakeholder(request_of(scheduler), maelle)
    assert [line.event for line in shown["coming"]] == [coming]
    assert [line.event for line in shown["past"]] == [past]
    assert str(shown["coming"][0].answer) == "sans réponse"


def test_an_operation_shows_its_events_and_where_to_plan_another(
    scheduler: User, reader: User
) -> None:
    operation = make.operation()
    event = make.event(scheduler, operation=operation)
    planning.cancel(make.event(scheduler, operation=operation))
    make.event(scheduler)
    shown = panels.of_operation(request_of(scheduler), operation)
    assert [line.event for line in shown["coming"]] == [event]
    assert shown["add_url"] == f"?operation={operation.pk}"
    assert panels.of_operation(request_of(reader), operation)["add_url"] == ""


def test_a_territory_shows_the_events_of_its_communes(scheduler: User) -> None:
    around = Territory.objects.create(
        kind=Territory.Kind.INTERCOMMUNALITY, code="999999999", name="Élorn", sort_key="elorn"
    )
    commune = make.commune(intercommunality=around)
    event = make.event(scheduler, commune=commune, starts_at=timezone.now())
    for territory in (commune, around):
        shown = panels.of_territory(request_of(scheduler), territory)
        assert shown is not None
        assert [line.event for line in shown["coming"]] == [event]
    country = Territory(kind=Territory.Kind.COUNTRY, code="FR", name="France")
    assert panels.of_territory(request_of(scheduler), country) is None
