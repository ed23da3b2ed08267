"""Who may do what: permissions, the roles that hold them, and the decorator above every view."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """What a member of the team may do; each one is a Django permission of `accounts.User`."""

    READ = "read", _("read everything that is not private")
    READ_PRIVATE_NOTES = "read_private_notes", _("read private notes")
    READ_RESIDENTS = "read_residents", _("read residents' addresses")
    EDIT_PEOPLE = "edit_people", _("take people in, edit them, note exchanges")
    SORT_PEOPLE = "sort_people", _("tag people and make segments")
    EXPORT_PEOPLE = "export_people", _("take people and organizations out in a file")
    EDIT_STANCES = "edit_stances", _("change stances and targets")
    EDIT_OPERATIONS = "edit_operations", _("describe operations")
    EDIT_MEDIA = "edit_media", _("add photos")
    EDIT_TESTIMONIALS = "edit_testimonials", _("collect testimonials")
    EDIT_BROCHURES = "edit_brochures", _("make brochures and hand them over")
    EDIT_EVENTS = "edit_events", _("plan events and invite guests")
    EDIT_EVENT_PAPERS = "edit_event_papers", _("prepare the papers of an event")
    EDIT_RESIDENTS = "edit_residents", _("manage residents, hosts and consents")
    MANAGE_REGISTER = "manage_register", _("load the register of elected officials")
    MANAGE_USERS = "manage_users", _("manage users")
    MANAGE_SETTINGS = "manage_settings", _("change the settings of the cooperative")
    MANAGE_PRIVACY = "manage_privacy", _("manage personal data requests")


class Role(models.TextChoices):
    """A role of the team; a person may hold several. Each is a Django group of that name."""

    DIRECTOR = "director", _("Development director")
    COMMUNICATIONS = "communications", _("Communications officer")
    VISITS = "visits", _("Visit team")
    READER = "reader", _("Reader")
    ADMINISTRATOR = "administrator", _("Administrator")


P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: frozenset(
        {
            P.READ,
            P.READ_PRIVATE_NOTES,
            P.READ_RESIDENTS,
            P.EDIT_PEOPLE,
            P.SORT_PEOPLE,
            P.EXPORT_PEOPLE,
            P.EDIT_STANCES,
            P.EDIT_OPERATIONS,
            P.EDIT_MEDIA,
        }
    ),
    Role.COMMUNICATIONS: frozenset(
        {
            P.READ,
            P.READ_PRIVATE_NOTES,
            P.SORT_PEOPLE,
            P.EXPORT_PEOPLE,
            P.EDIT_MEDIA,
            P.EDIT_TESTIMONIALS,
            P.EDIT_BROCHURES,
            P.EDIT_EVENT_PAPERS,
        }
    ),
    Role.VISITS: frozenset(
        {
            P.READ,
            P.READ_PRIVATE_NOTES,
            P.READ_RESIDENTS,
            P.SORT_PEOPLE,
            P.EXPORT_PEOPLE,
            P.EDIT_EVENTS,
            P.EDIT_EVENT_PAPERS,
            P.EDIT_RESIDENTS,
        }
    ),
    Role.READER: frozenset({P.READ}),
    Role.ADMINISTRATOR: frozenset(
        {P.READ, P.MANAGE_REGISTER, P.MANAGE_USERS, P.MANAGE_SETTINGS, P.MANAGE_PRIVACY}
    ),
}


def may(user: Any, permission: Permission) -> bool:
    """Tell whether this user holds the permission, through any of their roles."""
    return bool(user.is_authenticated and user.has_perm(f"accounts.{permission.value}"))


def require(request: HttpRequest, permission: Permission) -> None:
    """Refuse what this user may not do.

    Raises Http404 for someone outside the team, who must not learn that the page exists, and
    PermissionDenied for a member of the team who lacks this one permission.
    """
    if may(request.user, permission):
        return
    if may(request.user, Permission.READ):
        raise PermissionDenied
    raise Http404


def allowed[**P_, R: HttpResponseBase](
    permission: Permission, *, to_change: Permission | None = None
) -> Callable[
    [Callable[Concatenate[HttpRequest, P_], R]], Callable[Concatenate[HttpRequest, P_], R]
]:
    """Open a view to those who hold `permission` (and `to_change`, when given, for a POST)."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P_], R],
    ) -> Callable[Concatenate[HttpRequest, P_], R]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P_.args, **kwargs: P_.kwargs) -> R:
            require(request, permission)
            if to_change is not None and request.method not in ("GET", "HEAD"):
                require(request, to_change)
            return view(request, *args, **kwargs)

        marked = cast("Any", guarded)
        marked.permission = permission
        marked.permission_to_change = to_change
        return guarded

    return decorate
