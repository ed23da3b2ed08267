import datetime

import pytest
import time_machine
from django.utils import timezone

from contacts import naming, people
from contacts.models import Stakeholder
from tests import make


@pytest.mark.parametrize(
    "typed", ["kervelech", "KERVELEC'H", "maelle kervelec’h", "port elorn", "maire PORT-ÉLORN"]
)
def test_people_are_found_without_accents_case_hyphens_or_apostrophes(db, typed):
    mayor = people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec’h", source_on=make.TODAY
    )
    people.add_mandate(
        stakeholder=mayor, kind="mayor", territory=make.commune(), title="Maire", rank=20
    )
    people.add_stakeholder(first_name="Yann", last_name="Autre", source_on=make.TODAY)
    assert list(Stakeholder.objects.matching(naming.words(typed))) == [mayor]


def test_an_ended_post_no_longer_finds_the_person_once_prepared_again(db):
    banker = people.add_stakeholder(first_name="Yann", last_name="Le Goff", source_on=make.TODAY)
    post = people.add_post(stakeholder=banker, organization=make.bank(), title="Directeur")
    assert Stakeholder.objects.matching(["embruns"]).exists()
    post.ended_on = make.TODAY
    post.save()
    naming.refresh(banker)
    assert not Stakeholder.objects.matching(["embruns"]).exists()


def test_a_seat_finds_its_holder_until_the_very_day_it_ends(db):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    mayor = people.add_stakeholder(first_name="Maëlle", last_name="Kerv", source_on=make.TODAY)
    make.mandate(mayor, ended_on=tomorrow)
    banker = people.add_stakeholder(first_name="Yann", last_name="Le Goff", source_on=make.TODAY)
    people.add_post(stakeholder=banker, organization=make.bank(), title="DG", ended_on=tomorrow)
    naming.refresh_all([mayor.pk])
    assert list(Stakeholder.objects.matching(["port", "elorn"])) == [mayor]
    assert list(Stakeholder.objects.matching(["embruns"])) == [banker]
    for day, count in ((today, 2), (tomorrow, 0)):
        with time_machine.travel(timezone.now() + (day - today), tick=False):
            naming.follow_the_day(timezone.now())
        found = Stakeholder.objects.matching(["elorn"]) | Stakeholder.objects.matching(["embruns"])
        assert found.count() == count


def test_a_name_is_kept_as_typed_and_shown_with_printed_apostrophes(db):
    people.add_stakeholder(
        first_name="Elif", last_name="Le Goff–D'Hervé (née Çelik)", source_on=make.TODAY
    )
    found = Stakeholder.objects.get()
    assert found.last_name == "Le Goff–D'Hervé (née Çelik)"
    assert str(found) == "Elif Le Goff–D’Hervé (née Çelik)"
    assert list(Stakeholder.objects.matching(naming.words("dherve celik"))) == [found]


def test_namesakes_are_those_whose_folded_name_is_the_same(db):
    one = people.add_stakeholder(first_name="Hélène", last_name="Le Goff", source_on=make.TODAY)
    people.add_stakeholder(first_name="Hélène", last_name="Le Golf", source_on=make.TODAY)
    assert list(naming.namesakes(first_name="HELENE", last_name="LE GOFF")) == [one]


def test_renaming_an_organization_finds_its_people_under_the_new_name(db):
    banker = people.add_stakeholder(first_name="Yann", last_name="Le Goff", source_on=make.TODAY)
    bank = make.bank()
    people.add_post(stakeholder=banker, organization=bank, title="Directeur")
    bank.name = "Crédit des Abers"
    bank.save()
    naming.refresh_people_of(bank)
    assert list(Stakeholder.objects.matching(["abers"])) == [banker]
