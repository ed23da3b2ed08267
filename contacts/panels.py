"""What contacts hang on lower pages: « Suivre » in the register, « Nous suivons ici »."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts import following, places
from contacts.models import Mandate, Stakeholder
from directory.models import RegisterPerson, Territory
from ui import registry

_WIDER_FIRST = {
    Territory.Kind.REGION: _("Regions"),
    Territory.Kind.DEPARTMENT: _("Departments"),
    Territory.Kind.INTERCOMMUNALITY: _("Intercommunalities"),
    Territory.Kind.COMMUNE: _("Communes"),
}


def follow_buttons(
    request: HttpRequest, rows: Sequence[RegisterPerson]
) -> dict[int, dict[str, Any]]:
    """Return, for each person of the register, the stakeholder they became, or None."""
    followed = following.followed_among(rows)
    return {row.pk: {"stakeholder": followed.get(row.pk)} for row in rows}


def where_we_work(request: HttpRequest, _page: Any) -> dict[str, Any] | None:
    """Return the territories where we build, the wider first, or None: where one begins to read."""
    around = places.around(places.communes())
    found = list(Territory.objects.filter(pk__in=around).select_related("department"))
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in _WIDER_FIRST}
    kinds = [(_WIDER_FIRST[kind], some) for kind, some in by_kind.items() if some]
    return {"kinds": kinds} if kinds else None


def followed_here(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    """Return the people we follow who hold a seat in this territory, or None."""
    on = timezone.localdate()
    seats = (
        Mandate.objects.current(on)
        .filter(territory=territory)
        .select_related("stakeholder", "territory")
        .order_by("rank", "stakeholder__sort_key", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
    rows: dict[int, dict[str, Any]] = {}
    for seat in seats:
        rows.setdefault(seat.stakeholder_id, {"stakeholder": seat.stakeholder, "seat": seat})
    if not rows:
        return None
    people: list[Stakeholder] = [row["stakeholder"] for row in rows.values()]
    cells = registry.row_actions(request, "stakeholder_list", people)
    return {"rows": list(rows.values()), "cells": cells}
