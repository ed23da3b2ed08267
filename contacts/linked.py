"""The lists on the page of an organization or of a territory: a few rows, and the whole list.

They are the list itself, narrowed by its own filters: the same rows, the same columns, and the way
to the list where one narrows and sorts further.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.columns import Cells, Column, Reading
from contacts.filters import BEFORE
from contacts.list_kinds import ORGANIZATIONS, PEOPLE, ListKind
from contacts.list_pages import table
from contacts.listed import Listed
from contacts.models import Mandate, Organization, Post
from directory.forms import territory_label
from directory.models import Territory
from directory.territories import within
from ui.templatetags.ui import day

SIZE = 20

type Seats = Callable[[Reading, Sequence[int]], list[QuerySet[Any]]]


def of_organization(
    request: HttpRequest, organization: Organization, *, on: datetime.date
) -> list[dict[str, Any]]:
    """Return who is there, who was, and what is part of it; the first even when it is empty."""
    which = {"organization": str(organization), "organization_pk": str(organization.pk)}
    parts = {"parent": str(organization), "parent_pk": str(organization.pk)}

    def posts(reading: Reading, keys: Sequence[int]) -> list[QuerySet[Any]]:
        return [Post.objects.filter(organization=organization, stakeholder__in=keys)]

    title = _("Our contacts there")
    now = _linked(request, PEOPLE, which, name="now", title=title, on=on, seats=posts)
    now["empty"] = _("We know nobody there today.")
    gone = which | {"when": BEFORE}
    before = _linked(request, PEOPLE, gone, name="before", title=_("Before"), on=on, seats=posts)
    below = _linked(request, ORGANIZATIONS, parts, name="parts", title=_("Its parts"), on=on)
    return [now, *(some for some in (before, below) if some["page"])]


def of_territory(
    request: HttpRequest, territory: Territory, *, on: datetime.date
) -> list[dict[str, Any]]:
    """Return who holds something there or below today, the first seats first, and who did."""
    which = {"territory": territory_label(territory), "territory_pk": str(territory.pk)}
    places = within(territory).values("pk")

    def seats(reading: Reading, keys: Sequence[int]) -> list[QuerySet[Any]]:
        mandates = Mandate.objects.filter(territory__in=places, stakeholder__in=keys)
        posts = Post.objects.filter(organization__territory__in=places, stakeholder__in=keys)
        return [mandates.select_related("territory"), posts.select_related("organization")]

    by_rank, gone = which | {"tri": "rang"}, which | {"when": BEFORE}
    now = _linked(request, PEOPLE, by_rank, name="now", title=_("We follow here"), on=on)
    before = _linked(request, PEOPLE, gone, name="before", title=_("Before"), on=on, seats=seats)
    return [some for some in (now, before) if some["page"]]


def _linked(
    request: HttpRequest,
    kind: ListKind,
    which: dict[str, str],
    *,
    name: str,
    title: str,
    on: datetime.date,
    seats: Seats | None = None,
) -> dict[str, Any]:
    """Return one of the lists: what its rows need, its title, and where the whole of it is."""
    query = QueryDict(mutable=True)
    query.update(which)
    listed = Listed(kind, query, request.user, on)
    here = (_here(seats, is_over=which.get("when") == BEFORE),) if seats else ()
    shown = table(request, listed, size=SIZE, prefix=f"{name}_", more=here)
    return shown | {
        "name": name,
        "title": title,
        "url": f"{kind.list_url}?{listed.kept}",
        "is_said_here": bool(here) and "when" not in which,  # not to say a seat twice
    }


def _here(seats: Seats, *, is_over: bool) -> Column:
    """Return the column that says what each of them holds, or held, here."""

    def cells(rows: Sequence[Any], reading: Reading) -> Cells:
        found: dict[int, list[SafeString]] = {}
        running = Q(ended_on=None) | Q(ended_on__gt=reading.on)
        for held in seats(reading, [row.pk for row in rows]):
            for seat in held.exclude(running) if is_over else held.current(reading.on):  # type: ignore[attr-defined]
                found.setdefault(seat.stakeholder_id, []).append(_words(seat, is_over=is_over))
        return {pk: SafeString("<br>".join(lines)) for pk, lines in found.items()}

    return Column(name="ici", label=gettext_lazy("Here"), cells=cells)


def _words(seat: Any, *, is_over: bool) -> SafeString:
    """Write what is held here, and since when or until when."""
    text = seat.line if isinstance(seat, Mandate) else str(seat.title)
    if seat.delegation:
        text = f"{text}, {seat.delegation}"
    if is_over and seat.ended_on:
        when = _("until %(end)s") % {"end": day(seat.ended_on)}
    elif not is_over and seat.started_on:
        when = _("since %(month)s") % {"month": day(seat.started_on, "month")}
    else:
        return format_html("{}", text)
    return format_html('{} <span class="seat-since">· {}</span>', text, when)
