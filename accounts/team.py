"""The team: who is added, which roles they hold, whose account is closed or opened again."""

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role


class LastAdministrator(Exception):
    """Nobody would be left to manage the team."""


@transaction.atomic
def add_member(*, email: str, roles: Iterable[Role], **person: Any) -> User:
    """Add a member, who chooses a password by the link sent to them."""
    return User.objects.create_user(email, roles=tuple(roles), **person)


@transaction.atomic
def give_roles(*, member: User, roles: Iterable[Role]) -> User:
    """Give the member exactly these roles. Raises LastAdministrator."""
    wanted = list(roles)
    if Role.ADMINISTRATOR not in wanted:
        _check_another_administrator(than=member)
    member.groups.set(Group.objects.filter(name__in=[role.value for role in wanted]))
    return member


@transaction.atomic
def close_account(*, member: User) -> User:
    """Keep the member from signing in; all they wrote stays. Raises LastAdministrator."""
    _check_another_administrator(than=member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    return member


def reopen_account(*, member: User) -> User:
    """Let the member sign in again."""
    member.is_active = True
    member.save(update_fields=["is_active"])
    return member


def _check_another_administrator(*, than: User) -> None:
    """Raise LastAdministrator when nobody else could manage the team.

    The group is locked first: two administrators cannot remove each other at the same moment.
    """
    group = Group.objects.select_for_update().get(name=Role.ADMINISTRATOR.value)
    administrators = User.objects.filter(is_active=True, groups=group)
    if than in administrators and administrators.count() == 1:
        raise LastAdministrator


def password_link(request: HttpRequest, member: User) -> str:
    """Return an address under which the member chooses a password, once."""
    path = reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(member), default_token_generator.make_token(member)],
    )
    return request.build_absolute_uri(path)


def send_password_link(request: HttpRequest, member: User) -> None:
    """Send the member that address by e-mail."""
    form = ResetPasswordForm({"email": member.email})
    if form.is_valid():
        form.save(request)


def sends_mail() -> bool:
    """Tell whether mail leaves this machine, rather than being printed in its log."""
    return not settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend")
