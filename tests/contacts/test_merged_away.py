"""After a merge: what named a row set apart names the one that is shown, old addresses lead on."""

import pytest
from django.urls import reverse

from contacts import merging, people
from contacts.models import Mandate, Stakeholder
from events.models import Guest
from tests import make
from tests.contacts import register
from tests.contacts.dump import dump
from tests.contacts.twice import person
from ui import batches


@pytest.fixture
def two(director):
    """The same mayor twice; the second card is invited as such."""
    kept, other = person(), person("Helene", "Legoff")
    commune = make.commune()
    for who in (kept, other):
        make.mandate(who, commune, kind="municipal", title="Conseillère municipale")
    event = make.event(director)
    guest = Guest.objects.create(event=event, stakeholder=other, mandate=other.mandates.get())
    return kept, other, guest


def test_a_guest_in_a_seat_set_apart_comes_in_the_one_that_is_shown(two, director):
    kept, other, guest = two
    before = dump()
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    guest.refresh_from_db()
    assert (guest.stakeholder, guest.mandate) == (kept, Mandate.objects.get())
    assert Mandate._base_manager.filter(stakeholder=other).count() == 1
    batches.undo(batch, by=director)
    assert dump() == before


def test_two_people_of_the_register_and_other_spellings_are_told_as_kept_apart(director):
    rows = [register.person("Hélène", "Le Goff"), register.person("Helene", "Legoff")]
    kept, other = (person(row.first_name, row.last_name, register_person=row) for row in rows)
    merging.merge(kept=kept, other=other, taken=(), author=director)
    kept, other = Stakeholder.objects.get(), Stakeholder.everyone.exclude(merged_into=None).get()
    told = [(row.label, row.text) for row in merging.values_apart(kept, other)]
    assert told == [
        ("Prénom", "Helene"),
        ("Nom", "Legoff"),
        ("personne du répertoire", "Helene Legoff"),
    ]


def test_a_number_kept_beside_is_not_apart(director):
    kept, other = person(phone="+33298000000"), person(phone="+33298111111")
    merging.merge(kept=kept, other=other, taken=(), author=director)
    kept, other = Stakeholder.objects.get(), Stakeholder.everyone.exclude(merged_into=None).get()
    assert merging.values_apart(kept, other) == []


PAGES = ("stakeholder_detail", "stakeholder_edit", "stakeholder_history", "post_add")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_the_hidden_card_leads_to_the_kept_one(
    two, director, stranger, signed_in, name
):
    kept, other, _guest = two
    merging.merge(kept=kept, other=other, taken=(), author=director)
    url = reverse(name, args=[other.pk])
    answer = signed_in(director).get(url, follow=True)
    assert answer.redirect_chain == [(reverse("stakeholder_detail", args=[kept.pk]), 302)]
    assert "n’en font plus qu’une" in answer.content.decode()
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(director).get(reverse(name, args=[9999])).status_code == 404


def test_the_pages_of_an_organization_lead_on_too(director, signed_in):
    kept, other = (people.add_organization(name=name, kind="bank") for name in ("A", "B"))
    merging.merge(kept=kept, other=other, taken=(), author=director)
    for name in ("organization_edit", "organization_history"):
        answer = signed_in(director).get(reverse(name, args=[other.pk]))
        assert answer.url == reverse("organization_detail", args=[kept.pk])
