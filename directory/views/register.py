"""The register of elected officials: who sits where."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission, allowed
from directory import search
from directory.editions import latest_edition
from directory.models import RegisterMandate, RegisterPerson
from directory.ranking import Asked
from directory.seats import seat_lines
from ui import listing, registry
from ui.htmx import is_htmx

FOUND = 50


@allowed(Permission.READ)
def register_list(request: HttpRequest) -> HttpResponse:
    """List the people of the register, or those a search finds, best first."""
    text = request.GET.get("q", "").strip()[:100]
    if text:
        people = search.search(text, limit=FOUND)
        page = listing.Page(rows=people, next="", previous="")
        models.prefetch_related_objects(people, search.seats())
    else:
        everybody = search.with_seats(RegisterPerson.objects.filter(search.is_listed()))
        page = listing.page_of(request, everybody.fetch_mode(models.FETCH_RAISE))
    rows = [(person, seat_lines(_seats(person), person.sex)) for person in page.rows]
    template = "directory/register_list.html"
    return render(
        request,
        f"{template}#rows" if is_htmx(request) else template,
        {
            "text": text,
            "asked": Asked.of(text),
            "is_start": not text and not page.previous,
            "page": page,
            "rows": rows,
            "is_cut": bool(text) and len(rows) == FOUND,
            "actions": registry.row_actions(request, "register_list", page.rows),
            "edition": latest_edition(),
        },
    )


def _seats(person: Any) -> list[RegisterMandate]:
    """Return what `search.seats()` gave the person."""
    seats: list[RegisterMandate] = person.seats
    return seats
