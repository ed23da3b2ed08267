"""Tells a resident's page which events rest on their consent to receive."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from operations.consents import Use
from operations.models import Consent, Resident
from ui.templatetags.ui import day


def hostings(resident: Resident) -> Iterable[Use]:
    """Return the events to come at which the resident receives."""
    events = Event.objects.upcoming(timezone.now()).filter(hosts__resident=resident)
    for event in events:
        text = _("%(title)s, on %(day)s") % {"title": event.title, "day": day(event.starts_on)}
        yield Use(kind=Consent.Kind.HOSTING, text=text, url=event.get_absolute_url())
