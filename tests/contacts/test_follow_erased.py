"""Whoever was erased comes back by no click on the register, unless they ask for it."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from contacts import deciding, erasing, following, turnover, turnover_reading
from contacts.models import Stakeholder, TurnoverLine
from directory.models import RegisterPerson
from tests import make
from tests.contacts import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def erased(director: Any) -> RegisterPerson:
    """Return the line of the register of somebody entered by hand, then erased."""
    by_hand = make.stakeholder("Anne", "Le Goff")
    make.councillor(by_hand)
    plan = erasing.plan(person=by_hand, reason="asked", author=director, now=timezone.now())
    erasing.carry_out(plan, now=timezone.now())
    line = register.person(born_on=None)
    register.seat(line)
    return line


def test_a_click_on_follow_is_asked_about_first(erased, director, signed_in):
    client = signed_in(director)
    answer = client.post(f"/personnes/suivre/{erased.pk}/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Cette personne a demandé à être effacée" in page
    assert re.search(rf'action="/personnes/suivre/{erased.pk}/"', page)
    assert not Stakeholder.objects.exists()


def test_they_come_back_when_they_ask(erased, director, signed_in):
    answer = signed_in(director).post(f"/personnes/suivre/{erased.pk}/", {"erased_seen": "1"})
    assert answer.headers["Location"] == f"/personnes/{Stakeholder.objects.get().pk}/"


def test_a_namesake_elsewhere_is_followed(erased, director):
    other = register.person(born_on=None, identity="another")
    register.seat(other, make.commune("Bourg", "29801"))
    assert following.take_in(other, author=director).is_new


def test_the_review_writes_nothing_of_them_and_says_so(erased, director):
    before = make.mandate(make.stakeholder(), started_on=datetime.date(2020, 5, 25))
    turnover.build_all()
    lines = TurnoverLine.objects.filter(person=erased, matter=TurnoverLine.Matter.NEWCOMER)
    done = deciding.accept(lines, by=director)
    assert (done.done_count, done.left_count, done.erased_count) == (0, 1, 1)
    assert Stakeholder.objects.get() == before.stakeholder
    assert turnover_reading.said(done, "accept") == (
        "0 ligne acceptée. 1 ligne concerne une personne effacée : rien n’en a été écrit."
    ).replace(" :", "\N{NO-BREAK SPACE}:")
