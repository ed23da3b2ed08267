import pytest
from django.test import RequestFactory

from brochures import panels
from brochures.making import freeze, hand_over
from tests import make
from tests.brochures import samples

TODAY = samples.TODAY


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def request_(communicator):
    request = RequestFactory().get("/")
    request.user = communicator
    return request


@pytest.fixture
def edition(communicator):
    return freeze(brochure=samples.brochure(communicator), author=communicator, on=TODAY)


def test_somebody_is_offered_the_latest_edition_about_their_commune(request_, edition):
    mayor = make.stakeholder()
    make.mandate(mayor)
    newer = freeze(brochure=edition.brochure, author=request_.user, on=TODAY)
    assert panels.of_stakeholder(request_, mayor) == {"handovers": [], "waiting": [newer]}
    handover = hand_over(edition=newer, stakeholder=mayor, author=request_.user, on=TODAY)
    assert panels.of_stakeholder(request_, mayor) == {"handovers": [handover], "waiting": []}


def test_somebody_with_nothing_shows_nothing(request_, edition):
    assert panels.of_stakeholder(request_, make.stakeholder()) is None


def test_a_commune_shows_its_editions(request_, edition):
    commune = make.commune()
    assert panels.of_territory(request_, commune) == {"editions": [edition], "territory": commune}


def test_an_organization_shows_what_was_written_for_it_and_handed_to_its_people(request_):
    bank = make.bank()
    assert panels.of_organization(request_, bank) is None
    brochure = samples.brochure(request_.user, audience="bank", organization=bank)
    edition = freeze(brochure=brochure, author=request_.user, on=TODAY)
    director = make.stakeholder()
    make.post(director, bank)
    handover = hand_over(edition=edition, stakeholder=director, author=request_.user, on=TODAY)
    assert panels.of_organization(request_, bank) == {
        "handovers": [handover],
        "editions": [edition],
    }


def test_the_pages_below_show_the_panels(communicator, signed_in, edition):
    mayor = make.stakeholder()
    make.mandate(mayor)
    text = signed_in(communicator).get(f"/personnes/{mayor.pk}/").content.decode()
    assert "Plaquettes remises" in text
    assert "pas encore remise" in text
