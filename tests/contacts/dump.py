"""The whole base as plain values, to compare before and after."""

from typing import Any

from django.apps import apps
from django.core import serializers
from simple_history.models import HistoricalChanges

# What remembers that something was done, as it should.
JOURNALS = frozenset({"ui.batch", "ui.batchchange", "ui.submission", "ui.job"})
DERIVED = frozenset({"network.standing"})


def dump() -> dict[str, Any]:
    """Return every row of every table, without history and journals."""
    found: dict[str, Any] = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        is_ours = model._meta.app_config.name != "sessions" and label not in JOURNALS
        if is_ours and not issubclass(model, HistoricalChanges) and model._meta.managed:
            rows = model._base_manager.order_by("pk")
            for row in serializers.serialize("python", rows):
                # A row computed from others is told by whom it is about, not by its key.
                key = row["fields"]["stakeholder"] if label in DERIVED else row["pk"]
                found[f"{label}:{key}"] = row["fields"]
    return found
