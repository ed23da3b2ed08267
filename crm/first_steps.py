"""The checklist of a new instance: it goes away by itself once everything is there."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Cooperative, User
from accounts.permissions import Permission, may
from contacts.models import Stakeholder
from directory.models import RegisterEdition
from operations.models import Operation


@dataclass(frozen=True)
class Step:
    """One line; `href` is empty for those who may not do it."""

    text: str
    href: str
    is_done: bool


def steps(user: Any) -> list[Step]:
    """Return the checklist, or nothing once the instance is in use."""
    wanted = [
        (
            _("Name your cooperative"),
            "cooperative_edit",
            Permission.MANAGE_SETTINGS,
            Cooperative.objects.exclude(name="").exists(),
        ),
        (
            _("Add your colleagues"),
            "user_list",
            Permission.MANAGE_USERS,
            User.objects.in_team().count() > 1,
        ),
        (
            _("Load a file of the register of elected officials"),
            "register_load",
            Permission.MANAGE_REGISTER,
            RegisterEdition.objects.exclude(imported_at=None).exists(),
        ),
        (
            _("Follow a first elected official"),
            "register_list",
            Permission.EDIT_PEOPLE,
            Stakeholder.objects.exists(),
        ),
        (
            _("Describe a first operation"),
            "operation_add",
            Permission.EDIT_OPERATIONS,
            Operation.objects.exists(),
        ),
    ]
    if all(is_done for *_rest, is_done in wanted) or Cooperative.current().is_demo:
        return []
    return [
        Step(text, reverse(url) if may(user, permission) else "", is_done)
        for text, url, permission, is_done in wanted
    ]
