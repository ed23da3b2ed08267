import datetime

import pytest
from django.urls import reverse

from directory.models import SeatKind, Territory
from operations import panels
from operations.models import Partner
from tests import make

pytestmark = pytest.mark.django_db


def names(context):
    return [entry.operation.name for entry in context["entries"]]


def test_a_commune_shows_what_we_build_there(rf):
    make.operation("Le Clos")
    make.operation("Ailleurs", commune=make.commune("Autre", "35999"))
    assert names(panels.in_territory(rf.get("/"), make.commune())) == ["Le Clos"]


def test_an_intercommunality_shows_what_we_build_in_its_communes(rf):
    council = Territory.objects.create(
        kind="intercommunality", code="200012345", name="Pays", sort_key="pays"
    )
    make.operation("Le Clos", commune=make.commune(intercommunality=council))
    assert names(panels.in_territory(rf.get("/"), council)) == ["Le Clos"]


def test_a_long_list_says_that_there_is_more(rf):
    for number in range(panels.AT_MOST + 1):
        make.operation(f"Opération {number:02}")
    context = panels.in_territory(rf.get("/"), make.commune())
    assert len(context["entries"]) == panels.AT_MOST
    assert context["has_more"]


def test_a_person_shows_the_operations_of_the_communes_where_they_are_in_office(rf):
    holder = make.stakeholder()
    make.mandate(holder)
    past = make.commune("Avant", "29903")
    make.mandate(holder, past, ended_on=datetime.date(2026, 3, 20), started_on=None)
    make.operation("Le Clos")
    make.operation("Jadis", commune=past)
    context = panels.in_their_communes(rf.get("/"), holder)
    assert names(context) == ["Le Clos"]
    assert context["is_commune"]


def test_who_sits_in_no_commune_shows_those_of_their_territory(rf):
    department = Territory.objects.create(
        kind="department", code="29", name="Finistère", sort_key="finistere"
    )
    make.operation("Le Clos", commune=make.commune(department=department))
    holder = make.stakeholder()
    make.mandate(holder, department, kind=SeatKind.DEPARTMENTAL)
    context = panels.in_their_communes(rf.get("/"), holder)
    assert names(context) == ["Le Clos"]
    assert not context["is_commune"]


def test_a_banker_without_mandate_shows_nothing(rf):
    make.operation()
    assert panels.in_their_communes(rf.get("/"), make.stakeholder()) is None


def test_a_partner_shows_the_operations_it_takes_part_in(rf):
    bank = make.bank()
    assert panels.with_partner(rf.get("/"), bank) is None
    partner = Partner.objects.create(
        operation=make.operation(), organization=bank, role=Partner.Role.LENDER
    )
    assert panels.with_partner(rf.get("/"), bank) == {"partnerships": [partner]}


def test_the_panels_stand_on_the_pages_below(director, signed_in):
    operation, bank, holder = make.operation(), make.bank(), make.stakeholder()
    make.mandate(holder)
    Partner.objects.create(operation=operation, organization=bank, role="lender")
    link = reverse("operation_detail", args=[operation.pk])
    for name, subject in (
        ("organization_detail", bank),
        ("stakeholder_detail", holder),
        ("territory_detail", operation.commune),
    ):
        page = signed_in(director).get(reverse(name, args=[subject.pk])).content.decode()
        assert link in page
