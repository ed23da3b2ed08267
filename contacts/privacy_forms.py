"""What users type about the rights of people: information, objection, requests, texts."""

import datetime
import string
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import somebody
from contacts.fields import StakeholderField
from contacts.models.privacy import (
    Erasure,
    Information,
    Notice,
    Objection,
    PrivacyRequest,
    PrivacyRule,
    Processing,
    RetentionDecision,
    WatchedWords,
)
from contacts.watching import WatchedForm
from ui.forms import DateField, GuardedModelForm, PickField

NOTICE_WORDS = (
    *("appel", "nom", "cooperative", "adresse", "source", "finalite", "base", "conservation"),
    *("contact", "formule", "date"),
)


class _PastForm(WatchedForm, forms.ModelForm[Any]):
    """A form whose days have come already; `on` is today. What is said of somebody is watched."""

    past: tuple[str, ...] = ()

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name in self.past:
            self.fields[name].widget.attrs["max"] = on.isoformat()
            self.fields[name].initial = on
            if not self.initial.get(name):
                self.initial[name] = on

    def clean(self) -> dict[str, Any] | None:
        """Refuse a day that has not come yet."""
        cleaned = super().clean() or {}
        for name in self.past:
            day = cleaned.get(name)
            if day is not None and day > self.on:
                self.add_error(name, _("This day is still to come: choose today or before."))
        return cleaned


class InformationForm(_PastForm):
    """When and how people were informed."""

    past = ("informed_on",)
    watched_fields = ("note",)
    informed_on = DateField(label=gettext_lazy("Informed on"))

    class Meta:
        model = Information
        fields = ("means", "informed_on", "note")


class ObjectionForm(_PastForm):
    """When and how the objection reached us."""

    past = ("received_on",)
    watched_fields = ("note",)
    received_on = DateField(label=gettext_lazy("Received on"))

    class Meta:
        model = Objection
        fields = ("received_on", "means", "note")


class LiftingForm(WatchedForm, forms.ModelForm[Any]):
    """Why the objection no longer stands."""

    watched_fields = ("lifting_note",)

    class Meta:
        model = Objection
        fields = ("lifting_note",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lifting_note"].required = True


class _OtherField(PickField[Any]):
    """Somebody who is no contact: a resident."""

    def __init__(self, kind: somebody.Kind) -> None:
        super().__init__(
            url_name=kind.pick,
            find=kind.find,
            get=lambda pk: kind.rows.filter(pk=pk).first(),
            row_label=kind.said,
            label=kind.label,
            required=False,
        )


class RequestForm(_PastForm):
    """What somebody asked about their data."""

    past = ("received_on",)
    stakeholder = StakeholderField(label=gettext_lazy("Person"), required=False)
    received_on = DateField(label=gettext_lazy("Received on"))
    answered_on = DateField(label=gettext_lazy("Answered on"), required=False)

    class Meta:
        model = PrivacyRequest
        fields = (
            *("kind", "stakeholder", "name", "received_on", "means", "note"),
            *("answered_on", "answer"),
        )
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {f"other_{kind.slug}": kind for kind in somebody.kinds()}
        for name, kind in self.others.items():
            self.fields[name] = _OtherField(kind)
            if self.instance.about == kind.model:
                self.initial[name] = self.instance.about_pk
        self.order_fields(["kind", "stakeholder", *self.others])

    def clean(self) -> dict[str, Any] | None:
        """Ask for one person, and for an answer that comes after the request."""
        cleaned = super().clean() or {}
        chosen = [cleaned[name] for name in ("stakeholder", *self.others) if cleaned.get(name)]
        is_wrong = any(name in self.errors for name in ("stakeholder", *self.others))
        if not chosen and not cleaned.get("name") and not is_wrong:
            self.add_error("stakeholder", _("Choose the person, or write their name below."))
        if len(chosen) > 1:
            self.add_error("stakeholder", _("A request is one person's: leave one of the two."))
        answered, received = cleaned.get("answered_on"), cleaned.get("received_on")
        if answered and received and answered < received:
            self.add_error("answered_on", _("A request is answered after it was received."))
        if answered and answered > self.on:
            self.add_error("answered_on", _("This day is still to come: choose today or before."))
        return cleaned

    @property
    def other_people(self) -> list[forms.BoundField]:
        """Return the boxes that choose somebody who is no contact."""
        return [self[name] for name in self.others]

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's
        """Store whom the request is about, a contact or not."""
        other = next((self.cleaned_data[n] for n in self.others if self.cleaned_data.get(n)), None)
        self.instance.about = somebody.label_of(other) if other else ""
        self.instance.about_pk = other.pk if other else None
        return super().save(commit)


class ErasureForm(WatchedForm, forms.ModelForm[Any]):
    """Why somebody is erased, and which people of the register are the same person."""

    watched_fields = ("note",)

    class Meta:
        model = Erasure
        fields = ("reason", "note")

    def __init__(self, *args: Any, namesakes: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if namesakes:
            self.fields["same"] = forms.MultipleChoiceField(
                label=_("The same person in the register"),
                help_text=_("Nobody is erased for bearing the same name: tick those you know are."),
                choices=[(str(pk), label) for pk, label in namesakes],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def same_people(self) -> list[int]:
        """Return the keys of the people of the register that were ticked."""
        return [int(pk) for pk in self.cleaned_data.get("same", [])]


class RetentionForm(WatchedForm, forms.ModelForm[Any]):
    """Until when somebody is kept, and why; `on` is today."""

    watched_fields = ("reason",)

    keep_until = DateField(label=gettext_lazy("Keep until"))

    class Meta:
        model = RetentionDecision
        fields = ("keep_until", "reason")

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_keep_until(self) -> datetime.date:
        """Refuse a day that is over, or so far that it decides nothing."""
        until: datetime.date = self.cleaned_data["keep_until"]
        if until <= self.on:
            raise ValidationError(_("Choose a day to come."))
        if until.year > self.on.year + 10:
            raise ValidationError(_("At most ten years ahead: somebody will look again then."))
        return until


class RuleForm(GuardedModelForm):
    """Why we may hold data about people of one kind, and for how long."""

    class Meta:
        model = PrivacyRule
        fields = ("basis", "purpose", "justification", "retention_years")
        widgets = {"justification": forms.Textarea(attrs={"rows": 4})}


class NoticeForm(forms.ModelForm[Any]):
    """A new version of the information notice."""

    class Meta:
        model = Notice
        fields = ("body",)
        widgets = {"body": forms.Textarea(attrs={"rows": 26})}

    def clean_body(self) -> str:
        """Refuse a word between braces that would not be replaced."""
        body: str = self.cleaned_data["body"]
        try:
            named = {name for _text, name, _spec, _conv in string.Formatter().parse(body) if name}
            has_empty = any(name == "" for _t, name, _s, _c in string.Formatter().parse(body))
        except ValueError as error:
            raise ValidationError(_("A brace { or } stands alone: take it out.")) from error
        unknown = sorted(named - set(NOTICE_WORDS))
        if unknown or has_empty:
            raise ValidationError(
                _("Nothing replaces %(words)s. What may stand between braces: %(known)s."),
                params={
                    "words": ", ".join(f"{{{word}}}" for word in unknown or [""]),
                    "known": ", ".join(NOTICE_WORDS),
                },
            )
        return body


class WatchedWordsForm(GuardedModelForm):
    """The watched words of one topic."""

    class Meta:
        model = WatchedWords
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 18, "spellcheck": "false"})}


class ProcessingForm(GuardedModelForm):
    """One entry of the register of processing activities."""

    class Meta:
        model = Processing
        fields = (
            *("title", "purpose", "basis", "people", "categories"),
            *("recipients", "retention", "security"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, one in self.fields.items():
            one.label = capfirst(str(one.label))
            if name != "title":
                one.widget.attrs["rows"] = 3
