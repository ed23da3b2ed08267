import uuid

import pytest
from django.urls import reverse

from operations import consents
from operations.models import Consent, Resident
from tests import make
from tests.make import TODAY

LIST, ADD = reverse("resident_list"), reverse("resident_add")
PRIVATE = {"address": "7 rue du Lenn", "access": "Code 42B", "phone": "06 00 00 00 01"}


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def resident(db):
    return make.resident(make.operation(), home="T4, rez-de-jardin", **PRIVATE)


@pytest.fixture
def client(scheduler, signed_in):
    return signed_in(scheduler)


def typed(resident, **changes):
    data = {
        "first_name": "Nolwenn",
        "last_name": "Quéré",
        "operation": f"{resident.operation}, {resident.operation.commune}",
        "operation_pk": str(resident.operation_id),
        "_once": str(uuid.uuid4()),
    }
    return data | changes


def test_residents_are_listed_with_what_they_agree_to(client, resident, scheduler):
    make.consent(resident, Consent.Kind.HOSTING, scheduler)
    make.resident(resident.operation, "Yann", "Le Bihan")
    page = client.get(LIST).content.decode()
    assert "Nolwenn Quéré" in page
    assert "recevoir des visiteurs" in page
    assert "aucun accord en vigueur" in page
    assert "Code 42B" not in page


def test_htmx_gets_the_rows_of_those_found(client, resident):
    make.resident(resident.operation, "Yann", "Le Bihan")
    part = client.get(LIST, {"q": "quere"}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="rows"')
    assert "Yann" not in part


@pytest.mark.parametrize("count", [1, 3])
def test_one_and_three_residents_cost_the_same_queries(
    count, client, scheduler, django_assert_num_queries
):
    operation = make.operation()
    for number in range(count):
        one = make.resident(operation, f"Nolwenn{number}")
        make.consent(one, Consent.Kind.HOSTING, scheduler)
    with django_assert_num_queries(7):
        client.get(LIST)


def test_the_page_of_a_resident_says_how_to_reach_them(client, director, resident, signed_in):
    for someone in (client, signed_in(director)):
        page = someone.get(url("resident_detail", resident.pk)).content.decode()
        for words in ("Nolwenn Quéré", *PRIVATE.values(), "jamais demandé"):
            assert words in page


def test_nobody_else_sees_a_resident(resident, reader, communicator, stranger, signed_in):
    pages = [
        LIST,
        ADD,
        url("resident_pick"),
        url("resident_detail", resident.pk),
        url("resident_edit", resident.pk),
        url("consent_add", resident.pk, "hosting"),
        url("consent_form", resident.pk, "hosting"),
    ]
    for page in pages:
        assert signed_in(reader).get(page).status_code == 403
        assert signed_in(communicator).get(page).status_code == 403
        assert signed_in(stranger).get(page).status_code == 404


def test_a_director_reads_and_does_not_change(resident, director, signed_in):
    client = signed_in(director)
    assert client.get(url("resident_edit", resident.pk)).status_code == 403
    page = client.get(url("resident_detail", resident.pk)).content.decode()
    assert url("resident_edit", resident.pk) not in page
    assert f'href="{url("consent_add", resident.pk, "hosting")}"' not in page


def test_a_resident_is_noted_once(client, resident):
    data = typed(resident, first_name="Soizic")
    first, second = client.post(ADD, data), client.post(ADD, data)
    made = Resident.objects.get(first_name="Soizic")
    assert first.headers["Location"] == url("resident_detail", made.pk)
    assert second.headers["Location"] == first.headers["Location"]


def test_the_form_opens_on_the_operation_one_comes_from(client, resident):
    page = client.get(ADD, {"operation": resident.operation_id}).content.decode()
    assert 'value="Le Clos des Pins, Port-Élorn"' in page


def test_bad_input_says_why(client, resident):
    response = client.post(ADD, typed(resident, last_name="", operation="?", operation_pk=""))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"last_name", "operation"}


def test_an_edit_of_an_older_version_is_refused(client, resident):
    address = url("resident_edit", resident.pk)
    seen = client.get(address).context["form"].version_seen
    Resident.objects.update(phone="06 99 99 99 99")
    response = client.post(address, typed(resident, _seen=seen, phone="07 00 00 00 00"))
    assert response.status_code == 422
    assert ("07 00 00 00 00", "06 99 99 99 99") in [
        row[1:] for row in response.context["form"].conflict
    ]


def test_residents_are_proposed_by_name_only(client, resident):
    page = client.get(url("resident_pick"), {"q": "quer"}).content.decode()
    assert 'data-label="Nolwenn Quéré, Le Clos des Pins"' in page
    assert "42B" not in page


def test_what_uses_a_consent_stands_on_the_page(client, resident, scheduler):
    def uses(_resident):
        return [consents.Use(kind=Consent.Kind.HOSTING, text="Visite du 3", url="/v/3/")]

    consents.register_use(uses)
    try:
        make.consent(resident, Consent.Kind.HOSTING, scheduler, withdrawn_on=TODAY)
        page = client.get(url("resident_detail", resident.pk)).content.decode()
    finally:
        consents._finders.remove(uses)
    assert "Encore utilisé ici" in page
    assert '<a href="/v/3/">Visite du 3</a>' in page


@pytest.mark.parametrize("key", ["²", "9" * 5000, "-1", "\0"])
def test_a_key_in_the_address_that_is_none_is_passed_over(scheduler, signed_in, key):
    assert (
        signed_in(scheduler).get("/operations/habitants/nouveau/", {"operation": key}).status_code
        == 200
    )
