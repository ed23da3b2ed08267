"""What pages below show of operations: in a commune, in somebody's commune, with a partner."""

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from contacts.models import Mandate, Organization, Stakeholder
from directory.models import Territory
from operations.catalogue import entries
from operations.models import Operation, Resident
from ui.registry import Context, Panel, register_panel

AT_MOST = 12  # operations in a panel; the catalogue shows the others


def register() -> None:
    """Hang the panels on the pages of lower packages."""
    for page in ("territory_detail", "seat_detail"):
        register_panel(
            page, Panel(template="operations/panels/territory.html", context=in_territory, order=40)
        )
    register_panel(
        "stakeholder_detail",
        Panel(
            template="operations/panels/stakeholder.html",
            context=in_their_communes,
            place="side",
            order=50,
        ),
    )
    register_panel(
        "stakeholder_detail",
        Panel(
            template="operations/panels/homes.html",
            context=where_they_live,
            place="side",
            order=45,
            permission="accounts.read_residents",
        ),
    )
    register_panel(
        "organization_detail",
        Panel(
            template="operations/panels/organization.html",
            context=with_partner,
            place="side",
            order=50,
        ),
    )


def in_territory(request: HttpRequest, territory: Territory) -> Context | None:
    """Return the operations of a territory, those of its communes when it has some."""
    found = Operation.objects.in_territory(territory).with_catalogue()
    rows = list(found.order_by("commune__sort_key", "name", "pk")[: AT_MOST + 1])
    return {
        "entries": entries(rows[:AT_MOST], timezone.localdate()),
        "has_more": len(rows) > AT_MOST,
    }


def in_their_communes(request: HttpRequest, stakeholder: Stakeholder) -> Context | None:
    """Return the operations in the communes where somebody is in office.

    For those who sit in no commune, the intercommunality, the department or the region counts.
    """
    on = timezone.localdate()
    mandates = Mandate.objects.current(on).filter(stakeholder=stakeholder)
    territories = [row.territory for row in mandates.select_related("territory")]
    communes = [row for row in territories if row.kind == Territory.Kind.COMMUNE]
    found = Operation.objects.in_any(communes or territories).with_catalogue()
    rows = list(found.order_by("commune__sort_key", "name", "pk")[: AT_MOST + 1])
    if not rows:
        return None
    return {
        "entries": entries(rows[:AT_MOST], on),
        "has_more": len(rows) > AT_MOST,
        "is_commune": len(communes) == 1,
    }


def where_they_live(request: HttpRequest, stakeholder: Stakeholder) -> Context | None:
    """Return the homes of ours in which somebody we follow lives."""
    homes = list(
        Resident.objects.filter(stakeholder=stakeholder).select_related("operation__commune")
    )
    return {"homes": homes} if homes else None


def with_partner(request: HttpRequest, organization: Organization) -> Context | None:
    """Return the operations this organization takes part in, with its role in each."""
    partnerships = (
        organization.partnerships.select_related("operation__commune")
        .annotate(commune_key=F("operation__commune__sort_key"))
        .order_by("commune_key", "operation__name", "pk")
    )
    found = list(partnerships[:AT_MOST])
    return {"partnerships": found} if found else None
