"""Proposals as one types the name of a person or of an organization."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from contacts import fields
from ui.picking import Option, options


@allowed(Permission.READ)
@require_safe
def stakeholder_pick(request: HttpRequest) -> HttpResponse:
    """Propose people we follow."""
    found = fields.find_stakeholders(request.GET.get("q", ""), is_forgiving=True)
    return options(request, [Option(row.pk, fields.stakeholder_label(row)) for row in found])


@allowed(Permission.READ)
@require_safe
def organization_pick(request: HttpRequest) -> HttpResponse:
    """Propose organizations we know, with what they are."""
    found = fields.find_organizations(request.GET.get("q", ""), is_forgiving=True)
    return options(request, [Option(row.pk, row.name, row.get_kind_display()) for row in found])
