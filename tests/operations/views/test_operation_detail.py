from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operations.models import Consent, Milestone, Partner, Tenure
from operations.models import Testimonial as Words
from operations.photos import add_photo
from tests import make
from tests.make import TODAY
from tests.operations.pictures import jpeg


def url(operation):
    return reverse("operation_detail", args=[operation.pk])


def described(author, count=1):
    operation = make.operation(description="Autour d’un verger.")
    for kind in list(Tenure.Kind)[:count]:
        Tenure.objects.create(operation=operation, kind=kind, home_count=12)
    for kind in list(Milestone.Kind)[:count]:
        Milestone.objects.create(operation=operation, kind=kind, planned_on="2026-01-05")
    for number in range(count):
        add_photo(operation=operation, file=jpeg(), alt="Rue", author="Ondine", licence="Presse")
        partner = make.bank(f"Banque {number}")
        Partner.objects.create(operation=operation, organization=partner, role="lender")
        resident = make.resident(operation, f"Nolwenn{number}", address="7 rue du Lenn")
        make.consent(resident, Consent.Kind.TESTIMONY, author)
        Words.objects.create(
            resident=resident,
            quote="On est chez nous.",
            signature="N., à Port-Élorn",
            collected_on=TODAY,
            collected_by=author,
        )
    return operation


def test_the_page_tells_all_we_know(director, signed_in):
    operation = described(director, 3)
    page = signed_in(director).get(url(operation)).content.decode()
    for words in (
        "36\xa0logements",
        "Autour d’un verger.",
        "Permis attendu depuis janvier 2026",
        "Pas encore de date",
        "Banque 0",
        "Prêteur",
        "Photo\xa0: Ondine",
        "On est chez nous.",
        "Nolwenn0 Quéré",
    ):
        assert words in page


def test_a_reader_sees_the_words_but_not_who_lives_there(director, reader, signed_in):
    operation = described(director)
    page = signed_in(reader).get(url(operation)).content.decode()
    assert "On est chez nous." in page
    assert "Quéré" not in page
    assert "7 rue du Lenn" not in page


def test_words_without_consent_are_marked(director, reader, signed_in):
    operation = described(director)
    assert "ne peut plus être publié" not in signed_in(reader).get(url(operation)).content.decode()
    Consent.objects.update(withdrawn_on=TODAY)
    assert "ne peut plus être publié" in signed_in(reader).get(url(operation)).content.decode()


def test_a_stranger_does_not_learn_that_it_exists(director, stranger, signed_in):
    assert signed_in(stranger).get(url(described(director))).status_code == 404


def test_an_operation_that_is_not_there_is_not_found(reader, signed_in):
    assert signed_in(reader).get(reverse("operation_detail", args=[999])).status_code == 404


def test_one_and_three_rows_of_each_cost_the_same_queries(
    director, signed_in, django_assert_num_queries
):
    one, three, client = described(director, 1), described(director, 3), signed_in(director)
    client.get(url(one))
    with CaptureQueriesContext(connection) as first:
        client.get(url(one))
    with django_assert_num_queries(len(first)):
        client.get(url(three))
