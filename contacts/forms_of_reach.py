"""What users type about other numbers and addresses, and about assistants."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts import reaching
from contacts.fields import PhoneField, StakeholderField, keep_unreadable
from contacts.models import Assistant, ContactPoint, Stakeholder
from ui.forms import GuardedModelForm


class ContactPointForm(GuardedModelForm):
    """Adds or corrects a number or an address; which of the two is said by the instance."""

    class Meta:
        model = ContactPoint
        fields = ("value", "label")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == ContactPoint.Kind.PHONE:
            self.fields["value"] = PhoneField(label=_("Number"))
            keep_unreadable(self, name="value")
        else:
            self.fields["value"] = forms.EmailField(label=_("Address"), max_length=254)
        self.order_fields(["value", "label"])

    def clean_value(self) -> str:
        """Refuse what is among theirs already."""
        value: str = self.cleaned_data["value"]
        if reaching.knows(
            self.instance.stakeholder,
            kind=self.instance.kind,
            value=value,
            besides=self.instance.pk,
        ):
            raise ValidationError(_("It is among the numbers and addresses already."))
        return value


class AssistantForm(GuardedModelForm):
    """Says who answers for somebody, in which role."""

    assistant = StakeholderField(
        label=_("Who"),
        help_text=_("Somebody among our people; add them first when they are not here yet."),
    )

    class Meta:
        model = Assistant
        fields = ("assistant", "role")

    def clean_assistant(self) -> Stakeholder:
        """Refuse the person themselves, and whoever answers for them already."""
        who: Stakeholder = self.cleaned_data["assistant"]
        if who.pk == self.instance.stakeholder_id:
            raise ValidationError(_("Nobody is their own assistant."))
        if self.instance.stakeholder.assistants.filter(assistant=who).exists():
            raise ValidationError(_("This person answers for them already."))
        return who
