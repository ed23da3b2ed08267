"""Personal calendar addresses: secret, shown once, revoked at any time; only a hash is kept."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import Any

from accounts.permissions import Permission, may
from events.models import CalendarFeed

TOKEN_BYTES = 32
READ_AGAIN = datetime.timedelta(hours=1)  # how often `last_read_at` is worth a write


def open_feed(*, user: Any, name: str) -> tuple[CalendarFeed, str]:
    """Return a new subscription and its secret, which nobody can read again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(user=user, name=name, token_sha256=_hash(token))
    return feed, token


def find_feed(token: str) -> CalendarFeed | None:
    """Return the subscription with this secret, while it and its owner may read the agenda."""
    feed = (
        CalendarFeed.objects.filter(token_sha256=_hash(token), revoked_at=None)
        .select_related("user")
        .first()
    )
    if feed is None or not feed.user.is_active or not may(feed.user, Permission.READ):
        return None
    return feed


def revoke(feed: CalendarFeed, *, now: datetime.datetime) -> None:
    """Silence a subscription at once and for good."""
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])


def touch(feed: CalendarFeed, *, now: datetime.datetime) -> None:
    """Remember that the subscription was read; at most one write an hour."""
    if feed.last_read_at is None or now - feed.last_read_at >= READ_AGAIN:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
