"""How templates write events."""

import datetime

from django import template

from events import attention, wording
from events.models import Event

register = template.Library()

register.filter("when", wording.when)
register.filter("hours", wording.hours)
register.filter("where", wording.where)
register.filter("countdown", wording.countdown)
register.filter("short_title", wording.short_title)


@register.filter
def kind_icon(kind: str) -> str:
    """Return the icon of a kind of event."""
    return wording.ICONS[Event.Kind(kind)]


@register.inclusion_tag("events/parts/status.html")
def event_status(event: Event, on: datetime.date) -> dict[str, object]:
    """Write where the event stands, in a word with a mark; needs `with_parts()`.

    Nothing of an event that is over, unless it was cancelled: nobody confirms the past.
    """
    is_over = event.ends_on < on
    return {
        "event": event,
        "is_told": event.is_cancelled or not is_over,
        "is_blocked": not is_over and attention.is_blocked(event),
    }


@register.filter
def typed(values: dict[int, str], key: int) -> str:
    """Return what was typed for this row, to show it again beside an error."""
    return values.get(key, "")
