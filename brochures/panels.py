"""What pages below show of brochures: what somebody holds, what tells of a commune."""

import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from brochures.models import Edition, Handover
from contacts.models import Mandate, Organization, Stakeholder
from directory.models import Territory
from ui.registry import Context, Panel, register_panel

AT_MOST = 8


def register() -> None:
    """Hang the panels on the pages of lower packages."""
    for page, context, name in (
        ("stakeholder_detail", of_stakeholder, "stakeholder"),
        ("territory_detail", of_territory, "territory"),
        ("seat_detail", of_territory, "territory"),
        ("organization_detail", of_organization, "organization"),
    ):
        register_panel(
            page,
            Panel(
                template=f"brochures/panels/{name}.html", context=context, place="side", order=60
            ),
        )


def of_stakeholder(request: HttpRequest, stakeholder: Stakeholder) -> Context | None:
    """Return what was handed to somebody, and the editions about their communes not yet given."""
    on = timezone.localdate()
    handed = stakeholder.handovers.select_related("edition__brochure", "author")
    handovers = list(handed[:AT_MOST])
    waiting = to_hand(stakeholder, on)
    if not handovers and not waiting:
        return None
    return {"handovers": handovers, "waiting": waiting}


def to_hand(stakeholder: Stakeholder, on: datetime.date) -> list[Edition]:
    """Return the latest editions about the communes of somebody that they do not hold yet."""
    if stakeholder.objected_on is not None:
        return []
    seats = Mandate.objects.current(on).filter(stakeholder=stakeholder)
    later = Edition.objects.filter(brochure=OuterRef("brochure"), number__gt=OuterRef("number"))
    held = Handover.objects.filter(edition=OuterRef("pk"), stakeholder=stakeholder)
    editions = Edition.objects.filter(
        ~Exists(later),
        ~Exists(held),
        brochure__audience="commune",
        brochure__commune__in=seats.values("territory"),
    )
    return list(editions.order_by("-frozen_at", "-pk")[:3])


def of_territory(request: HttpRequest, territory: Territory) -> Context | None:
    """Return the editions about a commune and whom they were handed to."""
    if territory.kind != Territory.Kind.COMMUNE:
        return None
    editions = Edition.objects.filter(brochure__commune=territory).select_related("brochure")
    found = list(editions.prefetch_related("handovers__stakeholder")[:AT_MOST])
    return {"editions": found, "territory": territory}


def of_organization(request: HttpRequest, organization: Organization) -> Context | None:
    """Return the editions written for an organization, or handed to its people."""
    on = timezone.localdate()
    posts = organization.posts.current(on).values("stakeholder")
    handed = Handover.objects.filter(stakeholder__in=posts)
    handovers = list(handed.select_related("edition__brochure", "stakeholder")[:AT_MOST])
    editions = list(
        Edition.objects.filter(brochure__organization=organization).select_related("brochure")[
            :AT_MOST
        ]
    )
    if not handovers and not editions:
        return None
    return {"handovers": handovers, "editions": editions}
