"""Lists that stay fast: one page at a time, found by the key of its edge rather than an offset."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page[M: Model]:
    """One page of a list; `next` and `previous` are query strings, or empty."""

    rows: list[M]
    next: str
    previous: str

    def __bool__(self) -> bool:
        return bool(self.rows)


def page_of[M: Model](
    request: HttpRequest, queryset: QuerySet[M], *, key: str = "sort_key", size: int = PAGE_SIZE
) -> Page[M]:
    """Return the page asked for (`?after=` or `?before=`), ordered by `key`, then primary key.

    `key` is a column that is never null, with an index on it; a leading "-" turns the order round.
    The condition is written `key >= x AND (key > x OR pk > y)` so that both engines walk the
    index instead of sorting.
    """
    descending = key.startswith("-")
    column = key.removeprefix("-")
    backwards = "before" in request.GET and "after" not in request.GET
    edge = _edge(request.GET.get("before" if backwards else "after", ""), column)
    downwards = descending != backwards
    order = (f"-{column}", "-pk") if downwards else (column, "pk")
    window = queryset.order_by(*order)
    if edge is not None:
        side = "lt" if downwards else "gt"
        value, pk = edge
        window = window.filter(
            Q(**{f"{column}__{side}e": value})
            & (Q(**{f"{column}__{side}": value}) | Q(**{f"pk__{side}": pk}))
        )
    rows = list(window[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = has_more if not backwards else edge is not None
    has_previous = has_more if backwards else edge is not None
    return Page(
        rows=rows,
        next=_link(request, "after", rows[-1], column) if rows and has_next else "",
        previous=_link(request, "before", rows[0], column) if rows and has_previous else "",
    )


def _link(request: HttpRequest, direction: str, row: Model, column: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    value: Any = getattr(row, column)
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
