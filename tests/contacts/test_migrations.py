"""What migrations do to the data that is there already."""

import importlib

import pytest
from django.apps import apps

from contacts.models import Organization, Stakeholder
from tests import make

pytestmark = pytest.mark.django_db
reading = importlib.import_module("contacts.migrations.0008_read_phone_numbers")


def test_numbers_are_read_in_rows_and_in_their_history_and_the_others_stay():
    read = make.stakeholder(phone="06 12 34 56 78")
    kept = make.stakeholder("Yann", "Le Goff", phone="demander Anne")
    reading.read_phone_numbers(apps, None)
    read.refresh_from_db()
    kept.refresh_from_db()
    assert (read.phone, kept.phone) == ("+33612345678", "demander Anne")
    assert read.history.get().phone == "+33612345678"


def test_organizations_are_dated_by_the_day_they_were_added():
    bank = make.bank()
    reading.date_organizations(apps, None)
    assert Organization.objects.get().source_on == bank.created_at.date()


def test_names_in_another_script_are_filed_under_their_letters():
    make.stakeholder("Олена", "Коваль", sort_key="")
    reading.file_other_scripts(apps, None)
    assert Stakeholder.objects.get().sort_key == "коваль  олена"
