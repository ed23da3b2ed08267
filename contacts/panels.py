"""What contacts hang on lower pages: « Suivre » in the register, « Nous suivons ici »."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts import linked, places, taking_in
from directory.models import RegisterPerson, Territory

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
    followed = taking_in.followed_among(rows)
    return {row.pk: {"stakeholder": followed.get(row.pk)} for row in rows}


def where_we_work(request: HttpRequest, _page: Any) -> dict[str, Any] | None:
    """Return the territories where we build, the wider first, or None: where one begins to read."""
    around = places.around(places.communes())
    found = list(Territory.objects.filter(pk__in=around).select_related("department"))
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in _WIDER_FIRST}
    kinds = [(_WIDER_FIRST[kind], some) for kind, some in by_kind.items() if some]
    return {"kinds": kinds} if kinds else None


def followed_here(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    """Return the people we follow who hold, or held, something here or below; or None."""
    found = linked.of_territory(request, territory, on=timezone.localdate())
    return {"linked": found} if found else None
