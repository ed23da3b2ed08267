"""What users type to plan an event and to subscribe to the agenda."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.forms import CommuneField
from events import hosting, month, plain_text, planning
from events.models import CalendarFeed, Event
from operations.fields import OperationField
from ui.forms import GuardedModelForm, MomentField

LONGEST = datetime.timedelta(days=14)
TEXTS = ("title", "meeting_point", "note")


class EventForm(GuardedModelForm):
    """An event: what, when, where; what is left empty follows from the rest."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *Event.Kind.choices])
    operation = OperationField(required=False)
    starts_at = MomentField(label=pgettext_lazy("event", "Starts"))
    ends_at = MomentField(
        label=pgettext_lazy("event", "Ends"),
        required=False,
        help_text=gettext_lazy("Left empty: two hours after the start."),
    )
    commune = CommuneField(
        required=False,
        help_text=gettext_lazy("Left empty: the one of the operation."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("Left empty: its kind and the name of the operation."),
    )

    class Meta:
        model = Event
        fields = (
            "kind",
            "operation",
            "title",
            "starts_at",
            "ends_at",
            "commune",
            "meeting_point",
            "note",
        )
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].label = gettext_lazy("Operation")
        self.fields["commune"].label = gettext_lazy("Commune")

    def clean_title(self) -> str:
        """Take control characters out."""
        return plain_text.one_line(self.cleaned_data["title"])

    def clean_meeting_point(self) -> str:
        """Take control characters out."""
        return plain_text.one_line(self.cleaned_data["meeting_point"])

    def clean_note(self) -> str:
        """Take control characters out."""
        return plain_text.several_lines(self.cleaned_data["note"])

    def clean_starts_at(self) -> datetime.datetime:
        """Refuse a year nobody means."""
        starts_at: datetime.datetime = self.cleaned_data["starts_at"]
        if starts_at.year not in month.YEARS:
            raise ValidationError(_("The agenda goes from 2000 to 2099: check the year."))
        return starts_at

    def clean(self) -> dict[str, Any]:
        """Complete the end, then check what no single field can tell."""
        cleaned = super().clean() or self.cleaned_data
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and "ends_at" in cleaned:
            cleaned["ends_at"] = ends_at or starts_at + planning.USUAL_LENGTH
            self._check_end(starts_at, cleaned["ends_at"])
        self._check_privacy(cleaned)
        return cleaned

    def _check_end(self, starts_at: datetime.datetime, ends_at: datetime.datetime) -> None:
        if ends_at.year not in month.YEARS or ends_at - starts_at > LONGEST:
            self.add_error("ends_at", _("An event lasts two weeks at most: check the dates."))
        elif ends_at <= starts_at:
            self.add_error("ends_at", _("An event ends after it starts."))

    def _check_privacy(self, cleaned: dict[str, Any]) -> None:
        residents = hosting.residents_concerned(
            operation=cleaned.get("operation"), event=self.instance
        )
        for name in TEXTS:
            if hosting.gives_away(cleaned.get(name) or "", residents):
                self.add_error(
                    name,
                    _(
                        "This tells who a resident is or how to reach them. It goes into"
                        " calendars and invitations: write a public place instead."
                    ),
                )


class FeedForm(forms.ModelForm[CalendarFeed]):
    """A calendar subscription: only where it is used, to know later which one to revoke."""

    class Meta:
        model = CalendarFeed
        fields = ("name",)

    def clean_name(self) -> str:
        """Take control characters out."""
        return plain_text.one_line(self.cleaned_data["name"])
