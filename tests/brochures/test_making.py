import datetime
import hashlib
import io

import pypdf
import pytest

from brochures.filling import contents_of
from brochures.making import (
    ConsentMissing,
    figures_for,
    freeze,
    hand_over,
    start_brochure,
    take_back,
)
from brochures.models import Handover
from brochures.rendering import PictureMissing
from operations.consents import uses_of
from operations.models import Milestone
from tests import make
from tests.brochures import samples

TODAY = samples.TODAY


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def content(edition):
    with edition.pdf.open("rb") as file:
        return file.read()


def start(author, audience="commune", **extra):
    return start_brochure(
        audience=audience, commune=make.commune(), author=author, on=TODAY, **extra
    )


def test_a_brochure_starts_with_what_we_know_of_the_commune(communicator):
    here = samples.operation()
    samples.operation("Ailleurs", commune=make.commune("Ploumoger", "29902"))
    said = samples.testimonial(here, communicator)
    figure = samples.stored_figure()
    brochure = start(communicator)
    assert brochure.headline == "Habiter à Port-Élorn"
    assert list(brochure.operations.all()) == [here]
    assert brochure.cover == here.photos.get()
    assert brochure.testimonial == said
    assert list(brochure.figures.all()) == [figure]
    assert brochure.contact == communicator


def test_words_without_consent_are_not_proposed(communicator):
    samples.testimonial(samples.operation(), communicator, withdrawn_on=TODAY)
    assert start(communicator).testimonial is None


def test_a_bank_is_shown_what_is_under_way_elsewhere_too(communicator):
    here = samples.operation()
    coming = make.operation("À venir", commune=make.commune("Ploumoger", "29902"))
    samples.operation("Livrée ailleurs", commune=coming.commune)
    bank = make.bank()
    brochure = start(communicator, "bank", organization=bank)
    assert set(brochure.operations.all()) == {here, coming}
    assert (brochure.organization, brochure.testimonial) == (bank, None)


def test_figures_come_for_the_audience_and_the_territories_around(communicator):
    commune, other = make.commune(), make.commune("Ploumoger", "29902")
    for_all = samples.stored_figure(value="1")
    of_here = samples.stored_figure(value="2", territory=commune, audience="commune")
    samples.stored_figure(value="3", territory=other)
    samples.stored_figure(value="4", audience="bank")
    assert figures_for(audience="commune", commune=commune) == [for_all, of_here]


def test_an_edition_keeps_the_file_its_checksum_and_its_author(communicator):
    samples.cooperative()
    samples.operation()
    brochure = start(communicator)
    edition = freeze(brochure=brochure, author=communicator, on=TODAY)
    data = content(edition)
    assert hashlib.sha256(data).hexdigest() == edition.sha256
    assert (edition.number, edition.page_count, edition.title) == (1, 4, brochure.headline)
    assert edition.frozen_at.date() == TODAY
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "Édition 1" in text
    assert freeze(brochure=brochure, author=communicator, on=TODAY).number == 2


def test_two_brochures_that_say_the_same_have_the_same_checksum(communicator):
    samples.operation()
    first = freeze(brochure=start(communicator), author=communicator, on=TODAY)
    second = freeze(brochure=start(communicator), author=communicator, on=TODAY)
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    "consent",
    [{"withdrawn_on": TODAY}, {"ends_on": TODAY - datetime.timedelta(days=1)}],
)
def test_a_consent_that_ended_blocks_the_next_edition(communicator, consent):
    said = samples.testimonial(samples.operation(), communicator)
    brochure = start(communicator)
    said.resident.consents.update(**consent)
    with pytest.raises(ConsentMissing) as refusal:
        freeze(brochure=brochure, author=communicator, on=TODAY)
    assert "Nolwenn, accédante" in str(refusal.value)
    assert brochure.editions.count() == 0


def test_a_withdrawal_finds_the_drafts_that_quote_the_resident(communicator):
    said = samples.testimonial(samples.operation(), communicator)
    brochure = start(communicator)
    uses = uses_of(said.resident)
    assert [use.url for use in uses] == [f"/plaquettes/{brochure.pk}/"]


def test_a_lost_picture_blocks_the_edition_and_is_named(communicator):
    operation = samples.operation()
    brochure = start(communicator)
    photo = operation.photos.get()
    photo.image.storage.delete(photo.image.name)
    with pytest.raises(PictureMissing) as refusal:
        freeze(brochure=brochure, author=communicator, on=TODAY)
    assert "Façades au soleil" in str(refusal.value)


def test_a_planned_delivery_is_not_called_done(communicator):
    operation = samples.operation()
    operation.milestones.update(done_on=None, planned_on=datetime.date(2028, 6, 1))
    Milestone.objects.filter(operation=operation).update(kind=Milestone.Kind.DELIVERY)
    edition = freeze(brochure=start(communicator), author=communicator, on=TODAY)
    reader = pypdf.PdfReader(io.BytesIO(content(edition)))
    text = " ".join(reader.pages[1].extract_text().split())
    assert "livraison prévue en juin 2028" in text


def test_a_handover_is_noted_and_taken_back(communicator):
    samples.operation()
    edition = freeze(brochure=start(communicator), author=communicator, on=TODAY)
    mayor = make.stakeholder()
    handover = hand_over(
        edition=edition, stakeholder=mayor, author=communicator, on=TODAY, means="post"
    )
    assert (handover.stakeholder, handover.means) == (mayor, Handover.Means.POST)
    assert take_back(handover.pk) == edition
    assert take_back(handover.pk) is None


def test_words_withdrawn_leave_every_page_even_of_a_draft(communicator):
    said = samples.testimonial(samples.operation(), communicator)
    brochure = start(communicator)
    quoted = contents_of(brochure, on=TODAY).quote
    assert quoted is not None
    assert quoted.words == said.quote
    said.resident.consents.update(withdrawn_on=TODAY)
    assert contents_of(brochure, on=TODAY).quote is None
