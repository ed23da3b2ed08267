"""Organizations that bear the SIREN of another one: said, never refused.

The branches of a bank share its number: what one is part of, its own parts, and those that are
part of the same are left out.
"""

from django.db.models import Q

from contacts.models import Organization

SHOWN = 5


def others(organization: Organization) -> list[Organization]:
    """Return the other organizations of this SIREN, a few of them."""
    if not organization.siren or organization.pk is None:
        return []
    family = Q(pk=organization.parent_id or 0) | Q(parent=organization.pk)
    if organization.parent_id:
        family |= Q(parent=organization.parent_id)
    same = Organization.objects.filter(siren=organization.siren).exclude(pk=organization.pk)
    return list(same.exclude(pk__in=Organization.objects.filter(family).values("pk"))[:SHOWN])
