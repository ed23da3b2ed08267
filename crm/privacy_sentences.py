"""What the law asks of us today, as sentences of the home page: people to inform, requests."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from contacts import informing
from contacts.models.privacy import PrivacyRequest
from crm.home import Item
from ui.templatetags.ui import day, number


def items(on: datetime.date) -> Iterator[Item]:
    """Yield one sentence for those to inform, and one for each request that waits."""
    yield from _to_inform(on)
    for request in PrivacyRequest.objects.waiting().order_by("received_on", "pk")[:3]:
        last = informing.a_month_after(request.received_on)
        yield Item(
            sentence=format_html(
                _("Somebody asks for {what}: the answer is due by {day}."),
                what=request.get_kind_display(),
                day=day(last),
            ),
            reason=_("The law gives a month."),
            href=reverse("privacy_request_edit", args=[request.pk]),
            action=_("Answer"),
            icon="shield-lock",
            urgency=(last - on).days,
            permission=Permission.MANAGE_PRIVACY,
            read_href=reverse("information_list"),
        )


def _to_inform(on: datetime.date) -> Iterator[Item]:
    late = informing.overdue(on).count()
    soon = informing.not_informed().filter(clock_on__lt=on + datetime.timedelta(days=14)).count()
    if not soon:
        return
    text = ngettext(
        "{count} person is to be told within two weeks that we hold data about them.",
        "{count} people are to be told within two weeks that we hold data about them.",
        soon,
    )
    if late:
        text = ngettext(
            "{count} person should have been told that we hold data about them.",
            "{count} people should have been told that we hold data about them.",
            late,
        )
    yield Item(
        sentence=format_html(text, count=number(late or soon)),
        reason=_("Within a month, or at the first exchange (RGPD)."),
        href=reverse("information_list"),
        action=_("Inform them"),
        icon="shield-lock",
        urgency=10 if late else 20,
        permission=Permission.EDIT_PEOPLE,
    )
