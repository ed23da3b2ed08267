"""Long lists walk by the key of their edge, in both directions, and forget nobody."""

from dataclasses import replace

import pytest
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from contacts.models import Stakeholder
from tests import make
from ui.listing import Order, Page, page_of


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


@pytest.fixture
def half_dated(db) -> list[Stakeholder]:
    """Nine people: five with a day, two of them the same, and four without."""
    days = [
        None,
        "2026-03-01",
        None,
        "2026-01-01",
        "2026-02-01",
        None,
        "2026-02-01",
        None,
        "2026-01-05",
    ]
    return [
        make.stakeholder(first_name=str(number), exchanged_on=day)
        for number, day in enumerate(days)
    ]


@pytest.mark.parametrize("is_descending", [True, False])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 8, 9, 20])
def test_rows_without_a_value_come_last_both_ways_and_back(half_dated, is_descending, size):
    order = Order(column="exchanged_on", is_descending=is_descending, has_nulls=True)
    dated = sorted(
        (row for row in half_dated if row.exchanged_on),
        key=lambda row: (row.exchanged_on, row.pk),
        reverse=is_descending,
    )
    wanted = dated + [row for row in half_dated if not row.exchanged_on]

    def shown(query: str) -> Page[Stakeholder]:
        return page_of(asked(query), Stakeholder.objects.all(), key=order, size=size)

    pages = [shown("")]
    while pages[-1].next:
        pages.append(shown(pages[-1].next))
    assert [row for one in pages for row in one.rows] == wanted
    back = [pages[-1]]
    while back[-1].previous:
        back.append(shown(back[-1].previous))
    assert [row.pk for one in reversed(back) for row in one.rows] == [row.pk for row in wanted]
    assert shown(back[-1].next).rows == pages[1].rows if len(pages) > 1 else not back[-1].next


def test_equals_are_parted_by_other_columns_before_the_key_both_ways(db):
    names = ["Lefévre", "Lefevre", "Lefèvre", "Lefevre", "Lefevre"]
    made = [
        make.stakeholder(first_name="Anne", last_name=name, sort_key="lefevre") for name in names
    ]
    wanted = [made[1], made[3], made[4], made[2], made[0]]
    order = Order(column="sort_key", then=("last_name", "first_name"))
    everybody = Stakeholder.objects.all()
    shown, link = [], ""
    for _page in range(3):
        found = page_of(asked(link), everybody, key=order, size=2)
        shown, link = shown + found.rows, found.next
    assert shown == wanted
    back = page_of(asked(found.previous), everybody, key=order, size=2)
    assert back.rows == wanted[2:4]
    downwards = replace(order, is_descending=True)
    assert page_of(asked(), everybody, key=downwards, size=9).rows == wanted[::-1]
