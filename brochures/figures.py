"""Figures: grouped as a reader looks for them, removed with a way back."""

from typing import Any

from django.db import models

from brochures.models import Brochure, Figure


def by_place() -> list[tuple[str, list[Figure]]]:
    """Return every figure under the name of the place it takes, empty places left out."""
    figures = Figure.objects.select_related("territory").order_by("position", "pk")
    found = list(figures.fetch_mode(models.FETCH_RAISE))
    groups = [
        (str(place.label), [figure for figure in found if figure.place == place])
        for place in Figure.Place
    ]
    return [(label, rows) for label, rows in groups if rows]


def remove(figure: Figure) -> list[int]:
    """Remove a figure; return the keys of the brochures that printed it."""
    brochures = list(figure.brochures.values_list("pk", flat=True))
    figure.delete()
    return brochures


def restore(pk: int, *, brochures: list[int]) -> bool:
    """Bring a removed figure back, also in the brochures that printed it; tell if it worked."""
    if Figure.objects.filter(pk=pk).exists():
        return False
    history: Any = Figure.history.filter(id=pk)
    last = history.order_by("-history_date", "-history_id").first()
    if last is None:
        return False
    figure: Figure = last.instance
    figure.save(force_insert=True)
    figure.brochures.set(Brochure.objects.filter(pk__in=brochures))
    return True
