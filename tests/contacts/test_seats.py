import datetime

from django.utils import translation

from contacts import facts, people, seats
from contacts.models import Stakeholder
from contacts.templatetags.contacts import ago, headline
from directory.models import SeatKind
from tests import make
from tests.contacts import register


def test_the_seat_named_first_is_the_one_of_the_smallest_rank(db):
    holder = make.stakeholder()
    make.councillor(holder, kind=SeatKind.INTERCOMMUNAL, title="2e vice-présidente", rank=102)
    make.mandate(holder, title="Maire", rank=20)
    make.post(holder, make.bank())
    assert seats.first(holder, on=make.TODAY).line == "Maire de Port-Élorn"
    assert headline(holder, make.TODAY) == (
        "Maire de Port-Élorn · depuis mars 2026 · et 2 autres fonctions"
    )


def test_fetched_with_their_seats_people_cost_no_more_queries(db, django_assert_num_queries):
    for number in range(3):
        holder = make.stakeholder(last_name=f"N{number}")
        make.councillor(holder)
        make.post(holder, make.bank(f"Banque {number}"))
    with django_assert_num_queries(3):
        found = list(Stakeholder.objects.with_seats(make.TODAY))
        assert [len(seats.current(holder, on=make.TODAY)) for holder in found] == [2, 2, 2]


def test_a_seat_that_ended_today_is_held_no_more(db):
    holder = make.stakeholder()
    make.mandate(holder, ended_on=make.TODAY)
    assert seats.first(holder, on=make.TODAY) is None
    assert seats.label(holder, on=make.TODAY) == "Maëlle Kervelec’h"


def test_the_timeline_shows_what_is_held_then_what_ended_with_its_source(db):
    holder = make.stakeholder()
    old = make.mandate(
        holder,
        started_on=datetime.date(2014, 4, 1),
        ended_on=datetime.date(2020, 5, 1),
        seen_in=register.edition(published_on=datetime.date(2020, 1, 1)),
    )
    now = make.mandate(holder, seen_in=register.edition())
    steps = seats.timeline(holder, on=make.TODAY)
    assert [(step.seat, step.is_current) for step in steps] == [(now, True), (old, False)]
    assert steps[0].source == "RNE du 6\N{NO-BREAK SPACE}mai 2026"


def test_what_somebody_typed_says_who_and_when(director):
    holder = people.add_stakeholder(
        first_name="A", last_name="B", source_on=datetime.date(2026, 5, 12), created_by=director
    )
    assert facts.origin(holder) == "noté par Claire le 12\N{NO-BREAK SPACE}mai 2026"


def test_a_past_day_is_told_as_one_speaks():
    today = make.TODAY
    with translation.override("fr"):
        told = [ago(today - datetime.timedelta(days=days), today) for days in (0, 1, 12, 90, 800)]
    assert told == ["aujourd’hui", "hier", "il y a 12 jours", "il y a 3 mois", "il y a 2 ans"]
