"""Work lists of the review after an election: the convinced who lost a seat, who gained one."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from contacts import turnover
from contacts.models import Stakeholder
from network import stances
from ui import registry

AT_MOST = 8


def register() -> None:
    """Hang the lists on the page of the review."""
    panel = registry.Panel(template="network/work_lists.html", context=work_lists, place="lists")
    registry.register_panel("turnover_review", panel)


def work_lists(request: HttpRequest, _user: Any) -> dict[str, Any] | None:
    """Return the convinced people whom the review is about, or None."""
    on = timezone.localdate()
    lost = list(stances.convinced(turnover.lost().with_seats(on))[:AT_MOST])
    gained = list(stances.convinced(turnover.gained().with_seats(on))[:AT_MOST])
    if not lost and not gained:
        return None
    people: list[Stakeholder] = [*lost, *gained]
    cells = registry.row_actions(request, "stakeholder_list", people)
    return {"lost": lost, "gained": gained, "cells": cells, "today": on}
