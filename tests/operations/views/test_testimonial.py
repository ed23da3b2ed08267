import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from operations.models import Consent
from operations.models import Testimonial as Words
from tests import make
from tests.make import TODAY

LIST, ADD = reverse("testimonial_list"), reverse("testimonial_add")


@pytest.fixture
def resident(db):
    return make.resident(make.operation(), address="7 rue du Lenn", phone="06 00 00 00 01")


@pytest.fixture
def consent(resident, scheduler):
    return make.consent(
        resident, Consent.Kind.TESTIMONY, scheduler, given_on=datetime.date(2020, 1, 1)
    )


@pytest.fixture
def client(communicator, signed_in):
    return signed_in(communicator)


def typed(author, **changes):
    data = {
        "resident": f"{author}, {author.operation}",
        "resident_pk": str(author.pk),
        "quote": "On est chez nous.",
        "signature": "Nolwenn, à Port-Élorn",
        "collected_on": timezone.localdate().isoformat(),
        "_once": str(uuid.uuid4()),
    }
    return data | changes


def words(resident, author, **extra):
    values = {"quote": "On est chez nous.", "signature": "N.", "collected_on": TODAY} | extra
    return Words.objects.create(resident=resident, collected_by=author, **values)


def test_words_are_saved_once_when_their_author_agrees(client, consent, resident, communicator):
    data = typed(resident)
    for _again in range(2):
        location = client.post(ADD, data).headers["Location"]
    assert location == reverse("operation_detail", args=[resident.operation_id]) + "#testimonials"
    saved = Words.objects.get()
    assert (saved.resident, saved.collected_by) == (resident, communicator)


def test_words_without_consent_are_refused_and_kept_in_the_form(client, resident):
    response = client.post(ADD, typed(resident))
    assert response.status_code == 422
    assert "n’a pas donné son accord écrit" in str(response.context["form"].errors["resident"])
    assert "On est chez nous." in response.content.decode()
    assert not Words.objects.exists()


def test_words_of_tomorrow_or_of_nobody_are_refused(client, consent, resident):
    data = typed(resident, collected_on="2199-01-01", quote="", resident="?", resident_pk="")
    response = client.post(ADD, data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"resident", "quote", "collected_on"}


def test_an_edit_of_an_older_version_is_refused(client, consent, resident, communicator):
    said = words(resident, communicator)
    address = reverse("testimonial_edit", args=[said.pk])
    seen = client.get(address).context["form"].version_seen
    Words.objects.update(signature="Nolwenn Q.")
    response = client.post(address, typed(resident, _seen=seen, signature="N. Quéré"))
    assert response.status_code == 422
    assert ("N. Quéré", "Nolwenn Q.") in [row[1:] for row in response.context["form"].conflict]


def test_words_are_changed_while_their_author_agrees(client, consent, resident, communicator):
    said = words(resident, communicator)
    address = reverse("testimonial_edit", args=[said.pk])
    seen = client.get(address).context["form"].version_seen
    assert client.post(address, typed(resident, _seen=seen)).status_code == 302
    said.refresh_from_db()
    assert said.signature == "Nolwenn, à Port-Élorn"


def test_the_list_says_what_can_no_longer_be_published(
    reader, consent, resident, communicator, signed_in
):
    words(resident, communicator)
    client = signed_in(reader)
    assert "ne peut plus être publié" not in client.get(LIST).content.decode()
    Consent.objects.update(withdrawn_on=TODAY)
    page = client.get(LIST).content.decode()
    assert "ne peut plus être publié" in page
    assert "Quéré" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_one_and_three_testimonials_cost_the_same_queries(
    count, client, resident, communicator, django_assert_num_queries
):
    for _number in range(count):
        words(resident, communicator)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_a_communicator_finds_a_resident_and_their_consent_but_no_address(
    client, consent, resident
):
    make.resident(resident.operation, "Nolwenn", "Autre")
    address = reverse("testimonial_resident_pick")
    page = client.get(address, {"q": "nolwenn"}).content.decode()
    assert "Nolwenn Quéré" in page
    assert "accepte d’être cité" in page
    assert "n’a pas accepté d’être cité" in page
    assert "rue du Lenn" not in page
    assert "06 00" not in page


def test_who_may_not_collect_words_is_refused(reader, stranger, resident, communicator, signed_in):
    said = words(resident, communicator)
    edit = reverse("testimonial_edit", args=[said.pk])
    for address in (ADD, edit, reverse("testimonial_resident_pick")):
        assert signed_in(reader).get(address).status_code == 403
        assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(stranger).get(LIST).status_code == 404


@pytest.mark.parametrize("key", ["²", "9" * 5000, "-1", "\0"])
def test_a_key_in_the_address_that_is_none_is_passed_over(communicator, signed_in, key):
    assert (
        signed_in(communicator)
        .get("/operations/temoignages/nouveau/", {"resident": key})
        .status_code
        == 200
    )
