"""What users type about people and organizations."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts import naming
from contacts.fields import (
    OrganizationField,
    PhoneField,
    StakeholderField,
    keep_unreadable,
)
from contacts.models import ADDRESS_FIELDS, Exchange, Mandate, Organization, Post, Stakeholder
from contacts.watching import WatchedForm
from directory import tombstones
from ui.forms import DateField, GuardedModelForm

__all__ = ["OrganizationField", "StakeholderField"]


class PersonFactForm(GuardedModelForm):
    """Edits some fields of a person; the whole form has them all."""

    class Meta:
        model = Stakeholder
        fields: tuple[str, ...] = ("sex", "first_name", "last_name", "phone", "email", "referent")
        field_classes = {"phone": PhoneField}
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "street": forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_unreadable(self)
        if "referent" in self.fields:
            self._offer_team()
        if "sex" in self.fields:
            title: Any = self.fields["sex"]
            title.choices = [("", _("not known")), *Stakeholder.Sex.choices]
        for name in {"first_name", "last_name"} & set(self.fields):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self) -> dict[str, Any] | None:
        """Ask for a first name, or for the title by which one says a surname alone."""
        cleaned = super().clean()
        found = cleaned or {}
        if "first_name" in found and not (found["first_name"] or found.get("sex")):
            self.add_error("first_name", naming.unnamed_sentence())
        return cleaned

    def _offer_team(self) -> None:
        team = User.objects.in_team()
        if self.instance.referent_id:
            team |= User.objects.filter(pk=self.instance.referent_id).distinct()
        referent: Any = self.fields["referent"]
        referent.queryset = team
        referent.empty_label = _("nobody in particular")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Store the person, filed and found under the name as it now is."""
        naming.prepare(self.instance)
        return super().save(commit)


class SalutationForm(PersonFactForm):
    """Chooses how a letter begins: typed, or by the button of a usual form."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "usual" in data:
            # The form that follows from the seat is no choice: its button posts an empty one.
            data = data.copy()
            data["salutation"] = data["usual"]
        super().__init__(data, *args, **kwargs)


class StakeholderForm(PersonFactForm):
    """Edits a person as a whole."""

    class Meta(PersonFactForm.Meta):
        fields = (
            *("sex", "first_name", "last_name", "referent", "phone", "phone_label"),
            *("email", "email_label"),
            *ADDRESS_FIELDS,
            "salutation",
        )


class StakeholderAddForm(PersonFactForm):
    """Takes a person in by hand, with the organization where they work.

    `namesakes` holds those who bear the same name, when there are some and the user has not yet
    said that this is somebody else (`same_name_seen` names them).
    """

    person_fields = ("sex", "first_name", "last_name", "phone", "email", "referent")

    organization = OrganizationField(
        label=_("Organization"),
        required=False,
        help_text=_("Type its name and choose it; leave empty when it is not here yet."),
        error_messages={
            "none": _("No organization is called “%(text)s”. If it is new, name it just below.")
        },
    )
    new_organization = forms.CharField(
        label=_("Or a new organization"), max_length=200, required=False
    )
    new_organization_kind = forms.ChoiceField(
        label=_("Kind of organization"),
        required=False,
        choices=[("", "—"), *Organization.Kind.choices],
    )
    post_title = forms.CharField(
        label=_("Post"),
        max_length=200,
        required=False,
        help_text=_("Branch manager, director, architect…"),
    )
    post_started_on = DateField(label=_("Since"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namesakes: list[Stakeholder] = []
        self.is_of_erased = False

    def clean(self) -> dict[str, Any] | None:
        """Ask for what a post needs, and look for people of the same name."""
        cleaned = super().clean() or {}
        self._check_post(cleaned)
        if "first_name" in cleaned and cleaned.get("last_name"):
            found = naming.namesakes(
                first_name=cleaned["first_name"], last_name=cleaned["last_name"]
            )
            namesakes = list(found.order_by("pk")[:10])
            if self.data.get("same_name_seen") != self._names_of(namesakes):
                self.namesakes = namesakes
                if namesakes:
                    raise ValidationError(_("Somebody already bears this name."), code="same_name")
            self._check_erased(cleaned)
        return cleaned

    def _check_erased(self, cleaned: dict[str, Any]) -> None:
        """Warn that this person was erased; the user may know that they ask to be here again."""
        guard = tombstones.guard()
        if guard is None or self.data.get("erased_seen"):
            return
        organization = cleaned.get("organization") or cleaned.get("new_organization")
        self.is_of_erased = guard.knows(
            first_name=cleaned["first_name"],
            last_name=cleaned["last_name"],
            emails=[cleaned.get("email") or ""],
            phones=[cleaned.get("phone") or ""],
            places=[tombstones.post_at(str(organization))] if organization else [],
        )
        if self.is_of_erased:
            raise ValidationError(_("This person asked to be erased."), code="erased")

    def _check_post(self, cleaned: dict[str, Any]) -> None:
        existing, new = cleaned.get("organization"), cleaned.get("new_organization")
        if existing and new:
            self.add_error("new_organization", _("Choose an organization or name a new one."))
        if new and not cleaned.get("new_organization_kind"):
            self.add_error("new_organization_kind", _("Say what kind of organization it is."))
        if (existing or new) and not cleaned.get("post_title"):
            self.add_error("post_title", _("Say which post this person holds there."))
        missing = "organization" not in self.errors and not (existing or new)
        if cleaned.get("post_title") and missing:
            self.add_error("organization", _("Say in which organization."))

    @staticmethod
    def _names_of(namesakes: list[Stakeholder]) -> str:
        return ",".join(str(namesake.pk) for namesake in namesakes)

    @property
    def same_name_seen(self) -> str:
        """Return what the button « save anyway » posts: exactly the people it was shown for."""
        return self._names_of(self.namesakes)

    @property
    def already_seen(self) -> list[tuple[str, str]]:
        """Return the warnings passed before, to be posted again beside the new answer."""
        names = ("same_name_seen", "erased_seen")
        return [(name, self.data[name]) for name in names if self.data.get(name)]


class PostForm(GuardedModelForm):
    """Adds or edits a post; an end date closes it without forgetting it."""

    organization = OrganizationField(label=_("Organization"))
    started_on = DateField(label=_("Since"), required=False)
    ended_on = DateField(
        label=_("No longer there from"),
        required=False,
        help_text=_("Leave empty while the person holds the post."),
    )

    class Meta:
        model = Post
        fields = ("title", "organization", "delegation", "started_on", "ended_on")


class MandateEndForm(GuardedModelForm):
    """Ends a mandate by hand."""

    ended_on = DateField(
        label=_("No longer in office from"),
        help_text=_("The seat stays on the page, among those held before."),
    )

    class Meta:
        model = Mandate
        fields = ("ended_on",)

    def clean_ended_on(self) -> datetime.date:
        """Refuse an end before the start, which this form does not show."""
        ended_on: datetime.date = self.cleaned_data["ended_on"]
        if self.instance.started_on and ended_on < self.instance.started_on:
            raise ValidationError(_("A mandate ends after it starts."))
        return ended_on


class ExchangeForm(WatchedForm, GuardedModelForm):
    """Notes what was said, or corrects the note. `on` is today: nothing is noted ahead of it."""

    watched_fields = ("text",)

    happened_on = DateField(label=_("Date"))

    class Meta:
        model = Exchange
        fields = ("text", "channel", "happened_on", "is_private")
        widgets = {
            "text": forms.Textarea(
                attrs={
                    "rows": 2,
                    "autocapitalize": "sentences",
                    "autocomplete": "off",
                    "placeholder": _("What was said, what comes next…"),
                }
            )
        }

    def __init__(self, *args: Any, on: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if on is not None:
            self.fields["happened_on"].widget.attrs["max"] = on.isoformat()

    def clean_happened_on(self) -> datetime.date:
        """Refuse a day that has not come yet."""
        happened_on: datetime.date = self.cleaned_data["happened_on"]
        if self.on is not None and happened_on > self.on:
            raise ValidationError(_("An exchange has happened already: choose today or before."))
        return happened_on


class FieldNoteForm(ExchangeForm):
    """Notes what was said before one forgets: who it was comes with it."""

    stakeholder = StakeholderField(
        label=_("With whom"), help_text=_("Type a name, a commune or an organization.")
    )
    field_order = ("stakeholder", "text", "channel", "happened_on", "is_private")

    class Meta(ExchangeForm.Meta):
        pass
