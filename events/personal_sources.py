"""Where this package holds data about people (`contacts.personal_data`)."""

from dataclasses import replace

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contacts import personal_data
from events.models import Event

HOSTS = personal_data.rows(
    "events.Host",
    label=gettext_lazy("Visits at which they receive, as a resident"),
    of="operations.resident",
    to=("resident",),
    blank={},
    order=73,
)


def register() -> None:
    """Name the invitations, and those who receive."""
    personal_data.register(
        personal_data.rows("events.Guest", label=gettext_lazy("Invitations"), blank={}, order=40)
    )
    personal_data.register(replace(HOSTS, erase=_erase_hosts))


def _erase_hosts(who: Model) -> int:
    """Free the resident from the events to come; those that took place keep their count."""
    (table,) = HOSTS.tables
    to_come = Event.objects.upcoming(timezone.now())
    freed = personal_data.rows_of(table, who).filter(event__in=to_come).delete()[0]
    return freed + HOSTS.erase(who)
