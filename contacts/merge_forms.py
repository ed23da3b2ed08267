"""Names the card that stands for the same person, or the same organization, as another one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts.fields import OrganizationField, StakeholderField


class _OtherForm(forms.Form):
    """Names the card that stands for the same one as `kept`."""

    def __init__(self, *args: Any, kept: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept

    def clean_other(self) -> Any:
        """Refuse the card itself."""
        if self.cleaned_data["other"] == self.kept:
            raise ValidationError(_("A card cannot be merged with itself: choose another one."))
        return self.cleaned_data["other"]


class OtherStakeholderForm(_OtherForm):
    """Names the other card of a person."""

    other = StakeholderField(
        label=_("The other card"), help_text=_("Type a name, a commune or an organization.")
    )


class OtherOrganizationForm(_OtherForm):
    """Names the other card of an organization."""

    other = OrganizationField(label=_("The other card"), help_text=_("Type its name."))
