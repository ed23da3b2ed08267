"""Lets the history of the demonstration say who noted what, and when."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User


def sign(row: Any, by: User, on: datetime.date) -> None:
    """Let the history of the row say that it was noted by this user on that day."""
    noon = timezone.make_aware(datetime.datetime.combine(on, datetime.time(12)))
    row.history.update(history_user=by, history_date=noon)
