"""Fields that choose a person or an organization among many, and one for phone numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import finding, phones, seats
from contacts.models import Organization, Stakeholder
from ui.forms import PickField

AT_MOST = 12  # proposals in a list


def find_stakeholders(text: str, *, is_forgiving: bool = False) -> list[Stakeholder]:
    """Return the people a text may mean, best first: words of the name, the seat, the commune.

    `is_forgiving`: those a typing error away too, for proposals that somebody chooses from.
    """
    found = finding.find_people(finding.asked_for(text), is_forgiving=is_forgiving)[:AT_MOST]
    people = Stakeholder.objects.with_seats(timezone.localdate()).in_bulk([one.pk for one in found])
    return [people[one.pk] for one in found if one.pk in people]


def find_organizations(text: str, *, is_forgiving: bool = False) -> list[Organization]:
    """Return the organizations a text may mean, best first."""
    asked = finding.asked_for(text)
    if not asked and text.strip():
        return list(Organization.objects.matching([], text.strip())[:AT_MOST])
    found = finding.find_organizations(asked, is_forgiving=is_forgiving)[:AT_MOST]
    rows = Organization.objects.select_related("territory").in_bulk([one.pk for one in found])
    return [rows[one.pk] for one in found if one.pk in rows]


def stakeholder_label(stakeholder: Stakeholder) -> str:
    """Return how a person is written in a list of proposals."""
    label = seats.label(stakeholder, on=timezone.localdate())
    return f"{label} – {_('do not contact')}" if stakeholder.objected_on else label


class StakeholderField(PickField[Stakeholder]):
    """One person we follow."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            url_name="stakeholder_pick",
            find=find_stakeholders,
            get=lambda pk: Stakeholder.objects.filter(pk=pk).first(),
            row_label=stakeholder_label,
            **kwargs,
        )


class OrganizationField(PickField[Organization]):
    """One organization we know."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            url_name="organization_pick",
            find=find_organizations,
            get=lambda pk: Organization.objects.filter(pk=pk).first(),
            **kwargs,
        )


class PhoneField(forms.CharField):
    """A phone number: typed as one likes, kept in E.164, shown again as France reads it.

    `unreadable` is a number kept as it was typed: it may stay until somebody changes it.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(**(kwargs | {"max_length": phones.LONGEST}))
        self.unreadable = ""

    def prepare_value(self, value: Any) -> Any:
        """Return the number as one reads it."""
        return phones.shown(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the number in E.164; raise ValidationError with what to type."""
        text: str = super().clean(value)
        if not text or text == self.unreadable:
            return text
        try:
            return phones.read(text)
        except phones.NotANumber as refusal:
            raise ValidationError(str(refusal), code="phone") from refusal


def keep_unreadable(form: forms.ModelForm[Any], *, name: str = "phone") -> None:
    """Let a number that nobody could read stay as it was typed while the rest is edited."""
    number = form.fields.get(name)
    if isinstance(number, PhoneField):
        stored = getattr(form.instance, name)
        number.unreadable = "" if phones.is_read(stored) else stored
