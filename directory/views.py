"""The pages of the directory."""

from django.http import HttpRequest, HttpResponse

from accounts.permissions import Permission, allowed
from directory.territories import find_communes
from ui import picking


@allowed(Permission.READ)
def commune_pick(request: HttpRequest) -> HttpResponse:
    """Propose communes as one types a name, a postal code or an INSEE code."""
    found = find_communes(request.GET.get("q", ""))
    return picking.options(
        request,
        [
            picking.Option(row.pk, row.label, row.postal_codes.split(" ")[0] or row.code)
            for row in found
        ],
    )
