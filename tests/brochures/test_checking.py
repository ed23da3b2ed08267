import datetime

import pytest
from django.utils import translation

from brochures.checking import proof
from brochures.filling import place_at, production
from brochures.making import start_brochure
from directory.models import Territory
from operations.models import Milestone
from tests import make
from tests.brochures import samples

TODAY = samples.TODAY


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def hints(brochure):
    with translation.override("en"):
        return [hint.text for hint in proof(brochure, on=TODAY).hints]


def start(author, audience="commune"):
    return start_brochure(audience=audience, commune=make.commune(), author=author, on=TODAY)


def test_a_bare_brochure_says_all_it_lacks(communicator):
    brochure = samples.brochure(communicator)
    assert hints(brochure) == [
        "No operation is chosen.",
        "No figure for “prices and households”.",
        "No figure for “housing targets (SRU, PLH)”.",
        "No introduction.",
        "Nothing is asked of the reader.",
        "Nobody to call.",
        "No testimonial is quoted, and nobody's words may be yet.",
        "The cooperative does not say who it is: the administrator may, in the settings.",
    ]


def test_an_operation_without_photo_is_named(communicator):
    samples.cooperative()
    samples.operation().photos.all().delete()
    said = hints(start(communicator))
    assert "No photo for Le Clos des Pins: a drawing takes its place." in said


def test_an_old_figure_is_named(communicator):
    samples.stored_figure(dated_on=datetime.date(2023, 1, 1))
    brochure = start(communicator)
    assert "The figure “22 % sous le marché” is more than two years old." in hints(brochure)


def test_a_withdrawn_consent_forbids_to_freeze(communicator):
    said = samples.testimonial(samples.operation(), communicator)
    brochure = start(communicator)
    said.resident.consents.update(withdrawn_on=TODAY)
    made = proof(brochure, on=TODAY)
    assert not made.may_be_frozen
    assert [hint.is_blocking for hint in made.hints][:1] == [True]


def test_a_text_that_runs_over_says_which_part(communicator):
    samples.cooperative()
    for number in range(6):
        samples.operation(f"OPÉRATION AU NOM TRÈS LONG {number} " * 5)
    brochure = start(communicator)
    said = [text for text in hints(brochure) if text.startswith("The text runs over")]
    assert said == ["The text runs over: 5 pages instead of 4. Shorten “Our operations”."]


def test_a_lost_picture_shows_no_page_and_forbids_to_freeze(communicator):
    operation = samples.operation()
    brochure = start(communicator)
    photo = operation.photos.get()
    photo.image.storage.delete(photo.image.name)
    made = proof(brochure, on=TODAY)
    assert (made.rendered, made.may_be_frozen, list(made.pages)) == (None, False, [])


def test_production_counts_homes_per_year_and_those_planned(db):
    samples.operation()
    coming = samples.operation("À venir")
    coming.milestones.update(done_on=None, planned_on=datetime.date(2026, 12, 1))
    bars = production(on=TODAY)
    assert [(bar.label, bar.done, bar.planned) for bar in bars] == [
        ("2023", (0, 0), 0),
        ("2024", (0, 0), 0),
        ("2025", (0, 12), 0),
        ("2026", (0, 0), 12),
    ]
    Milestone.objects.all().delete()
    assert production(on=TODAY) == []


@pytest.mark.parametrize(
    ("name", "name_of", "wanted"),
    [
        ("Quimper", "de Quimper", "à Quimper"),
        ("Le Faou", "du Faou", "au Faou"),
        ("Les Moutiers", "des Moutiers", "aux Moutiers"),
        ("La Forêt", "de la Forêt", "à la Forêt"),
        ("Ergué", "d’Ergué", "à Ergué"),
    ],
)
def test_the_place_is_said_as_one_says_it(name, name_of, wanted):
    assert place_at(Territory(name=name, name_of=name_of)) == wanted
