"""Long lists walk by the key of their edge, in both directions, and forget nobody."""

import pytest
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from contacts.models import Stakeholder
from tests import make
from ui.listing import Page, page_of


@pytest.fixture
def people(db) -> list[Stakeholder]:
    """Seven people, three of whom share one sort key."""
    keys = ["a", "b", "b", "b", "c", "d", "e"]
    return [make.stakeholder(first_name=str(n), sort_key=key) for n, key in enumerate(keys)]


def asked(query: str = "") -> HttpRequest:
    return RequestFactory().get(f"/liste/{query}")


def page(query: str = "", **extra: object) -> Page[Stakeholder]:
    return page_of(asked(query), Stakeholder.objects.all(), size=3, **extra)


def walk(query: str, direction: str, **extra: object) -> list[list[Stakeholder]]:
    pages = [page(query, **extra)]
    while link := getattr(pages[-1], direction):
        pages.append(page(link, **extra))
    return [shown.rows for shown in pages]


def test_walking_forward_shows_everybody_once_in_order(people):
    assert walk("", "next") == [people[0:3], people[3:6], people[6:7]]


def test_walking_backward_shows_the_same_in_the_same_order(people):
    last = page(page(page().next).next)
    assert last.rows == people[6:7]
    assert walk(last.previous, "previous") == [people[3:6], people[0:3]]


def test_the_first_page_has_no_previous_and_the_last_no_next(people):
    first = page()
    middle = page(first.next)
    last = page(middle.next)
    assert (first.previous, last.next) == ("", "")
    assert middle.previous
    assert middle.next


def test_a_leading_minus_turns_the_order_round(people):
    shown = [row for rows in walk("", "next", key="-sort_key") for row in rows]
    assert shown == sorted(people, key=lambda row: (row.sort_key, row.pk), reverse=True)


def test_turned_round_it_walks_back_as_well(people):
    first = page(key="-sort_key")
    second = page(first.next, key="-sort_key")
    assert page(second.previous, key="-sort_key").rows == first.rows


def test_days_are_keys_too(people, director):
    for number, person in enumerate(people):
        make.exchange(person, director, happened_on=make.TODAY.replace(day=1 + number // 2))
    rows = make.Exchange.objects.all()
    first = page_of(asked(), rows, key="-happened_on", size=3)
    second = page_of(asked(first.next), rows, key="-happened_on", size=3)
    third = page_of(asked(second.next), rows, key="-happened_on", size=3)
    shown = [row.pk for shown in (first, second, third) for row in shown.rows]
    assert shown == list(rows.order_by("-happened_on", "-pk").values_list("pk", flat=True))


def test_somebody_added_in_between_moves_nobody(people):
    first = page()
    make.stakeholder(first_name="new", sort_key="aa")
    assert page(first.next).rows == people[3:6]


def test_links_keep_the_filters_and_no_other_edge(people):
    query = QueryDict(page("?q=port&after=old").next.removeprefix("?"))
    assert query["q"] == "port"
    assert query.getlist("after") != ["old"]
    assert len(query.getlist("after")) == 1


def test_an_edge_somebody_forged_shows_the_first_page(people):
    assert page("?after=forged").rows == people[0:3]


def test_an_empty_list_is_untrue(db):
    empty = page()
    assert not empty
    assert (empty.next, empty.previous) == ("", "")


def test_the_edge_of_another_order_is_no_edge(people):
    by_name = page().next
    assert page(by_name, key="-created_at").rows == people[:-4:-1]
