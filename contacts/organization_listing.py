"""What the list of organizations is sorted by, and what it shows of each."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from contacts import siren
from contacts.columns import (
    Column,
    Columns,
    Reading,
    each,
    email_link,
    last_exchange,
    phone_link,
    source_words,
)
from contacts.models import OrganizationQuerySet
from contacts.ordering import Choice, Orders
from ui.listing import Order
from ui.templatetags.ui import number

ORDERS = Orders()
COLUMNS = Columns()
LAST = "last_exchange_on"


def fetched(rows: OrganizationQuerySet, reading: Reading) -> OrganizationQuerySet:
    """Fetch along what the lines say and what they may be sorted by."""
    found = rows.with_people_count(reading.on).with_last_exchange(reading.on, reading.reader)
    return found.select_related("territory")


def _people(organization: Any, reading: Reading) -> SafeString | str:
    """Write how many people we know there, with the list of them."""
    count = organization.people_count
    if not count:
        return gettext("nobody we know yet")
    text = ngettext("%(count)s person we know", "%(count)s people we know", count)
    query = urlencode({"organization": organization, "organization_pk": organization.pk})
    url = f"{reverse('stakeholder_list')}?{query}"
    return format_html('<a href="{}">{}</a>', url, text % {"count": number(count)})


def _parent(organization: Any, reading: Reading) -> SafeString | str:
    if organization.parent is None:
        return ""
    url = reverse("organization_detail", args=[organization.parent_id])
    return format_html('<a href="{}">{}</a>', url, organization.parent)


def _siren(organization: Any, reading: Reading) -> SafeString | str:
    if not organization.siren:
        return gettext("missing")
    return format_html('<span class="tabular">{}</span>', siren.shown(organization.siren))


for _choice in (
    Choice(name="nom", label=_("by name"), order=Order(column="sort_key", then=("name",))),
    Choice(
        name="territoire",
        label=_("by territory"),
        order=Order(column="territory__sort_key", has_nulls=True),
    ),
    Choice(name="type", label=_("by kind"), order=Order(column="kind", then=("sort_key",))),
    Choice(
        name="personnes",
        label=_("most people we know first"),
        order=Order(column="people_count", is_descending=True),
    ),
    Choice(
        name="echange",
        label=_("last exchange, latest first"),
        order=Order(column=LAST, is_descending=True, has_nulls=True),
    ),
    Choice(
        name="silence",
        label=_("last exchange, oldest first"),
        order=Order(column=LAST, has_nulls=True),
    ),
    Choice(
        name="arrivee",
        label=_("added lately first"),
        order=Order(column="created_at", is_descending=True),
    ),
):
    ORDERS.contribute(_choice)

for _column in (
    Column(
        name="personnes",
        label=_("People we know there"),
        cells=each(_people),
        is_usual=True,
        order=10,
    ),
    Column(
        name="echange", label=_("Last exchange"), cells=each(last_exchange), is_usual=True, order=20
    ),
    Column(
        name="rattachement",
        label=_("Part of"),
        cells=each(_parent),
        fetch=lambda rows: rows.select_related("parent"),
        order=30,
    ),
    Column(name="telephone", label=_("Phone"), cells=each(phone_link), order=40),
    Column(name="courriel", label=_("E-mail"), cells=each(email_link), order=50),
    Column(name="siren", label=_("SIREN"), cells=each(_siren), order=60),
    Column(name="source", label=_("Source"), cells=each(source_words), order=70),
):
    COLUMNS.contribute(_column)
