"""What users type about organizations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts import naming, people, siren
from contacts.fields import OrganizationField, PhoneField, keep_unreadable
from contacts.models import ADDRESS_FIELDS, Organization
from directory.forms import TerritoryField
from ui.forms import GuardedModelForm

HIGHEST = 12  # levels of organizations above one another; more is a mistake


class OrganizationFactForm(GuardedModelForm):
    """Edits some fields of an organization; the whole form has them all."""

    class Meta:
        model = Organization
        fields: tuple[str, ...] = ("name", "kind")
        field_classes = {"phone": PhoneField}
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "street": forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            "website": forms.URLInput(attrs={"placeholder": "https://"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_unreadable(self)
        for name in ("siren", "siret"):
            if name in self.fields:
                # One may paste a number as it is written, with its spaces.
                number: Any = self.fields[name]
                number.max_length, number.validators = None, []
                number.widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 20})

    def clean_parent(self) -> Organization | None:
        """Refuse a body that is part of itself, directly or through others."""
        parent: Organization | None = self.cleaned_data["parent"]
        above, steps = parent, 0
        while above is not None and steps < HIGHEST:
            if above.pk == self.instance.pk:
                raise ValidationError(
                    _("%(parent)s is itself part of this organization: choose another one.")
                    % {"parent": parent}
                )
            above, steps = above.parent, steps + 1
        return parent

    def clean_siren(self) -> str:
        """Refuse what is no SIREN."""
        number = siren.digits(self.cleaned_data["siren"])
        if number and not siren.is_siren(number):
            raise ValidationError(
                _("This is no SIREN: it has nine digits, the last one is a key. Check them.")
            )
        return number

    def clean_siret(self) -> str:
        """Refuse what is no SIRET."""
        number = siren.digits(self.cleaned_data["siret"])
        if number and not siren.is_siret(number):
            raise ValidationError(
                _("This is no SIRET: it has fourteen digits, the last one is a key. Check them.")
            )
        return number

    def clean(self) -> dict[str, Any] | None:
        """Make SIREN and SIRET agree: a place belongs to its legal body."""
        cleaned = super().clean() or {}
        body, place = cleaned.get("siren"), cleaned.get("siret")
        if place and not body and "siren" in self.fields and "siren" not in self.errors:
            cleaned["siren"] = place[: siren.SIREN_LENGTH]
        elif body and place and not place.startswith(body):
            self.add_error("siret", _("This SIRET is of another body: it begins with the SIREN."))
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Store the organization, found under its name as it now is, its people too."""
        people.prepare_organization(self.instance)
        saved = super().save(commit)
        if {"name", "kind", "territory"} & set(self.changed_data):
            naming.refresh_people_of(saved)
        return saved


class OrganizationParentForm(OrganizationFactForm):
    """Chooses the organization another one is part of."""

    parent = OrganizationField(
        label=_("Part of"),
        required=False,
        help_text=_("The bank of a branch, the intercommunality of a commune."),
    )

    class Meta(OrganizationFactForm.Meta):
        fields = ("parent",)


class OrganizationTerritoryForm(OrganizationFactForm):
    """Chooses the territory an organization serves."""

    territory = TerritoryField(
        label=_("Territory served"),
        required=False,
        help_text=_("Commune, intercommunality, department or region."),
    )

    class Meta(OrganizationFactForm.Meta):
        fields = ("territory",)


class OrganizationForm(OrganizationParentForm, OrganizationTerritoryForm):
    """Adds or edits an organization as a whole."""

    class Meta(OrganizationFactForm.Meta):
        fields = (
            *("name", "kind", "parent", "territory", "siren", "siret"),
            *("phone", "email", "website"),
            *ADDRESS_FIELDS,
        )
