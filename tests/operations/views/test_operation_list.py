import pytest
from django.urls import reverse

from operations.models import Milestone, Tenure
from operations.photos import add_photo
from tests import make
from tests.operations.pictures import jpeg

URL = reverse("operation_list")
HTMX = {"HX-Request": "true"}


def described(name, commune=None):
    operation = make.operation(name, commune=commune)
    Tenure.objects.create(operation=operation, kind="brs", home_count=24)
    Milestone.objects.create(operation=operation, kind="delivery", done_on="2025-06-20")
    add_photo(operation=operation, file=jpeg(), alt="Rue", author="Ondine", licence="Presse")
    return operation


def test_the_catalogue_tells_each_operation_in_words(reader, signed_in):
    operation = described("Le Clos des Pins")
    page = signed_in(reader).get(URL).content.decode()
    for words in (
        "Le Clos des Pins",
        "Port-Élorn",
        "24\xa0logements en BRS",
        "Livrée en juin 2025",
        "1 opération et 24 logements dans 1 commune.",
    ):
        assert words in page
    assert reverse("photo_small", args=[operation.photos.get().pk]) in page


def test_it_is_narrowed_by_text_step_and_tenure(reader, signed_in):
    described("Le Clos des Pins")
    make.operation("Kerlaouen", commune=make.commune("Ailleurs", "29902"))
    client = signed_in(reader)

    def names(**query):
        entries = client.get(URL, query).context["entries"]
        return [entry.operation.name for entry in entries]

    assert names() == ["Kerlaouen", "Le Clos des Pins"]
    assert names(q="elorn") == ["Le Clos des Pins"]
    assert names(step="project") == ["Kerlaouen"]
    assert names(tenure="brs") == ["Le Clos des Pins"]
    assert names(step="nonsense") == ["Kerlaouen", "Le Clos des Pins"]


def test_nothing_found_says_what_to_do(reader, signed_in):
    described("Le Clos des Pins")
    page = signed_in(reader).get(URL, {"q": "introuvable"}).content.decode()
    assert "Aucune opération ne correspond" in page


def test_an_empty_catalogue_offers_to_describe_an_operation_to_those_who_may(
    director, reader, signed_in
):
    add = reverse("operation_add")
    assert add in signed_in(director).get(URL).content.decode()
    assert add not in signed_in(reader).get(URL).content.decode()


def test_a_stranger_does_not_learn_that_it_exists(stranger, signed_in):
    assert signed_in(stranger).get(URL).status_code == 404
    assert signed_in(stranger).get(reverse("operation_pick")).status_code == 404


def test_htmx_gets_the_entries_only(reader, signed_in):
    described("Le Clos des Pins")
    part = signed_in(reader).get(URL, headers=HTMX).content.decode().strip()
    assert part.startswith('<div id="rows"')
    assert "<html" not in part


def test_pages_go_on_from_the_commune_they_stopped_at(reader, signed_in):
    for number in range(30):
        make.operation(f"Opération {number:02}")
    client = signed_in(reader)
    first = client.get(URL).context
    second = client.get(URL + first["page"].next).context
    told = [entry.operation.name for entry in (*first["entries"], *second["entries"])]
    assert told == [f"Opération {number:02}" for number in range(30)]


@pytest.mark.parametrize("count", [1, 3])
def test_one_and_three_operations_cost_the_same_queries(
    count, reader, signed_in, django_assert_num_queries
):
    for number in range(count):
        described(f"Opération {number}")
    client = signed_in(reader)
    with django_assert_num_queries(10):
        client.get(URL)


def test_an_operation_is_proposed_as_one_types(reader, signed_in):
    operation = make.operation()
    page = signed_in(reader).get(reverse("operation_pick"), {"q": "pins"}).content.decode()
    assert f'data-pk="{operation.pk}"' in page
    assert 'data-label="Le Clos des Pins, Port-Élorn"' in page
