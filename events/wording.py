"""How an event reads: when it is, how far off, where, in whole words."""

from __future__ import annotations

import datetime
import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from ui.templatetags.ui import day, hour

ICONS = {
    Event.Kind.GROUND_BREAKING: "shovel",
    Event.Kind.INAUGURATION: "scissors",
    Event.Kind.SITE_VISIT: "crane",
    Event.Kind.HOME_VISIT: "home-heart",
    Event.Kind.APERITIF: "glass-full",
    Event.Kind.MEETING: "message-circle",
}


def when(event: Event) -> str:
    """Return "Thursday 3 December 2026, from 10:00 to 12:00", or from one day to another."""
    words = {
        "day": day(event.starts_on, "full"),
        "start": hour(event.starts_at),
        "last_day": day(event.ends_on, "full"),
        "end": hour(event.ends_at),
    }
    if event.starts_on == event.ends_on:
        text = _("%(day)s, from %(start)s to %(end)s") % words
    else:
        text = _("from %(day)s, %(start)s, to %(last_day)s, %(end)s") % words
    return text[:1].upper() + text[1:]


def hours(event: Event) -> str:
    """Return "10:00 – 12:00"."""
    return f"{hour(event.starts_at)} – {hour(event.ends_at)}"


def countdown(event: Event, on: datetime.date) -> str:
    """Return how far off the event is on that day: "in 11 days", "tomorrow", "3 days ago"."""
    days = (event.starts_on - on).days
    if days < 0 and event.ends_on >= on:
        return _("under way")
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    text = (
        ngettext("in %(count)s day", "in %(count)s days", days)
        if days > 0
        else ngettext("%(count)s day ago", "%(count)s days ago", -days)
    )
    return text % {"count": abs(days)}


def where(event: Event) -> str:
    """Return the meeting point with its commune, which is not said twice."""
    commune = event.commune.name if event.commune else ""
    if commune.casefold() in event.meeting_point.casefold():
        commune = ""
    return ", ".join(part for part in (event.meeting_point, commune) if part)


def short_title(event: Event) -> str:
    """Return the title without the kind it begins with, for lines that show the kind beside it."""
    kind = re.escape(event.get_kind_display())
    rest = re.sub(rf"^{kind}\s*[–—:-]\s+", "", event.title, flags=re.IGNORECASE)
    return rest[:1].upper() + rest[1:]
