"""How people, dates of exchanges and phone numbers read on a page."""

import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import phones, seats, siren
from contacts.facts import Fact
from contacts.models import Exchange, Stakeholder
from contacts.models.privacy import PrivacyRequest
from ui.templatetags.ui import day

register = template.Library()
MONTH = 30  # days; long enough to speak of months
ICONS = {
    Exchange.Channel.MEETING: "users-group",
    Exchange.Channel.CALL: "phone",
    Exchange.Channel.EMAIL: "mail",
    Exchange.Channel.LETTER: "send",
    Exchange.Channel.VISIT: "map-pin",
    Exchange.Channel.NOTE: "note",
}


@register.filter
def headline(stakeholder: Stakeholder, on: datetime.date) -> SafeString | str:
    """Write the first seat and since when, and how many others there are."""
    held = seats.current(stakeholder, on=on)
    if not held:
        return _("no seat or post today")
    parts = [held[0].line]
    if held[0].started_on:
        parts.append(_("since %(month)s") % {"month": day(held[0].started_on, "month")})
    others = len(held) - 1
    if others:
        text = ngettext("and %(count)s other seat", "and %(count)s other seats", others)
        parts.append(text % {"count": others})
    return format_html("{}", " · ".join(parts))


@register.filter
def asker(request: PrivacyRequest) -> str:
    """Write who asked about their data; nobody any more, once the name was kept long enough."""
    return str(request.person or request.name or _("name forgotten since"))


@register.filter
def ago(value: datetime.date, on: datetime.date) -> str:
    """Write how long ago a day was: "hier", "il y a 12 jours", "il y a 3 mois"."""
    days = (on - value).days
    if days <= 1:
        return _("today") if days <= 0 else _("yesterday")
    if days < 2 * MONTH:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    months = days // MONTH
    if months < 24:  # noqa: PLR2004 - two years
        return ngettext("%(count)s month ago", "%(count)s months ago", months) % {"count": months}
    years = days // 365
    return ngettext("%(count)s year ago", "%(count)s years ago", years) % {"count": years}


@register.filter
def dialled(stored: str) -> str:
    """Write a number for a link that calls; nothing when it cannot be read."""
    return phones.dialled(stored)


@register.filter
def phone(stored: str) -> str:
    """Write a number as one reads it: "06 12 34 56 78"."""
    return phones.shown(stored)


@register.simple_tag
def fact_url(fact: Fact, row: Any) -> str:
    """Return the address where a fact of this person or organization is edited."""
    return fact.url(row.pk)


@register.filter
def initial_small(text: str) -> str:
    """Write a title inside a sentence: "maire de Quimper"; initials (DGS) stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


@register.filter(name="siren")
def siren_shown(number: str) -> str:
    """Write a SIREN or a SIRET in groups."""
    return siren.shown(number)


@register.filter
def bare_address(url: str) -> str:
    """Write the address of a site without what everybody knows: "banque.example"."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


@register.filter
def channel_icon(channel: str) -> str:
    """Name the icon of a channel."""
    return ICONS[Exchange.Channel(channel)]
