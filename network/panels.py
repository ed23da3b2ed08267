"""What stances hang on the pages about people."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from contacts.models import Stakeholder
from network import stances


def head(request: HttpRequest, stakeholder: Stakeholder) -> dict[str, Any]:
    """Return where the person stands, for the head of their page."""
    return {"change": stances.latest(stakeholder), "stakeholder": stakeholder}


def side(request: HttpRequest, stakeholder: Stakeholder) -> dict[str, Any]:
    """Return the ladder."""
    steps = stances.history(stakeholder, reader=request.user)
    return {
        "steps": steps,
        "rungs": stances.ladder(steps, sex=stakeholder.sex),
        "stakeholder": stakeholder,
    }


def main(request: HttpRequest, stakeholder: Stakeholder) -> dict[str, Any] | None:
    """Return every change with its evidence, or None while there is none."""
    steps = stances.history(stakeholder, reader=request.user)
    return {"steps": steps, "stakeholder": stakeholder} if steps else None


def cells(request: HttpRequest, people: Sequence[Stakeholder]) -> dict[int, dict[str, Any]]:
    """Return where each person of a list stands, for those about whom something was said."""
    return {pk: {"change": change} for pk, change in stances.current_of(people).items()}
