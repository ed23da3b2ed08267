"""The one page that describes an operation: what it is, its homes, its steps, its partners."""

import datetime
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.forms import OrganizationField
from directory.forms import CommuneField
from operations import naming
from operations.describing import Description, describe, stored_description
from operations.models import Milestone, Operation, Partner, Tenure
from ui.forms import DateField, GuardedModelForm

BLANK_PARTNERS = 3  # empty rows under the partners already there
MOST_PARTNERS = 60
MOST_HOMES = 2000


class OperationForm(GuardedModelForm):
    """An operation with its tenures, milestones and partners, saved together or not at all.

    `homes_<kind>`, `planned_<kind>`, `done_<kind>` stand for one row each; `partner_<n>` and
    `role_<n>` for the partners, in order, with a few empty ones at the end.
    """

    template_name = "operations/parts/operation_form.html"
    commune = CommuneField(label=gettext_lazy("Commune"))

    class Meta:
        model = Operation
        fields = ("name", "commune", "address", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, on: datetime.date = datetime.date.max, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)
        stored = stored_description(self.instance)
        self._add_homes(stored)
        self._add_steps(stored)
        self._add_partners(stored)

    def _add_homes(self, stored: Description) -> None:
        for kind in Tenure.Kind:
            self.fields[f"homes_{kind}"] = forms.IntegerField(
                label=capfirst(kind.label),
                required=False,
                min_value=0,
                max_value=MOST_HOMES,
                initial=stored.homes.get(kind),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def _add_steps(self, stored: Description) -> None:
        for kind in Milestone.Kind:
            step = {"step": capfirst(kind.label)}
            planned_on, done_on = stored.steps.get(kind, (None, None))
            self.fields[f"planned_{kind}"] = DateField(
                label=_("%(step)s, planned on") % step, required=False, initial=planned_on
            )
            self.fields[f"done_{kind}"] = DateField(
                label=_("%(step)s, done on") % step, required=False, initial=done_on
            )

    def _add_partners(self, stored: Description) -> None:
        rows = [*stored.partners, *[(None, "")] * BLANK_PARTNERS]
        if self.is_bound:
            asked = sum(1 for name in self.data if name.startswith("role_"))
            rows += [(None, "")] * (min(asked, MOST_PARTNERS) - len(rows))
        for number, (organization, role) in enumerate(rows):
            self.fields[f"partner_{number}"] = OrganizationField(
                label=gettext_lazy("Organization"), required=False, initial=organization
            )
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=gettext_lazy("Role"),
                choices=[("", "—"), *Partner.Role.choices],
                required=False,
                initial=role,
            )

    @property
    def homes(self) -> Iterator[forms.BoundField]:
        """Yield the boxes of the homes."""
        return (self[f"homes_{kind}"] for kind in Tenure.Kind)

    @property
    def steps(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Yield each step's label and its two days."""
        return (
            (str(kind.label), self[f"planned_{kind}"], self[f"done_{kind}"])
            for kind in Milestone.Kind
        )

    @property
    def partner_rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Yield each partner's box and its role."""
        return ((self[f"partner_{n}"], self[f"role_{n}"]) for n in range(self._partner_count))

    @property
    def _partner_count(self) -> int:
        return sum(1 for name in self.fields if name.startswith("partner_"))

    def clean(self) -> dict[str, Any] | None:
        """Refuse a step done tomorrow, a partner without a role, the same partner twice."""
        for kind in Milestone.Kind:
            done_on = self.cleaned_data.get(f"done_{kind}")
            if done_on and done_on > self.on:
                self.add_error(
                    f"done_{kind}",
                    _("A step is done today at the latest. For later, give the planned day."),
                )
        self._check_partners()
        return super().clean()

    def _check_partners(self) -> None:
        met: set[tuple[int, str]] = set()
        for number in range(self._partner_count):
            organization = self.cleaned_data.get(f"partner_{number}")
            role = self.cleaned_data.get(f"role_{number}")
            if organization is None:
                continue
            if not role:
                self.add_error(f"role_{number}", _("Choose the role of this partner."))
            elif (organization.pk, role) in met:
                self.add_error(
                    f"partner_{number}",
                    ValidationError(_("This partner already has this role."), code="twice"),
                )
            met.add((organization.pk, role or ""))

    @property
    def description(self) -> Description:
        """Return the tenures, milestones and partners as they were typed."""
        data = self.cleaned_data
        homes = {kind: data.get(f"homes_{kind}") for kind in Tenure.Kind}
        steps = {
            kind: (data.get(f"planned_{kind}"), data.get(f"done_{kind}")) for kind in Milestone.Kind
        }
        partners = [
            (data.get(f"partner_{number}"), data.get(f"role_{number}", ""))
            for number in range(self._partner_count)
        ]
        return Description(
            homes={kind: count for kind, count in homes.items() if count},
            steps={kind: days for kind, days in steps.items() if any(days)},
            partners=[(organization, role) for organization, role in partners if organization],
        )

    def save_all(self) -> Operation:
        """Save the operation and all that describes it."""
        operation: Operation = self.save()
        describe(operation, self.description)
        naming.refresh_of(operation)
        return operation

    def guarded_values(self, instance: Model) -> dict[str, Any]:
        """Guard the tenures, milestones and partners too."""
        values = super().guarded_values(instance)
        rows = stored_description(cast("Operation", instance))
        return values | {"description_of_rows": rows.as_text()}

    @property
    def _guarded(self) -> list[str]:
        return [name for name in self.fields if not name.startswith(("partner_", "role_"))]

    def _differences(self, stored: Model) -> list[tuple[str, str, str]]:
        rows = super()._differences(stored)
        mine = self.description.partners_as_text()
        theirs = stored_description(cast("Operation", stored)).partners_as_text()
        if mine != theirs:
            rows.append((_("Partners"), mine or "—", theirs or "—"))
        return rows


class OperationFilter(forms.Form):
    """What the catalogue is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Operation, commune or department"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    step = forms.ChoiceField(
        label=gettext_lazy("Step"),
        choices=[("", gettext_lazy("All steps")), *Operation.Step.choices],
        required=False,
    )
    tenure = forms.ChoiceField(
        label=gettext_lazy("Tenure"),
        choices=[("", gettext_lazy("All tenures")), *Tenure.Kind.choices],
        required=False,
    )
