"""What users type about where somebody stands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import truncatewords
from django.utils.translation import gettext_lazy as _

from contacts.models import Exchange, Stakeholder
from contacts.watching import WatchedForm
from network import stances
from network.labels import stance_label
from network.models import Stance
from ui.templatetags.ui import day


class EvidenceField(forms.ModelChoiceField):
    """One exchange of the person, told by its day, its channel and its first words."""

    def label_from_instance(self, exchange: Any) -> str:
        """Write an exchange on one line."""
        words = truncatewords(exchange.text, 14)
        return f"{day(exchange.happened_on)} · {exchange.get_channel_display()} · {words}"


class StanceForm(WatchedForm, forms.Form):
    """A step of the ladder, with what shows it. `reader` sees private notes only if they may."""

    watched_fields = ("reason",)

    stance = forms.ChoiceField(
        label=_("Where this person stands"),
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    is_target = forms.BooleanField(label=_("A target: someone we want to convince"), required=False)
    evidence = EvidenceField(
        label=_("The exchange that shows it"),
        queryset=Exchange.objects.none(),
        required=False,
        empty_label=_("none of these"),
    )
    reason = forms.CharField(
        label=_("Or the reason, in a sentence"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences"}),
        help_text=_(
            "This person may ask to read what you write here. Speak of housing projects,"
            " never of opinions or of private life."
        ),
    )
    last_change = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stakeholder: Stakeholder, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = stances.latest(stakeholder)
        choice: Any = self.fields["stance"]
        choice.choices = [(value, stance_label(value, stakeholder.sex)) for value in Stance.values]
        evidence: Any = self.fields["evidence"]
        evidence.queryset = (
            Exchange.objects.filter(stakeholder=stakeholder)
            .visible_to(reader)
            .order_by("-happened_on", "-pk")
        )
        if self.latest is not None:
            self.initial.setdefault("stance", self.latest.stance)
            self.initial.setdefault("is_target", self.latest.is_target)
            self.initial.setdefault("last_change", self.latest.pk)

    def clean(self) -> dict[str, Any]:
        """Ask for evidence, and for another look when somebody changed the stance meanwhile."""
        cleaned = super().clean() or {}
        if not cleaned.get("evidence") and not cleaned.get("reason"):
            self.add_error(
                "evidence",
                _("Choose the exchange that shows it, or write the reason in a sentence."),
            )
        if cleaned.get("last_change") != (self.latest.pk if self.latest else None):
            self.data = {
                **self.data,
                self.add_prefix("last_change"): self.latest.pk if self.latest else "",
            }
            raise ValidationError(
                _(
                    "Somebody changed this stance while you were writing. See the history, then"
                    " save again if you still mean it."
                ),
                code="stale",
            )
        return cleaned
