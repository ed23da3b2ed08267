"""How allauth signs the team in: by e-mail, without open sign-up, in the look of the kit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import demo_team
from accounts.models import User


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an administrator adds the members of the team."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the home page, where the message says that it is done."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is written."""
        return subject


def _plain(form: forms.Form, **labels: Any) -> None:
    """Give the fields our labels, without the placeholders that repeat them."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        if name in ("password", "oldpassword"):
            field.help_text = ""


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """E-mail and password; on a demonstration, whom one may look around as."""

    demo_password = demo_team.PASSWORD

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login=_("E-mail"), password=_("Password"))

    @cached_property
    def demo_members(self) -> list[User]:
        """Return the members to propose; nobody outside a demonstration."""
        return demo_team.members()


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]
    """The password of today, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=_("Password of today"),
            password1=_("New password"),
            password2=_("New password, once more"),
        )


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]
    """The address to send the link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email=_("E-mail"))


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password1=_("New password"), password2=_("New password, once more"))


def display_name(user: User) -> str:
    """Return how a message of allauth names the user."""
    return str(user)
