"""Lists that stay fast: one page at a time, found by the key of its edge rather than an offset."""

from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50
_VALUE = "listing_value"  # what the rows carry of a column of another table


@dataclass(frozen=True)
class Page[M: Model]:
    """One page of a list; `next` and `previous` are query strings, or empty."""

    rows: list[M]
    next: str
    previous: str

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a list is sorted by: a column with an index on it, then the primary key.

    A column of another table ("standing__height") is named with the key of the row there
    ("standing__stakeholder_id"), so that both engines may walk one index. Rows without a value come
    last in either direction, when `has_nulls`.
    """

    column: str
    is_descending: bool = False
    has_nulls: bool = False
    tie: str = "pk"

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
) -> Page[M]:
    """Return the page asked for (`?after=` or `?before=`), ordered by `key`, then primary key.

    The condition is written `key >= x AND (key > x OR pk > y)` so that both engines walk the
    index instead of sorting.
    """
    order = key if isinstance(key, Order) else Order.of(key)
    backwards = "before" in request.GET and "after" not in request.GET
    edge = _edge(request.GET.get("before" if backwards else "after", ""), order.column)
    rows = _window(queryset, order, edge, backwards=backwards, size=size + 1)
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = has_more if not backwards else edge is not None
    has_previous = has_more if backwards else edge is not None
    return Page(
        rows=rows,
        next=_link(request, "after", rows[-1], order.column) if rows and has_next else "",
        previous=_link(request, "before", rows[0], order.column) if rows and has_previous else "",
    )


type _Edge = tuple[Any, int] | None


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
    blank = replace(order, column="pk", tie="pk", is_descending=False)
    at_blank = edge is not None and edge[0] is None
    blank_edge = (edge[1], edge[1]) if at_blank and edge else None
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
    column, tie = order.column, order.tie
    keys = [column] if column == tie else [column, tie]
    window = queryset.order_by(*(f"-{key}" if downwards else key for key in keys))
    if edge is not None:
        side = "lt" if downwards else "gt"
        value, pk = edge
        window = window.filter(
            Q(**{f"{column}__{side}e": value})
            & (Q(**{f"{column}__{side}": value}) | Q(**{f"{tie}__{side}": pk}))
        )
    return list(window[:size])


def _link(request: HttpRequest, direction: str, row: Model, column: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    value: Any = getattr(row, _VALUE if "__" in column else column)
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    query[direction] = signing.dumps([value, row.pk], salt=_salt(column))
    return f"?{query.urlencode()}"


def _salt(column: str) -> str:
    """Return what ties an edge to its order: the edge of a list of days is none among names."""
    return f"ui.listing.{column}"


def _edge(token: str, column: str) -> tuple[Any, int] | None:
    if not token:
        return None
    try:
        value, pk = signing.loads(token, salt=_salt(column))
    except signing.BadSignature:
        return None
    return value, pk
