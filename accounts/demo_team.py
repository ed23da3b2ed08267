"""Who one can sign in as on a demonstration: said by `serve` and by the sign-in page."""

from accounts.models import Cooperative, User
from accounts.permissions import Role

PASSWORD = "demo"  # noqa: S105 - of invented people, on invented data
# The administrator too: only that role loads the register of elected officials.
SHOWN = (Role.DIRECTOR, Role.COMMUNICATIONS, Role.VISITS, Role.ADMINISTRATOR)


def members() -> list[User]:
    """Return a member for each of these roles; nobody outside a demonstration."""
    if not Cooperative.current().is_demo:
        return []
    active = User.objects.filter(is_active=True).order_by("pk")
    found = (active.filter(groups__name=role.value).first() for role in SHOWN)
    return [member for member in found if member is not None]
