"""What users type about elected offices that the register does not give, or not yet."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import succession
from contacts.models import Mandate
from directory import titles
from directory.forms import TerritoryField
from directory.models import SeatKind, Territory
from ui.forms import DateField, GuardedModelForm
from ui.templatetags.ui import day

K = Territory.Kind
# Where each kind of office sits.
_SITS_IN = {
    SeatKind.MAYOR: (K.COMMUNE,),
    SeatKind.MUNICIPAL: (K.COMMUNE,),
    SeatKind.BOROUGH: (K.COMMUNE,),
    SeatKind.INTERCOMMUNAL: (K.INTERCOMMUNALITY,),
    SeatKind.DEPARTMENTAL: (K.DEPARTMENT, K.REGION, K.INTERCOMMUNALITY),
    SeatKind.REGIONAL: (K.REGION,),
    SeatKind.DEPUTY: (K.DEPARTMENT,),
    SeatKind.SENATOR: (K.DEPARTMENT,),
    SeatKind.MEP: (K.COUNTRY,),
}


class MandateForm(GuardedModelForm):
    """Adds or edits a mandate by hand; an end date closes it without forgetting it.

    `holder` is who holds the seat now, when one person at a time does. The user may end that
    mandate in the same gesture: the button posts its key as `end_holder`.
    """

    territory = TerritoryField(
        label=gettext_lazy("Territory"),
        help_text=gettext_lazy("Commune, intercommunality, department or region: type its name."),
    )
    title = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "As one says it: “Présidente”, “1re adjointe au maire”. Empty: a plain member."
        ),
    )
    started_on = DateField(label=gettext_lazy("Since"), required=False)
    ended_on = DateField(
        label=gettext_lazy("No longer in office from"),
        required=False,
        help_text=gettext_lazy("Leave empty while the person is in office."),
    )

    class Meta:
        model = Mandate
        fields = (
            *("kind", "territory", "title", "delegation", "district"),
            *("started_on", "ended_on"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder: Mandate | None = None
        self.to_end: Mandate | None = None

    def clean(self) -> dict[str, Any] | None:
        """Fill the title, and refuse a seat that is taken."""
        cleaned = super().clean() or {}
        kind, territory = cleaned.get("kind"), cleaned.get("territory")
        if kind and territory and territory.kind not in _SITS_IN.get(kind, K):
            self.add_error("territory", _("This office is not held in a territory of that kind."))
        if kind and not cleaned.get("title"):
            cleaned["title"] = titles.title_of(kind, "", self.instance.stakeholder.sex)
        self._check_dates(cleaned)
        if not self.errors and not cleaned.get("ended_on"):
            self._check_seat(cleaned)
        return cleaned

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        start, end = cleaned.get("started_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("A mandate ends after it starts."))

    def _check_seat(self, cleaned: dict[str, Any]) -> None:
        typed = Mandate(stakeholder=self.instance.stakeholder)
        for name in ("kind", "territory", "title", "district"):
            setattr(typed, name, cleaned.get(name) or "")
        mine = succession.held(self.instance.stakeholder, typed.seat)
        if mine is not None and mine.pk != self.instance.pk:
            raise ValidationError(
                _("%(name)s holds this seat already: edit that mandate, or end it first.")
                % {"name": self.instance.stakeholder}
            )
        holder = succession.holder_of(typed.seat, but=self.instance.stakeholder)
        if holder is None:
            return
        if self.data.get("end_holder") == str(holder.pk):
            self.to_end = holder
            return
        self.holder = holder
        raise ValidationError(taken_by(holder), code="taken")

    @property
    def holder_ends_on(self) -> datetime.date:
        """Return the day the mandate of the holder ends: when this one starts, or today."""
        start: datetime.date = self.cleaned_data.get("started_on") or timezone.localdate()
        return start


def taken_by(holder: Mandate) -> str:
    """Return the sentence that says who holds the seat now."""
    name = {"name": holder.stakeholder, "seat": holder.line}
    if holder.started_on is None:
        return _("%(name)s holds this seat: %(seat)s.") % name
    since = {"day": day(holder.started_on)}
    return _("%(name)s holds this seat since %(day)s: %(seat)s.") % (name | since)
