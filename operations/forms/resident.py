"""The forms of a resident, of a consent, of a testimonial."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from operations import consents, naming
from operations.fields import OperationField, ResidentField
from operations.models import Consent, Resident, Testimonial
from ui.forms import DateField, GuardedModelForm


class ResidentForm(GuardedModelForm):
    """Someone who lives in one of our homes, and how to reach them."""

    operation = OperationField(label=gettext_lazy("Operation"))
    moved_in_on = DateField(label=gettext_lazy("Moved in on"), required=False)

    class Meta:
        model = Resident
        fields = (
            "first_name",
            "last_name",
            "operation",
            "home",
            "address",
            "access",
            "phone",
            "email",
            "moved_in_on",
        )

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's
        """Let the resident be found by what was typed."""
        naming.prepare(self.instance)
        return super().save(commit)


class ConsentForm(forms.ModelForm[Consent]):
    """A consent given on paper, as it is being recorded on a day."""

    given_on = DateField(label=gettext_lazy("Signed on"))
    ends_on = DateField(
        label=pgettext_lazy("consent", "Until"),
        help_text=gettext_lazy("As written on the paper. It may be withdrawn at any time."),
    )
    text_version = forms.ChoiceField(
        label=gettext_lazy("Version of the text signed"),
        choices=[(version, version) for version in reversed(consents.TEXT_VERSIONS)],
        help_text=gettext_lazy("It stands at the foot of the paper."),
    )

    class Meta:
        model = Consent
        fields = ("given_on", "ends_on", "scope", "text_version", "proof")
        widgets = {"scope": forms.Textarea(attrs={"rows": 2})}

    def __init__(
        self, *args: Any, resident: Resident, kind: Consent.Kind, on: datetime.date, **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "initial", {"given_on": on, "ends_on": on + consents.PROPOSED_DURATION[kind]}
        )
        super().__init__(*args, **kwargs)
        self.on = on
        self.instance.resident = resident
        self.instance.kind = kind

    def clean_given_on(self) -> datetime.date:
        """Refuse a signature of tomorrow."""
        given_on: datetime.date = self.cleaned_data["given_on"]
        if given_on > self.on:
            raise ValidationError(_("A paper is signed today at the latest."), code="future")
        return given_on


class TestimonialForm(GuardedModelForm):
    """The words of a resident who agreed to their being published."""

    resident = ResidentField(label=gettext_lazy("Resident"), url_name="testimonial_resident_pick")
    collected_on = DateField(label=gettext_lazy("Collected on"))

    class Meta:
        model = Testimonial
        fields = ("resident", "quote", "signature", "collected_on")
        widgets = {"quote": forms.Textarea(attrs={"rows": 5, "maxlength": 600})}

    def __init__(self, *args: Any, on: datetime.date = datetime.date.max, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_resident(self) -> Resident:
        """Refuse words that nobody agreed to see published."""
        resident: Resident = self.cleaned_data["resident"]
        try:
            consents.require(resident, Consent.Kind.TESTIMONY, self.on)
        except consents.ConsentMissing as missing:
            raise ValidationError(
                _(
                    "%(resident)s has not agreed in writing to their words being published, or no"
                    " longer does. Have the consent recorded first; your text waits here."
                ),
                code="consent",
                params={"resident": resident},
            ) from missing
        return resident

    def clean_collected_on(self) -> datetime.date:
        """Refuse words of tomorrow."""
        collected_on: datetime.date = self.cleaned_data["collected_on"]
        if collected_on > self.on:
            raise ValidationError(_("Words are collected today at the latest."), code="future")
        return collected_on
