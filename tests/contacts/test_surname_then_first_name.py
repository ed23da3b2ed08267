"""What people were filed under before surname and first name were parted is filed again."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from contacts import finding
from contacts.models import Stakeholder
from directory import search
from directory.models import RegisterPerson
from tests import make

people = import_module("contacts.migrations.0016_surname_then_first_name")
register = import_module("directory.migrations.0007_surname_then_first_name")

pytestmark = pytest.mark.django_db


def test_people_are_filed_again_and_those_with_days_to_come_looked_at(monkeypatch):
    monkeypatch.setattr(people, "CHUNK", 2)
    ends = make.stakeholder("Anne", "Le Goff", sort_key="le goff anne")
    for number in range(3):
        make.stakeholder("Anne", f"N{number}", sort_key=f"n{number} anne")
    make.mandate(ends, ended_on=timezone.localdate() + timezone.timedelta(days=30))
    Stakeholder.objects.update(seats_change_on=None)
    people.file_again(apps, None)
    people.look_again(apps, None)
    assert list(Stakeholder.objects.values_list("sort_key", flat=True)) == [
        *("le goff  anne", "n0  anne", "n1  anne", "n2  anne"),
    ]
    due = Stakeholder.objects.filter(seats_change_on__lte=timezone.localdate())
    assert list(due) == [ends]


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_register_is_filed_again_and_back():
    for key, first in (
        ("le goff anne", "anne"),
        ("le goff jean marie", "jean marie"),
        ("marie", "marie"),  # no surname that files
        ("ko-k", ""),
        ("x" * 276 + " ann", "ann"),
    ):
        RegisterPerson.objects.create(
            identity=key, sort_key=key, folded_last="x", folded_first=first, search_text=" x "
        )
    keys = RegisterPerson.objects.order_by("pk").values_list("sort_key", flat=True)
    before = list(keys.all())
    editor = SimpleNamespace(connection=connection, execute=execute)
    register.part(apps, editor)
    assert list(keys.all()) == [
        *("le goff  anne", "le goff  jean marie", "marie", "ko-k", "x" * 276 + "  an"),
    ]
    register.join(apps, editor)
    assert list(keys.all())[:4] == before[:4]


@pytest.mark.parametrize(
    "typed", ["le goff", "le goff jean", "le goff jean m", "jean marie le goff", "goff jean marie"]
)
def test_one_is_found_under_the_surname_however_it_was_typed(typed):
    person = make.stakeholder("Jean-Marie", "Le Goff")
    RegisterPerson.objects.create(
        identity="x",
        sort_key="le goff  jean marie",
        folded_last="le goff",
        folded_first="jean marie",
        search_text=" jean marie le goff ",
    )
    asked = finding.asked_for(typed)
    assert [one.pk for one in finding.find_people(asked)] == [person.pk]
    assert len(search.search(typed)) == 1
