"""The territories: who sits there, what belongs to it."""

import datetime

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission, allowed
from directory.forms import territory_label
from directory.models import RegisterMandate, Territory
from directory.reporting import children_words, kind_words
from directory.seat_pages import PARENTS, presidents_above
from directory.seats import Sitting, mayors_of, sitting_in
from directory.territories import children_of, find_communes, find_territories
from ui import picking, registry
from ui.htmx import is_htmx

FOUND = 30
SHOWN = 80  # people on the page of a territory; the others are one click away


@allowed(Permission.READ)
def territory_list(request: HttpRequest) -> HttpResponse:
    """Find a territory by its name, its postal code or its official code."""
    text = request.GET.get("q", "").strip()[:100]
    template = "directory/territory_list.html"
    return render(
        request,
        f"{template}#rows" if is_htmx(request) else template,
        {
            "text": text,
            "territories": find_territories(text, FOUND, is_forgiving=True) if text else [],
        },
    )


@allowed(Permission.READ)
def territory_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who sits in a territory, since when, and what the other packages know of it."""
    territories = Territory.objects.select_related(*PARENTS).fetch_mode(models.FETCH_RAISE)
    territory = get_object_or_404(territories, pk=pk)
    sitting = sitting_in(territory)
    shown = len(sitting.present) if "all" in request.GET else SHOWN
    children = list(children_of(territory).fetch_mode(models.FETCH_RAISE))
    is_council = territory.kind == Territory.Kind.INTERCOMMUNALITY
    mayors = mayors_of(children) if is_council else {}
    people = {person.pk: person for person, _line in sitting.everybody}
    return render(
        request,
        "directory/territory_detail.html",
        {
            "territory": territory,
            "kind_words": kind_words(territory),
            "presidents": presidents_above(territory),
            "present": sitting.present[:shown],
            "hidden_count": len(sitting.present[shown:]),
            "parents": list(filter(None, (getattr(territory, name) for name in PARENTS))),
            "sitting": sitting,
            "seen_on": _seen_on(sitting, mayors),
            "children": [(child, mayors.get(child.pk)) for child in children],
            "children_title": children_words(territory),
            "actions": registry.row_actions(request, "register_list", [*people.values()]),
        },
    )


def _seen_on(sitting: Sitting, mayors: dict[int, RegisterMandate]) -> datetime.date | None:
    """Return the day of the latest file that names somebody there."""
    days = [line.seen_on for _person, line in sitting.present]
    days += [mayor.last_seen_in.published_on for mayor in mayors.values()]
    return max(days, default=None)


@allowed(Permission.READ)
def territory_pick(request: HttpRequest) -> HttpResponse:
    """Propose territories of any kind as one types a name or a code."""
    found = find_territories(request.GET.get("q", ""), is_forgiving=True)
    return picking.options(
        request, [picking.Option(row.pk, territory_label(row), row.code) for row in found]
    )


@allowed(Permission.READ)
def commune_pick(request: HttpRequest) -> HttpResponse:
    """Propose communes as one types a name, a postal code or an INSEE code."""
    found = find_communes(request.GET.get("q", ""), is_forgiving=True)
    return picking.options(
        request,
        [
            picking.Option(row.pk, row.label, row.postal_codes.split(" ")[0] or row.code)
            for row in found
        ],
    )
