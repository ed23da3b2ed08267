"""What migrations do to the data that is there already."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.utils import timezone

from contacts import naming
from contacts.models import Organization, Stakeholder
from tests import make

pytestmark = pytest.mark.django_db
reading = importlib.import_module("contacts.migrations.0008_read_phone_numbers")
words = importlib.import_module("contacts.migrations.0022_found_by_seats_that_end_later")


def test_numbers_are_read_in_rows_and_in_their_history_and_the_others_stay():
    read = make.stakeholder(phone="06 12 34 56 78")
    kept = make.stakeholder("Yann", "Le Goff", phone="demander Anne")
    reading.read_phone_numbers(apps, None)
    read.refresh_from_db()
    kept.refresh_from_db()
    assert (read.phone, kept.phone) == ("+33612345678", "demander Anne")
    assert read.history.get().phone == "+33612345678"


def test_whom_a_seat_that_ends_later_finds_is_prepared_again_by_the_next_round():
    later = timezone.localdate() + datetime.timedelta(days=30)
    mayor, other = make.stakeholder(), make.stakeholder("Yann", "Le Goff")
    make.mandate(mayor, ended_on=later)
    Stakeholder.objects.update(search_text="kervelech", seats_change_on=None)
    words.look_again(apps, None)
    assert naming.follow_the_day(timezone.now()) == 1
    assert list(Stakeholder.objects.matching(["elorn"])) == [mayor]
    assert Stakeholder.objects.get(pk=other.pk).search_text == "kervelech"


def test_organizations_are_dated_by_the_day_they_were_added():
    bank = make.bank()
    reading.date_organizations(apps, None)
    assert Organization.objects.get().source_on == bank.created_at.date()


def test_names_in_another_script_are_filed_under_their_letters():
    make.stakeholder("Олена", "Коваль", sort_key="")
    reading.file_other_scripts(apps, None)
    assert Stakeholder.objects.get().sort_key == "коваль  олена"
