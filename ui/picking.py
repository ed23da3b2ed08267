"""The answer a pick box (`ui.forms.PickField`) gets as one types."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Option:
    """One proposal: its key, its label, and a smaller text that tells it from the others."""

    pk: int
    label: str
    hint: str = ""


def options(request: HttpRequest, proposals: Iterable[Option]) -> HttpResponse:
    """Answer with the proposals as the rows of a listbox."""
    return render(
        request,
        "ui/parts/pick_options.html",
        {"options": list(proposals), "list_id": request.GET.get("list", "options")},
    )
