"""What the page of a person or of an organization needs to show its facts."""

import datetime
from typing import Any

from contacts import facts, forms_of_address, kinds, same_siren, seats
from contacts.models import Organization, Stakeholder


def context_of(row: Stakeholder | Organization, *, on: datetime.date) -> dict[str, Any]:
    """Return the variables of the head and of the facts of a page."""
    context: dict[str, Any] = {
        "subject": row,
        "kind": row._meta.model_name,
        "facts": facts.of(row),
        "sources": facts.sources(row),
        "today": on,
        "is_silent": isinstance(row, Stakeholder) and row.objected_on is not None,
    }
    if isinstance(row, Stakeholder):
        context |= {
            "stakeholder": row,
            "lines": seats.current(row, on=on),
            "kinds": kinds.words(row, on),
            "address": forms_of_address.address(row, on),
            "points": _points(row),
            "assistants": list(row.assistants.select_related("assistant")),
            "assists": list(row.assists.select_related("stakeholder")),
        }
    else:
        context |= {"organization": row, "same_siren": same_siren.others(row)}
    return context


def _points(stakeholder: Stakeholder) -> dict[str, list[Any]]:
    """Return the other numbers and addresses, by kind."""
    found: dict[str, list[Any]] = {"phone": [], "email": []}
    for point in stakeholder.contact_points.all():
        found[point.kind].append(point)
    return found
