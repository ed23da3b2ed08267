"""Leads from the address of a card that was merged away to the one that is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.permissions import Permission, may
from contacts import matters, merging
from contacts.models import Organization, Stakeholder

_PAGES: tuple[tuple[str, Any], ...] = (
    ("personnes/<int:pk>/", Stakeholder),
    ("organismes/<int:pk>/", Organization),
)
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def led_to_the_kept_one[**P](model: Any) -> Callable[[View[P]], View[P]]:
    """Where a page is not found because its card was merged away, lead to the one kept."""

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                if not may(request.user, Permission.READ):
                    raise
                merged = model.everyone.exclude(merged_into=None)
                gone = merged.filter(pk=kwargs["pk"]).first()
                if gone is None:
                    raise
                kept: Any = merging.survivor(gone)
                text = _("%(gone)s and %(kept)s are one card now: here it is.")
                messages.info(request, text % {"gone": gone, "kept": kept})
                return redirect(matters.of(model).page_of(kept))

        return wrapped

    return around


def lead(patterns: list[Any]) -> list[Any]:
    """Let the pages of one person, and of one organization, lead to the card that is kept."""
    for pattern in patterns:
        for start, model in _PAGES:
            if str(pattern.pattern).startswith(start):
                pattern.callback = led_to_the_kept_one(model)(pattern.callback)
    return patterns
