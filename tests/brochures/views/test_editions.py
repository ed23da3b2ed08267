import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from brochures.making import freeze, hand_over
from brochures.models import Handover
from tests import make
from tests.brochures import samples

TODAY = samples.TODAY


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition(communicator):
    brochure = samples.brochure(communicator)
    brochure.operations.add(samples.operation())
    return freeze(brochure=brochure, author=communicator, on=TODAY)


def page(client, edition):
    return client.get(f"/plaquettes/editions/{edition.pk}/").content.decode()


def test_it_shows_the_pages_and_that_the_file_is_the_frozen_one(reader, signed_in, edition):
    text = page(signed_in(reader), edition)
    assert "c’est bien le fichier qui a été figé" in text
    assert edition.sha256 in text
    assert text.count("/pages/") == edition.page_count
    assert "Remettre" not in text


def test_it_says_when_the_stored_file_changed(reader, signed_in, edition):
    default_storage.delete(edition.pdf.name)
    assert "n’est plus celui qui a été figé" in page(signed_in(reader), edition)
    assert signed_in(reader).get(reverse("edition_pdf", args=[edition.pk])).status_code == 404


def test_its_pages_are_images(reader, signed_in, edition):
    client = signed_in(reader)
    image = client.get(reverse("edition_page", args=[edition.pk, 4]))
    assert image["Content-Type"] == "image/png"
    assert "private" in image["Cache-Control"]
    assert client.get(reverse("edition_thumbnail", args=[edition.pk])).status_code == 200
    assert client.get(reverse("edition_page", args=[edition.pk, 5])).status_code == 404


def test_the_file_downloads_under_a_clean_name(reader, signed_in, edition):
    answer = signed_in(reader).get(reverse("edition_pdf", args=[edition.pk]))
    disposition = 'attachment; filename="habiter-a-port-elorn-edition-1.pdf"'
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        disposition,
    )
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"


def handing(**changes):
    return {
        "stakeholder": "Maëlle Kervelec’h",
        "handed_on": "2026-11-20",
        "means": "in_person",
        "note": "À la mairie.",
    } | changes


def test_a_handover_is_noted_and_can_be_undone(communicator, signed_in, edition):
    mayor = make.stakeholder(search_text="maelle kervelec h")
    client = signed_in(communicator)
    data = handing(stakeholder_pk=str(mayor.pk))
    address = reverse("handover_add", args=[edition.pk])
    answer = client.post(address, data, follow=True)
    assert Handover.objects.get().stakeholder == mayor
    text = answer.content.decode()
    assert "La remise est notée." in text
    token = text.partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert not Handover.objects.exists()


def test_a_day_to_come_or_nobody_is_refused(communicator, signed_in, edition):
    make.stakeholder(search_text="maelle kervelec h")
    client = signed_in(communicator)
    address = reverse("handover_add", args=[edition.pk])
    answer = client.post(address, handing(handed_on="2100-01-01"))
    assert answer.status_code == 422
    assert "Ce jour est encore à venir" in answer.content.decode()
    assert client.post(address, handing(stakeholder="")).status_code == 422
    assert not Handover.objects.exists()


def test_one_comes_from_a_person_with_the_person_chosen(communicator, signed_in, edition):
    mayor = make.stakeholder()
    address = f"{reverse('handover_add', args=[edition.pk])}?stakeholder={mayor.pk}"
    text = signed_in(communicator).get(address).content.decode()
    assert f'name="stakeholder_pk" value="{mayor.pk}"' in text


def test_readers_hand_nothing_over(reader, signed_in, edition):
    client = signed_in(reader)
    assert client.get(reverse("handover_add", args=[edition.pk])).status_code == 403


@pytest.mark.parametrize("name", ["edition_detail", "edition_pdf", "edition_thumbnail"])
def test_a_stranger_finds_nothing(stranger, signed_in, edition, name):
    assert signed_in(stranger).get(reverse(name, args=[edition.pk])).status_code == 404


def test_one_and_three_handovers_cost_the_same(
    communicator, signed_in, edition, django_assert_num_queries
):
    client = signed_in(communicator)
    client.get(f"/plaquettes/editions/{edition.pk}/")
    for wanted in (1, 3):
        while Handover.objects.count() < wanted:
            hand_over(
                edition=edition,
                stakeholder=make.stakeholder(),
                author=communicator,
                on=TODAY,
            )
        with django_assert_num_queries(7):
            page(client, edition)
