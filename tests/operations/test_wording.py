import datetime

import pytest
from django.utils import translation

from operations.models import Milestone, Tenure
from operations.wording import homes_in_words, standing_in_words, timeline
from tests.make import TODAY

Kind = Milestone.Kind
DAY = datetime.date


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def step(kind, planned_on=None, done_on=None):
    return Milestone(kind=kind, planned_on=planned_on, done_on=done_on)


def test_homes_are_counted_for_the_reader_and_told_by_tenure():
    tenures = [Tenure(kind="brs", home_count=12), Tenure(kind="psla", home_count=12)]
    assert homes_in_words(tenures) == "24 homes: 12 in BRS, 12 in PSLA"
    assert homes_in_words([Tenure(kind="brs", home_count=1)]) == "1 home in BRS"
    assert homes_in_words([]) == ""


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([], "under study"),
        ([step(Kind.PERMIT, planned_on=DAY(2027, 2, 1))], "permit expected in February 2027"),
        ([step(Kind.PERMIT, planned_on=DAY(2026, 3, 1))], "permit awaited since March 2026"),
        (
            [
                step(Kind.GROUND_BREAKING, done_on=DAY(2026, 3, 12)),
                step(Kind.DELIVERY, planned_on=DAY(2027, 4, 1)),
            ],
            "first stone laid on 12\xa0March 2026, delivery planned for April 2027",
        ),
        (
            [
                step(Kind.INAUGURATION, done_on=DAY(2025, 9, 12)),
                step(Kind.DELIVERY, done_on=DAY(2025, 6, 20)),
            ],
            "delivered in June 2025, inaugurated on 12\xa0September 2025",
        ),
        (
            [step(Kind.GROUND_BREAKING, planned_on=DAY(2026, 11, 21))],
            "first stone planned for 21\xa0November 2026, not laid yet",
        ),
    ],
)
def test_where_an_operation_stands_is_said_in_one_sentence(steps, sentence):
    assert standing_in_words(steps, TODAY) == sentence


def test_the_planned_day_itself_is_not_late():
    assert step(Kind.PERMIT, planned_on=TODAY).state(TODAY) == Milestone.State.PLANNED


def test_a_step_noted_as_done_later_is_not_done_before_that_day():
    noted = step(Kind.DELIVERY, done_on=DAY(2026, 12, 1))
    assert noted.state(TODAY) == Milestone.State.PLANNED
    assert noted.state(DAY(2026, 12, 1)) == Milestone.State.DONE


def test_the_timeline_always_tells_the_four_steps_in_order():
    lines = timeline([step(Kind.DELIVERY, done_on=DAY(2025, 6, 20))], TODAY)
    assert [line.kind for line in lines] == list(Kind)
    assert [line.text for line in lines] == ["", "", "delivered in June 2025", ""]


def test_french_says_it_as_the_catalogue_prints_it():
    with translation.override("fr"):
        assert homes_in_words([Tenure(kind="brs", home_count=24)]) == "24\xa0logements en BRS"
        said = standing_in_words([step(Kind.DELIVERY, done_on=DAY(2025, 6, 1))], TODAY)
    assert said == "livrée en juin 2025"
