"""The search index over a folded column: kept in step, asked safely, made again when it breaks."""

import pytest
from django.db import connection
from django.db.models import Q

from contacts.models import Stakeholder
from contacts.search_index import STAKEHOLDERS
from tests import make
from ui import trigrams

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's")


def person(text, name="Goff"):
    values = {"last_name": name, "source_on": make.TODAY, "sort_key": name}
    return Stakeholder.objects.create(**values, search_text=trigrams.framed(text, 600))


def found(*words):
    return sorted(STAKEHOLDERS.keys([(word,) for word in words], 50))


def test_a_word_is_found_inside_words_a_short_one_where_words_begin_a_letter_alone():
    one = person("helene le goff")
    other = person("yann a plegoff")
    assert found("off") == found("goff") == [one.pk, other.pk]
    assert found("le", "goff") == [one.pk]
    assert found("ff") == []
    assert found("a") == [other.pk]
    assert found("ya") == [other.pk]


def test_one_spelling_of_a_word_is_enough():
    one, other = person("mairie de bretagne"), person("mairie bzh")
    spelt = [("mairie",), ("bzh", "bretagne")]
    assert sorted(STAKEHOLDERS.keys(spelt, 9)) == [one.pk, other.pk]


def test_the_index_follows_every_write():
    row = person("helene goff")
    Stakeholder.objects.filter(pk=row.pk).update(search_text=" yann goff ")
    assert (found("helene"), found("yann")) == ([], [row.pk])
    Stakeholder.objects.filter(pk=row.pk).update(search_text="")
    assert found("yann") == []
    Stakeholder.objects.filter(pk=row.pk).update(search_text=" anna ")
    row.delete()
    assert found("anna") == []


def test_the_condition_stands_beside_others():
    one, two, three = person("anna goff", "A"), person("anna bras", "B"), person("yann goff", "C")
    anna, goff = STAKEHOLDERS.holds([("anna",)]), STAKEHOLDERS.holds([("goff",)])
    people = Stakeholder.objects.order_by("pk")
    assert list(people.filter(anna, last_name="B")) == [two]
    assert list(people.filter(~Q(anna))) == [three]
    assert list(people.filter(Q(anna) | Q(goff)).exclude(goff)) == [two]
    assert list(people.filter(pk__in=people.filter(anna, goff).values("pk"))) == [one]
    assert people.filter(anna).count() == 2


@pytest.mark.parametrize(
    "odd", ['"', '" OR "', "%", "_", "\\", "*", "\0a", "'", "x" * 5000, "NEAR("]
)
def test_nothing_that_is_typed_is_a_command(odd):
    person("anna goff")
    assert found(odd) == []


def test_a_long_search_is_cut_rather_than_refused():
    row = person("anna goff")
    assert found(*["goff"] * 500) == [row.pk]


def test_the_text_is_cut_between_two_words():
    assert trigrams.framed("anna goff", 600) == " anna goff "
    assert trigrams.framed("anna goff", 9) == " anna "
    assert trigrams.framed("annagoff", 6) == " anna "
    assert trigrams.framed("", 9) == ""


def test_every_index_is_whole_after_migrate():
    assert len(trigrams.watched()) >= 8
    with connection.cursor() as cursor:
        broken = [
            kept.name for kept in trigrams.watched() if not kept.is_whole(cursor, connection.vendor)
        ]
    assert broken == []


@only_sqlite
def test_what_a_migration_broke_is_made_again():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER contacts_stakeholder_search_found")
        row = person("unseen goff")
        assert found("unseen") == []
        assert trigrams.ensure() == ["contacts_stakeholder_search"]
        assert found("unseen") == [row.pk]
        cursor.execute("DROP TABLE contacts_stakeholder_search")
        assert trigrams.ensure() == ["contacts_stakeholder_search"]
    assert found("unseen") == [row.pk]
    assert trigrams.ensure() == []
