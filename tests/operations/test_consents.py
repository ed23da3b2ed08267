import datetime

import pytest

from operations import consents, models
from operations.models import Consent
from tests import make
from tests.make import TODAY

pytestmark = pytest.mark.django_db
Kind, State = Consent.Kind, Consent.State
DAY = datetime.timedelta(days=1)


@pytest.fixture
def resident():
    return make.resident(make.operation())


@pytest.fixture
def finder():
    """Register what uses consents, for the length of a test."""
    found = []

    def uses(resident):
        return list(found)

    consents.register_use(uses)
    yield found
    consents._finders.remove(uses)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.IN_FORCE),
        ({"ends_on": TODAY}, State.IN_FORCE),
        ({"ends_on": TODAY - DAY}, State.ENDED),
        ({"given_on": TODAY + DAY}, State.COMING),
        ({"withdrawn_on": TODAY}, State.WITHDRAWN),
    ],
)
def test_a_consent_holds_between_its_days_and_until_withdrawn(changes, state):
    consent = Consent(kind=Kind.HOSTING, **({"given_on": TODAY} | changes))
    assert consent.state(TODAY) == state
    assert consent.is_in_force(TODAY) == (state == State.IN_FORCE)


def test_each_of_the_three_stands_alone(resident, scheduler):
    make.consent(resident, Kind.HOSTING, scheduler)
    standings = consents.standings(resident, TODAY)
    assert [(row.kind, row.is_in_force) for row in standings] == [
        (Kind.HOSTING, True),
        (Kind.TESTIMONY, False),
        (Kind.IMAGE, False),
    ]
    assert consents.agreements(resident, TODAY) == [Kind.HOSTING]


def test_the_consent_in_force_is_shown_before_a_later_one_that_ended(resident, scheduler):
    holds = make.consent(resident, Kind.IMAGE, scheduler)
    make.consent(resident, Kind.IMAGE, scheduler, given_on=TODAY - 5 * DAY, ends_on=TODAY - DAY)
    assert consents.standings(resident, TODAY)[2].consent == holds


def test_a_withdrawal_ends_every_paper_of_that_kind_and_no_other(resident, scheduler):
    first = make.consent(resident, Kind.TESTIMONY, scheduler)
    second = make.consent(resident, Kind.TESTIMONY, scheduler)
    hosting = make.consent(resident, Kind.HOSTING, scheduler)
    ended = consents.withdraw(first, on=TODAY)
    assert ended == [first.pk, second.pk]
    assert consents.agreements(resident, TODAY) == [Kind.HOSTING]
    assert consents.reinstate(ended) == resident.pk
    assert consents.agreements(resident, TODAY) == [Kind.HOSTING, Kind.TESTIMONY]
    assert hosting.history.count() == 1


def test_what_uses_a_withdrawn_consent_is_listed_to_be_put_right(resident, scheduler, finder):
    finder.append(consents.Use(kind=Kind.TESTIMONY, text="Plaquette Bruz", url="/x/"))
    consent = make.consent(resident, Kind.TESTIMONY, scheduler)
    assert [row.is_still_used for row in consents.standings(resident, TODAY)] == [False] * 3
    consents.withdraw(consent, on=TODAY)
    assert [row.is_still_used for row in consents.standings(resident, TODAY)] == [
        False,
        True,
        False,
    ]
    assert consents.uses_of(resident, Kind.HOSTING) == []
    assert consents.uses_of(resident, Kind.TESTIMONY) == finder


def test_a_consent_that_is_missing_is_said(resident, scheduler):
    with pytest.raises(consents.ConsentMissing):
        consents.require(resident, Kind.TESTIMONY, TODAY)
    consent = make.consent(resident, Kind.TESTIMONY, scheduler)
    assert consents.require(resident, Kind.TESTIMONY, TODAY) == consent


def test_words_are_publishable_only_while_their_author_agrees(resident, communicator):
    words = models.Testimonial.objects.create(
        resident=resident,
        quote="On est chez nous.",
        signature="Nolwenn",
        collected_on=TODAY,
        collected_by=communicator,
    )
    assert not models.Testimonial.objects.publishable(TODAY).exists()
    consent = make.consent(resident, Kind.TESTIMONY, communicator, ends_on=TODAY)
    assert list(models.Testimonial.objects.publishable(TODAY)) == [words]
    assert not models.Testimonial.objects.publishable(TODAY + DAY).exists()
    consents.withdraw(consent, on=TODAY)
    assert not models.Testimonial.objects.publishable(TODAY).exists()
    assert models.Testimonial.objects.with_publishable(TODAY).get().is_publishable is False
