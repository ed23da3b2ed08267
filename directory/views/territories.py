"""The territories: who sits there, what belongs to it."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission, allowed
from directory.forms import territory_label
from directory.models import Territory
from directory.reporting import children_words, kind_words
from directory.seats import mayors_of, sitting_in
from directory.territories import children_of, find_communes, find_territories
from ui import picking, registry
from ui.htmx import is_htmx

FOUND = 30


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
    parents = ("intercommunality", "department", "region")
    territory = get_object_or_404(
        Territory.objects.select_related(*parents).fetch_mode(models.FETCH_RAISE), pk=pk
    )
    sitting = sitting_in(territory)
    children = list(children_of(territory).fetch_mode(models.FETCH_RAISE))
    has_mayors = territory.kind == Territory.Kind.INTERCOMMUNALITY
    mayors = mayors_of(children) if has_mayors else {}
    seen_on = [line.seen_on for _person, line in sitting.present]
    seen_on += [mayor.last_seen_in.published_on for mayor in mayors.values()]
    people = list({person.pk: person for person, _line in sitting.everybody}.values())
    return render(
        request,
        "directory/territory_detail.html",
        {
            "territory": territory,
            "kind_words": kind_words(territory),
            "parents": [parent for parent in (getattr(territory, p) for p in parents) if parent],
            "sitting": sitting,
            "seen_on": max(seen_on, default=None),
            "children": [(child, mayors.get(child.pk)) for child in children],
            "children_title": children_words(territory),
            "actions": registry.row_actions(request, "register_list", people),
        },
    )


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
