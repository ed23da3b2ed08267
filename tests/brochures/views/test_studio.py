import pytest
from django.urls import reverse

from brochures.making import freeze
from brochures.models import Brochure, Edition
from tests import make
from tests.brochures import samples

TODAY = samples.TODAY


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def brochure(communicator):
    samples.cooperative()
    made = samples.brochure(communicator, introduction="Ensemble.")
    made.operations.add(samples.operation())
    return made


def fields(client, brochure, **changes):
    """Return what the form of the studio posts, with some changes."""
    page = client.get(reverse("brochure_studio", args=[brochure.pk]))
    form = page.context["form"]
    values = {
        "headline": brochure.headline,
        "introduction": brochure.introduction,
        "operations": [operation.pk for operation in brochure.operations.all()],
        "_seen": form.stored_fingerprint,
    }
    return values | changes


def test_the_list_shows_editions_and_brochures_under_way(reader, communicator, signed_in, brochure):
    freeze(brochure=brochure, author=communicator, on=TODAY)
    page = signed_in(reader).get("/plaquettes/").content.decode()
    assert "Pas encore remise" in page
    assert f"/plaquettes/editions/{Edition.objects.get().pk}/vignette.png" in page
    assert "Préparer une plaquette" not in page


def test_the_list_costs_the_same_for_one_and_three(
    communicator, signed_in, brochure, django_assert_num_queries
):
    client = signed_in(communicator)
    client.get("/plaquettes/")
    freeze(brochure=brochure, author=communicator, on=TODAY)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get("/plaquettes/")
    for number in range(2):
        other = samples.brochure(communicator, headline=f"Autre {number}")
        freeze(brochure=other, author=communicator, on=TODAY)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get("/plaquettes/")


QUERIES_OF_THE_LIST = 7


def test_an_empty_shelf_offers_to_begin(communicator, signed_in):
    page = signed_in(communicator).get("/plaquettes/").content.decode()
    assert "L’étagère est encore vide" in page
    assert reverse("brochure_add") in page


def test_choosing_an_audience_and_a_commune_starts_a_brochure(communicator, signed_in):
    commune = make.commune()
    data = {"audience": "commune", "commune": commune.label, "commune_pk": str(commune.pk)}
    answer = signed_in(communicator).post("/plaquettes/nouvelle/", data)
    made = Brochure.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/plaquettes/{made.pk}/")


def test_without_a_commune_nothing_starts_and_the_reason_is_said(communicator, signed_in):
    data = {"audience": "commune", "commune": "Nulle-Part"}
    answer = signed_in(communicator).post("/plaquettes/nouvelle/", data)
    assert answer.status_code == 422
    assert "Nulle-Part" in answer.content.decode()
    assert not Brochure.objects.exists()


def test_the_studio_shows_fields_beside_pages_and_what_is_missing(
    communicator, signed_in, brochure
):
    client = signed_in(communicator)
    page = client.get(f"/plaquettes/{brochure.pk}/")
    text = page.content.decode()
    assert "4 pages A4" in text
    assert "Rien n’est demandé au lecteur." in text
    key = page.context["proof"].rendered.key
    image = client.get(reverse("brochure_page", args=[brochure.pk, key, 1]))
    assert (image.status_code, image["Content-Type"]) == (200, "image/png")
    assert client.get(reverse("brochure_page", args=[brochure.pk, key, 9])).status_code == 404


def test_saving_without_javascript_leads_back_to_the_studio(communicator, signed_in, brochure):
    client = signed_in(communicator)
    address = f"/plaquettes/{brochure.pk}/"
    answer = client.post(address, fields(client, brochure, headline="Vivre ici"))
    assert (answer.status_code, answer["Location"]) == (302, address)
    brochure.refresh_from_db()
    assert brochure.headline == "Vivre ici"


def test_htmx_gets_the_pages_anew_and_a_key_for_the_next_change(communicator, signed_in, brochure):
    client = signed_in(communicator)
    data = fields(client, brochure, headline="Vivre ici")
    answer = client.post(f"/plaquettes/{brochure.pk}/", data, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="proof"' in text
    assert 'hx-swap-oob="true"' in text
    seen = text.partition('name="_seen" value="')[2].partition('"')[0]
    again = data | {"headline": "Vivre là", "_seen": seen}
    answer = client.post(f"/plaquettes/{brochure.pk}/", again, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert Brochure.objects.get().headline == "Vivre là"


def test_an_empty_headline_is_refused_in_the_fields_only(communicator, signed_in, brochure):
    client = signed_in(communicator)
    data = fields(client, brochure, headline="")
    address = f"/plaquettes/{brochure.pk}/"
    assert client.post(address, data).status_code == 422
    answer = client.post(address, data, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#fields")
    assert "Ce champ est obligatoire." in answer.content.decode()


def test_more_operations_than_room_are_refused(communicator, signed_in, brochure):
    keys = [samples.operation(f"Opération {number}").pk for number in range(7)]
    client = signed_in(communicator)
    data = fields(client, brochure, operations=keys)
    answer = client.post(f"/plaquettes/{brochure.pk}/", data)
    assert answer.status_code == 422
    assert "Il y a la place pour 6 opérations" in answer.content.decode()


def test_a_version_saved_meanwhile_is_not_overwritten(communicator, signed_in, brochure):
    client = signed_in(communicator)
    data = fields(client, brochure, headline="Le mien")
    Brochure.objects.update(headline="Le leur")
    answer = client.post(f"/plaquettes/{brochure.pk}/", data)
    assert answer.status_code == 422
    assert "Le leur" in answer.content.decode()
    assert Brochure.objects.get().headline == "Le leur"


def test_freezing_makes_an_edition_once_even_when_posted_twice(communicator, signed_in, brochure):
    client = signed_in(communicator)
    data = {"_once": "6f1c0f0e-7f0a-4a51-9a2c-0d3f9b0f2a11"}
    address = reverse("brochure_freeze", args=[brochure.pk])
    first, second = client.post(address, data), client.post(address, data)
    assert first["Location"] == second["Location"]
    assert Edition.objects.count() == 1


def test_freezing_is_refused_with_a_sentence_when_a_consent_ended(
    communicator, signed_in, brochure
):
    said = samples.testimonial(brochure.operations.get(), communicator, withdrawn_on=TODAY)
    Brochure.objects.update(testimonial=said)
    answer = signed_in(communicator).post(reverse("brochure_freeze", args=[brochure.pk]))
    assert answer.status_code == 422
    assert "n’a plus d’accord en vigueur" in answer.content.decode()
    assert not Edition.objects.exists()


def test_readers_see_the_pages_but_change_nothing(reader, signed_in, brochure):
    client = signed_in(reader)
    text = client.get(f"/plaquettes/{brochure.pk}/").content.decode()
    assert "studio-fields" not in text
    assert client.post(f"/plaquettes/{brochure.pk}/", {}).status_code == 403
    assert client.post(reverse("brochure_freeze", args=[brochure.pk])).status_code == 403
    assert client.get("/plaquettes/nouvelle/").status_code == 403


@pytest.mark.parametrize("address", ["/plaquettes/", "/plaquettes/nouvelle/", "/plaquettes/{pk}/"])
def test_a_stranger_finds_nothing(stranger, signed_in, brochure, address):
    assert signed_in(stranger).get(address.format(pk=brochure.pk)).status_code == 404


def test_a_brochure_that_does_not_exist_is_not_found(reader, signed_in):
    assert signed_in(reader).get("/plaquettes/999/").status_code == 404
