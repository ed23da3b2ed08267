import pytest
from django.urls import reverse

from brochures.models import Figure, Wording
from tests import make
from tests.brochures import samples


def figure(**changes):
    return {
        "value": "22 %",
        "label": "sous le marché",
        "source": "Observatoire",
        "dated_on": "2026-03-01",
        "place": "price",
        "audience": "",
        "territory": "",
        "position": "0",
    } | changes


def test_figures_are_shown_with_source_and_date(reader, signed_in):
    samples.stored_figure(territory=make.commune())
    text = signed_in(reader).get("/plaquettes/chiffres/").content.decode()
    assert "Observatoire, 1er\N{NO-BREAK SPACE}mars 2026" in text
    assert "Port-Élorn" in text
    assert "Ajouter un chiffre" not in text


def test_one_and_three_figures_cost_the_same(reader, signed_in, django_assert_num_queries):
    client = signed_in(reader)
    client.get("/plaquettes/chiffres/")
    for wanted in (1, 3):
        while Figure.objects.count() < wanted:
            samples.stored_figure(territory=make.commune())
        with django_assert_num_queries(6):
            client.get("/plaquettes/chiffres/")


def test_a_figure_is_added_and_changed(communicator, signed_in):
    client = signed_in(communicator)
    assert client.post("/plaquettes/chiffres/nouveau/", figure()).status_code == 302
    made = Figure.objects.get()
    address = reverse("figure_edit", args=[made.pk])
    seen = client.get(address).context["form"].stored_fingerprint
    client.post(address, figure(value="24 %", _seen=seen))
    made.refresh_from_db()
    assert made.value == "24 %"


def test_a_figure_without_source_or_date_is_refused(communicator, signed_in):
    client = signed_in(communicator)
    for missing in ("source", "dated_on"):
        answer = client.post("/plaquettes/chiffres/nouveau/", figure(**{missing: ""}))
        assert answer.status_code == 422
        assert "Ce champ est obligatoire." in answer.content.decode()
    assert not Figure.objects.exists()


def test_a_removed_figure_comes_back_in_its_brochures(communicator, signed_in):
    made = samples.stored_figure()
    brochure = samples.brochure(communicator)
    brochure.figures.add(made)
    client = signed_in(communicator)
    answer = client.post(reverse("figure_delete", args=[made.pk]), follow=True)
    assert not Figure.objects.exists()
    token = answer.content.decode().partition('name="token" value="')[2].partition('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert list(brochure.figures.values_list("pk", "value")) == [(made.pk, "22 %")]


def test_reference_texts_are_ours_once_written(communicator, reader, signed_in):
    client = signed_in(communicator)
    assert "texte fourni avec Entregent" in client.get("/plaquettes/textes/").content.decode()
    data = {
        "title": "Le BRS",
        "text": "Notre phrase.",
        "source": "Notre avocate",
        "checked_on": "2026-10-01",
    }
    assert client.post("/plaquettes/textes/brs/", data).status_code == 302
    assert Wording.objects.get().text == "Notre phrase."
    text = signed_in(reader).get("/plaquettes/textes/").content.decode()
    assert "notre texte, vérifié le 1er\N{NO-BREAK SPACE}octobre 2026" in text
    assert client.post("/plaquettes/textes/brs/", data | {"title": ""}).status_code == 422
    assert client.get("/plaquettes/textes/rien/").status_code == 404


@pytest.mark.parametrize("address", ["/plaquettes/chiffres/nouveau/", "/plaquettes/textes/brs/"])
def test_readers_write_nothing(reader, signed_in, address):
    assert signed_in(reader).get(address).status_code == 403


@pytest.mark.parametrize(
    "address", ["/plaquettes/chiffres/", "/plaquettes/textes/", "/plaquettes/chiffres/nouveau/"]
)
def test_a_stranger_finds_nothing(stranger, signed_in, address):
    assert signed_in(stranger).get(address).status_code == 404
