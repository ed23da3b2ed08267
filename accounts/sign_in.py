"""How allauth signs the team in: by e-mail, without open sign-up, in the look of the kit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django.http import HttpRequest

from accounts.models import User


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an administrator adds the members of the team."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no."""
        return False


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """E-mail and password, without the placeholders that repeat the labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]
    """The address to send the link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("placeholder", None)


def display_name(user: User) -> str:
    """Return how a message of allauth names the user."""
    return str(user)
