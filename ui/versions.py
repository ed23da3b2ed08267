"""Keeps the versions of rows written by sets, which django-simple-history does not see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone

ADDED, CHANGED, DELETED = "+", "~", "-"
AT_ONCE = 500


def keep(model: type[Model], rows: Iterable[Model], *, done: str, by: Any) -> None:
    """Write one version of each row, as it is now; nothing for a model that keeps none."""
    history: Any = getattr(model, "history", None)
    if history is None or not hasattr(history, "bulk_history_create"):
        return
    versions: Any = history.model
    now = timezone.now()
    versions.objects.bulk_create(
        [
            versions(
                history_date=now,
                history_user=by,
                history_type=done,
                history_change_reason=getattr(row, "_change_reason", None) or "",
                **{field.attname: getattr(row, field.attname) for field in versions.tracked_fields},
            )
            for row in rows
        ],
        batch_size=AT_ONCE,
    )
