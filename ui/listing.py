"""Lists that stay fast: one page at a time, found by the key of its edge rather than an offset."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50
MOST_COUNTED = 1000  # counting further would take longer than finding the page
_VALUE = "listing_value"  # what the rows carry of a column of another table


@dataclass(frozen=True)
class Page[M: Model]:
    """One page of a list; `next` and `previous` are query strings, or empty."""

    rows: list[M]
    next: str
    previous: str

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class Counted:
    """How many rows a list has: `number` of them, or more when `is_more`."""

    number: int
    is_more: bool = False


def counted(queryset: QuerySet[Any], page: Page[Any] | None = None) -> Counted:
    """Count the rows of a list no further than a reader needs; its only page needs no query."""
    if page is not None and not (page.next or page.previous):
        return Counted(len(page.rows))
    number = queryset.order_by()[: MOST_COUNTED + 1].count()
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a list is sorted by: a column with an index on it, then the primary key.

    `then` are columns of the same index that part equals before the key does (an accent). A column
    of another table ("standing__height") is named with the key of the row there
    ("standing__stakeholder_id"), so that both engines may walk one index. Rows without a value come
    last in either direction, when `has_nulls`.
    """

    column: str
    then: tuple[str, ...] = ()
    is_descending: bool = False
    has_nulls: bool = False
    tie: str = "pk"

    @property
    def keys(self) -> tuple[str, ...]:
        """Return all that it sorts by."""
        return tuple(dict.fromkeys((self.column, *self.then, self.tie)))

    @classmethod
    def of(cls, key: str) -> "Order":
        """Return the order of a column that is never null; a leading "-" turns it round."""
        return cls(column=key.removeprefix("-"), is_descending=key.startswith("-"))


def page_of[M: Model](
    request: HttpRequest,
    queryset: QuerySet[M],
    *,
    key: str | Order = "sort_key",
    size: int = PAGE_SIZE,
    prefix: str = "",
) -> Page[M]:
    """Return the page asked for (`?after=` or `?before=`), ordered by `key`, then primary key.

    `prefix` begins these two names where a page holds several lists.

    The condition is written `key >= x AND (key > x OR pk > y)` so that both engines walk the
    index instead of sorting.
    """
    order = key if isinstance(key, Order) else Order.of(key)
    after, before = f"{prefix}after", f"{prefix}before"
    backwards = before in request.GET and after not in request.GET
    edge = _edge(request.GET.get(before if backwards else after, ""), order)
    rows = _window(queryset, order, edge, backwards=backwards, size=size + 1)
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = has_more if not backwards else edge is not None
    has_previous = has_more if backwards else edge is not None
    return Page(
        rows=rows,
        next=_link(request, after, before, rows[-1], order) if rows and has_next else "",
        previous=_link(request, before, after, rows[0], order) if rows and has_previous else "",
    )


type _Edge = tuple[Any, ...] | None  # the value, those of `then`, the primary key


def _window[M: Model](
    queryset: QuerySet[M], order: Order, edge: _Edge, *, backwards: bool, size: int
) -> list[M]:
    """Return the rows that follow the edge, or that come before it, the nearest first."""
    if not order.has_nulls:
        return _part(queryset, order, edge, backwards=backwards, size=size)
    column = order.column
    queryset = queryset.annotate(**{_VALUE: F(column)}) if "__" in column else queryset
    with_value = queryset.filter(**{f"{column}__isnull": False})
    without = queryset.filter(**{f"{column}__isnull": True})
    blank = replace(order, column="pk", then=(), tie="pk", is_descending=False)
    at_blank = edge is not None and edge[0] is None
    blank_edge = (edge[-1],) if at_blank and edge else None
    first, second = (with_value, order), (without, blank)
    edges: list[_Edge] = [None if at_blank else edge, blank_edge]
    parts = [(*first, edges[0]), (*second, edges[1])]
    if at_blank != backwards:
        parts = [parts[1]] if at_blank else [parts[0]]
    elif backwards:
        parts.reverse()
    rows: list[M] = []
    for some, its_order, its_edge in parts:
        if len(rows) < size:
            left = size - len(rows)
            rows += _part(some, its_order, its_edge, backwards=backwards, size=left)
    return rows


def _part[M: Model](
    queryset: QuerySet[M], order: Order, edge: _Edge, *, backwards: bool, size: int
) -> list[M]:
    downwards = order.is_descending != backwards
    window = queryset.order_by(*(f"-{key}" if downwards else key for key in order.keys))
    if edge is not None:
        window = window.filter(_beyond(order.keys, edge, "lt" if downwards else "gt"))
    return list(window[:size])


def _beyond(keys: Sequence[str], edge: Sequence[Any], side: str) -> Q:
    """Return the condition of what lies beyond the edge, in the form that walks the index."""
    key, value = keys[0], edge[0]
    if len(keys) == 1:
        return Q(**{f"{key}__{side}": value})
    further = _beyond(keys[1:], edge[1:], side)
    return Q(**{f"{key}__{side}e": value}) & (Q(**{f"{key}__{side}": value}) | further)


def _link(request: HttpRequest, direction: str, other: str, row: Model, order: Order) -> str:
    query = request.GET.copy()
    query.pop(other, None)
    names = (_VALUE if "__" in order.column else order.column, *order.then)
    values: list[Any] = [getattr(row, name) for name in names]
    told = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    query[direction] = signing.dumps([*told, row.pk], salt=_salt(order))
    return f"?{query.urlencode()}"


def _salt(order: Order) -> str:
    """Return what ties an edge to its order: the edge of a list of days is none among names."""
    return f"ui.listing.{'.'.join((order.column, *order.then))}"


def _edge(token: str, order: Order) -> tuple[Any, ...] | None:
    if not token:
        return None
    try:
        return tuple(signing.loads(token, salt=_salt(order)))
    except signing.BadSignature:
        return None
