"""The holders of a seat among those we follow, for the page of the seat."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Mandate, Stakeholder
from directory.seat_keys import SeatKey
from directory.seat_pages import Holder
from ui.templatetags.ui import day


def holders(key: SeatKey) -> Iterator[Holder]:
    """Return whom we know to hold or have held this seat: names and days, nothing they said."""
    shown = Stakeholder.objects.all()
    mandates = Mandate.objects.filter(seat_key=str(key), stakeholder__in=shown)
    for mandate in mandates.select_related("stakeholder", "seen_in").order_by("pk"):
        who = mandate.stakeholder
        on = mandate.source_on or who.source_on
        yield Holder(
            name=str(who),
            sort_key=who.sort_key,
            person=who.register_person_id,
            since=mandate.started_on,
            until=mandate.ended_on,
            seen_on=mandate.seen_in.published_on if mandate.seen_in else None,
            is_latest=mandate.ended_on is None,
            url=reverse("stakeholder_detail", args=[who.pk]),
            source=_("noted on %(day)s") % {"day": day(on)},
        )
