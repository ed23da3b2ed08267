"""One organization of two, and two again: people, parts and partnerships follow."""

import pytest

from accounts.models import User
from contacts import merging, people
from contacts.models import (
    Organization,
)
from operations.models import Partner
from tests import make
from tests.contacts.dump import dump
from tests.contacts.twice import person
from ui import batches

pytestmark = pytest.mark.django_db


def test_organizations_are_merged_with_their_people_and_partnerships(director: User) -> None:
    kept = people.add_organization(name="Crédit des Embruns", kind=Organization.Kind.BANK)
    other = people.add_organization(name="Credit des Embruns SA", kind=Organization.Kind.BANK)
    branch = people.add_organization(name="Agence du port", kind=Organization.Kind.BANK)
    branch.parent = other
    branch.save()
    operation = make.operation()
    for organization in (kept, other):
        Partner.objects.create(operation=operation, organization=organization, role="lender")
    Partner.objects.create(operation=operation, organization=other, role="guarantor")
    holder = person()
    people.add_post(stakeholder=holder, organization=other, title="Directrice")
    before = dump()
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    branch.refresh_from_db()
    holder.refresh_from_db()
    assert branch.parent == kept
    assert sorted(Partner.objects.values_list("organization", "role")) == [
        (kept.pk, "guarantor"),
        (kept.pk, "lender"),
    ]
    assert holder.posts.get().organization == kept
    assert " sa " not in holder.search_text
    assert [row.why for row in merging.apart_of(other)] == [
        "la fiche gardée a déjà ce rôle dans l’opération"
    ]
    batches.undo(batch, by=director)
    assert dump() == before


def test_a_part_of_the_other_is_not_part_of_itself(director: User) -> None:
    other = people.add_organization(name="Crédit des Embruns", kind=Organization.Kind.BANK)
    kept = people.add_organization(name="Crédit des Embruns", kind=Organization.Kind.BANK)
    kept.parent = other
    kept.save()
    before = dump()
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    kept.refresh_from_db()
    assert kept.parent is None
    batches.undo(batch, by=director)
    assert dump() == before


def test_a_number_nobody_chose_is_told_as_kept_apart(director: User, signed_in) -> None:  # type: ignore[no-untyped-def]
    bank = Organization.Kind.BANK
    kept = people.add_organization(name="Crédit des Embruns", kind=bank, phone="+33298000000")
    other = people.add_organization(
        name="Crédit des Embruns", kind=bank, phone="+33298111111", email="accueil@embruns.test"
    )
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    kept.refresh_from_db()
    told = [(row.label, row.text, row.why) for row in merging.values_apart(kept, other)]
    says = "la fiche gardée dit\N{NO-BREAK SPACE}:"
    assert sorted(told) == [
        ("Courriel", "accueil@embruns.test", f"{says} —"),
        ("Téléphone", "02 98 11 11 11", f"{says} 02 98 00 00 00"),
    ]
    page = signed_in(director).get(f"/fusions/{batch.pk}/").content.decode()
    assert "accueil@embruns.test" in page
