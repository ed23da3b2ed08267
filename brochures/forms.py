"""Forms of the studio, of handovers, of figures and of reference texts."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from brochures.making import BANK_OPERATIONS, COMMUNE_OPERATIONS, figures_for
from brochures.models import Audience, Brochure, Figure, Handover, Wording
from contacts import objecting
from contacts.fields import OrganizationField, StakeholderField
from contacts.watching import WatchedForm
from directory.forms import CommuneField
from operations.models import Operation, Photo, Testimonial
from ui.forms import DateField, GuardedModelForm
from ui.keys import key_of


class StartForm(forms.Form):
    """Who will read it, and about which commune."""

    audience = forms.ChoiceField(
        label=capfirst(pgettext_lazy("brochure", "who will read it")),
        choices=[
            (Audience.COMMUNE, gettext_lazy("The commune: its operations, prices, what we ask")),
            (Audience.BANK, gettext_lazy("A bank: figures, risk, production, governance")),
        ],
        widget=forms.RadioSelect,
        initial=Audience.COMMUNE,
    )
    commune = CommuneField(label=capfirst(gettext_lazy("commune")))
    organization = OrganizationField(
        label=capfirst(gettext_lazy("bank")),
        required=False,
        help_text=gettext_lazy("For a brochure that names the bank it is written for."),
    )


class _Several(forms.ModelMultipleChoiceField):
    """Several rows; a key longer than a database holds is nobody's, not an error of ours."""

    def clean(self, value: Any) -> Any:
        """Refuse odd keys with the field's own sentence."""
        for key in value or ():
            if key_of(str(key)) is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(key)[:40]},
                )
        return super().clean(value)


class StudioForm(GuardedModelForm):
    """What one writes and chooses beside the pages."""

    class Meta:
        model = Brochure
        fields = (
            "headline",
            "introduction",
            "request",
            "operations",
            "cover",
            "figures",
            "testimonial",
            "contact",
        )
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "request": forms.Textarea(attrs={"rows": 3}),
            "operations": forms.CheckboxSelectMultiple,
            "figures": forms.CheckboxSelectMultiple,
        }
        field_classes = {"operations": _Several, "figures": _Several}

    def __init__(self, *args: Any, on: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        brochure = self.instance
        chosen = brochure.operations.all()
        is_bank = brochure.audience == Audience.BANK
        here = Operation.objects.in_territory(brochure.commune)
        offered = Operation.objects.all() if is_bank else here
        self._choices("operations").queryset = (offered | chosen).distinct().order_by("name", "pk")
        self._choices("cover").queryset = Photo.objects.filter(
            operation__commune=brochure.commune
        ).order_by("operation__name", "position", "pk")
        about = [
            figure.pk
            for figure in figures_for(audience=brochure.audience, commune=brochure.commune)
        ]
        kept = brochure.figures.values_list("pk", flat=True)
        self._choices("figures").queryset = Figure.objects.filter(pk__in=[*about, *kept])
        self._choices("contact").queryset = User.objects.all().in_team()
        self._choices("cover").empty_label = _("no photo: a drawing")
        self._choices("contact").empty_label = _("nobody")
        if is_bank:
            del self.fields["cover"], self.fields["testimonial"]
        else:
            self._offer_testimonials(on)

    def _offer_testimonials(self, on: datetime.date | None) -> None:
        brochure = self.instance
        field = self._choices("testimonial")
        spoken = Testimonial.objects.filter(resident__operation__commune=brochure.commune)
        spoken = spoken.publishable(on) if on else spoken.none()
        kept = Testimonial.objects.filter(pk=brochure.testimonial_id)
        field.queryset = Testimonial.objects.filter(
            pk__in=[*spoken.values_list("pk", flat=True), *kept.values_list("pk", flat=True)]
        )
        field.empty_label = _("nobody's words")
        field.label_from_instance = _testimonial_label  # type: ignore[assignment,method-assign]
        field.help_text = _("Only those whose consent is in force are offered.")

    def _choices(self, name: str) -> forms.ModelChoiceField:
        return cast("forms.ModelChoiceField", self.fields[name])

    def clean_operations(self) -> Any:
        """Refuse more operations than the visual has room for."""
        chosen = self.cleaned_data["operations"]
        is_bank = self.instance.audience == Audience.BANK
        room = BANK_OPERATIONS if is_bank else COMMUNE_OPERATIONS
        if len(chosen) > room:
            raise ValidationError(
                _("There is room for %(room)s operations; %(count)s are chosen."),
                params={"room": room, "count": len(chosen)},
            )
        return chosen


def _testimonial_label(testimonial: Testimonial) -> str:
    return f"{testimonial.signature} – {testimonial}…"


class HandoverForm(WatchedForm, forms.ModelForm[Handover]):
    """To whom, when, how."""

    watched_fields = ("note",)

    stakeholder = StakeholderField(label=capfirst(pgettext_lazy("handover", "to whom")))
    handed_on = DateField(label=capfirst(gettext_lazy("date")))

    class Meta:
        model = Handover
        fields = ("stakeholder", "handed_on", "means", "note")

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any] | None:
        """Refuse to send anything to somebody who asked not to be contacted any more."""
        cleaned = super().clean() or {}
        person, means = cleaned.get("stakeholder"), cleaned.get("means")
        if person is not None and means in (Handover.Means.POST, Handover.Means.EMAIL):
            try:
                objecting.refuse(person)
            except objecting.ObjectionStands as refusal:
                self.add_error("stakeholder", str(refusal))
        return cleaned

    def clean_handed_on(self) -> datetime.date:
        """Refuse a day to come."""
        day: datetime.date = self.cleaned_data["handed_on"]
        if day > self.on:
            raise ValidationError(_("This day is still to come: a handover is noted once done."))
        return day


class FigureForm(GuardedModelForm):
    """A figure, never without its source and its date."""

    territory = CommuneField(
        label=capfirst(gettext_lazy("commune")),
        required=False,
        help_text=gettext_lazy("Left empty: about the cooperative as a whole."),
    )
    dated_on = DateField(label=capfirst(gettext_lazy("date of the figure")))

    class Meta:
        model = Figure
        fields = (
            "value",
            "label",
            "source",
            "dated_on",
            "place",
            "audience",
            "territory",
            "position",
        )


class WordingForm(GuardedModelForm):
    """A reference text, who says so and when it was checked."""

    checked_on = DateField(label=capfirst(gettext_lazy("checked on")))

    class Meta:
        model = Wording
        fields = ("title", "text", "source", "checked_on")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
