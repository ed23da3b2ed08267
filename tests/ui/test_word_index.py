"""The search index over a folded column: kept in step, asked safely, made again when it breaks."""

import dataclasses

import pytest
from django.db import connection
from django.db.models import Q

from contacts.models import Stakeholder
from contacts.search_index import STAKEHOLDERS, WORDS
from tests import make
from ui import upkeep, word_index

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's")


def person(text, name="Goff"):
    values = {"last_name": name, "source_on": make.TODAY, "sort_key": name}
    return Stakeholder.objects.create(**values, search_text=word_index.framed(text, 600))


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
    assert word_index.framed("anna goff", 600) == " anna goff "
    assert word_index.framed("anna goff", 9) == " anna "
    assert word_index.framed("annagoff", 6) == " anna "
    assert word_index.framed("", 9) == ""


def test_every_index_is_whole_after_migrate():
    assert len(upkeep.watched()) >= 8
    with connection.cursor() as cursor:
        broken = [
            kept.name for kept in upkeep.watched() if not kept.is_whole(cursor, connection.vendor)
        ]
    assert broken == []


@only_sqlite
def test_what_a_migration_broke_is_made_again():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER contacts_stakeholder_search_found")
        row = person("unseen goff")
        assert found("unseen") == []
        assert upkeep.ensure() == ["contacts_stakeholder_search"]
        assert found("unseen") == [row.pk]
        cursor.execute("DROP TABLE contacts_stakeholder_search")
        assert upkeep.ensure() == ["contacts_stakeholder_search"]
    assert found("unseen") == [row.pk]
    assert upkeep.ensure() == []


def test_beginnings_are_weighed_before_the_inside_of_words_the_smallest_keys_first():
    inside = person("yann plegoff")
    first, second = person("anna goffic"), person("helene goff")
    assert STAKEHOLDERS.keys([("goff",)], 2) == [first.pk, second.pk]
    assert STAKEHOLDERS.keys([("goff",)], 9) == [first.pk, second.pk, inside.pk]


def test_each_word_may_be_a_beginning_or_an_inside():
    row, other = person("helene plegoff 0298010203"), person("yann kergoff")
    assert found("goff", "elen") == [row.pk]
    assert found("goff", "yan") == [other.pk]
    assert found("010203") == [row.pk]
    assert STAKEHOLDERS.keys([("lene", "kerg")], 9) == [other.pk, row.pk]


def test_a_spelling_of_several_words_has_them_all_and_one_after_a_space_begins_a_word():
    row = person("communaute dagglomeration de bretagne")
    assert STAKEHOLDERS.keys([("ca", "communaute dagglo")], 9) == [row.pk]
    assert STAKEHOLDERS.keys([("ca", "commun dagglomeration")], 9) == []
    assert STAKEHOLDERS.keys([(" agglomeration",)], 9) == []
    assert STAKEHOLDERS.keys([(" bret",)], 9) == [row.pk]


def test_words_in_other_scripts_are_found_a_single_sign_begins_a_name():
    greek, russian = person("νικος καζαντζακης"), person("петр чаиковскии")
    chinese = person("李明 wang")
    assert (found("καζαν"), found("ντζακ"), found("ковск")) == (
        [greek.pk],
        [greek.pk],
        [russian.pk],
    )
    assert (found("李"), found("李明"), found("ч")) == ([chinese.pk], [chinese.pk], [])


def test_no_more_words_are_asked_for_than_the_bound():
    few = dataclasses.replace(STAKEHOLDERS, most_inside=2)
    rows = [person(f"x{letter}yzgoff") for letter in "abc"]
    assert len(few.keys([("goff",)], 9)) == 2
    assert found("goff") == [row.pk for row in rows]


def test_many_words_hold_a_piece():
    rows = [person(f"x{number}goff anna") for number in range(60)]
    assert found("goff") == found("goff", "anna") == [row.pk for row in rows[:50]]
    assert Stakeholder.objects.filter(STAKEHOLDERS.holds([("goff",), ("nna",)])).count() == 60


def test_a_word_of_any_length_can_be_kept():
    row = person("\U00020000" * 590)
    assert found("\U00020000" * 9) == [row.pk]


def test_an_index_at_rest_is_whole_again_when_it_wakes():
    kept = (STAKEHOLDERS, WORDS[0])
    gone = person("anna goff")
    with connection.cursor() as cursor:
        woken = []
        for one in kept:
            off, again = one.resting(connection.vendor)
            woken += again
            for statement in off:
                cursor.execute(statement)
        row = person("yann plegoff")
        Stakeholder.objects.filter(pk=gone.pk).delete()
        for statement in woken:
            cursor.execute(statement)
        assert all(one.is_whole(cursor, connection.vendor) for one in kept)
    assert found("yann") == [row.pk]
    assert found("anna") == []
    later = person("maria goff")
    assert (found("maria"), found("goff")) == ([later.pk], [later.pk])
    later.delete()
    assert found("maria") == []
