"""The whole base as plain values, to compare before and after."""

from typing import Any

from django.apps import apps
from django.core import serializers
from simple_history.models import HistoricalChanges

# What remembers that something was done, as it should.
JOURNALS = frozenset({"ui.batch", "ui.batchchange", "ui.submission", "ui.job"})
# Computed from other rows: told by what they are about, not by their key.
DERIVED = {"network.standing": ("stakeholder",), "ui.indexedword": ("index_name", "word")}


def dump() -> dict[str, Any]:
    """Return every row of every table, without history and journals."""
    found: dict[str, Any] = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        is_ours = model._meta.app_config.name != "sessions" and label not in JOURNALS
        if is_ours and not issubclass(model, HistoricalChanges) and model._meta.managed:
            rows = model._base_manager.order_by("pk")
            for row in serializers.serialize("python", rows):
                about = [str(row["fields"][name]) for name in DERIVED.get(label, ())]
                key = " ".join(about) or row["pk"]
                found[f"{label}:{key}"] = row["fields"]
    return found
