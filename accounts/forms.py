"""What administrators type: a member of the team, the identity of the cooperative."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import logo, team
from accounts.models import Cooperative, User
from accounts.permissions import Role
from ui.forms import GuardedModelForm

ROLE_HELP = {
    Role.DIRECTOR: gettext_lazy("people, stances and operations; reads everything"),
    Role.COMMUNICATIONS: gettext_lazy("brochures, testimonials, photos, the papers of events"),
    Role.VISITS: gettext_lazy("events, residents, hosts and their consents"),
    Role.READER: gettext_lazy("reads, but no private note and no resident’s address"),
    Role.ADMINISTRATOR: gettext_lazy("the team, the register, the settings, personal data"),
}


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, f"{role.label} — {ROLE_HELP[role]}") for role in Role]


class MemberForm(GuardedModelForm):
    """A member of the team, added or edited."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
        choices=_role_choices,
        help_text=gettext_lazy("A person may hold several."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "job_title", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = [role.value for role in self.instance.roles]
        for name in ("first_name", "last_name"):
            self.fields[name].required = True

    @property
    def _guarded(self) -> list[str]:
        return [*super()._guarded, "roles"]

    def guarded_values(self, instance: Model) -> dict[str, Any]:
        """Add the roles to what a stale edit is told by."""
        held = ",".join(instance.roles) if isinstance(instance, User) else ""
        return super().guarded_values(instance) | {"roles": held}

    def clean_email(self) -> str:
        """Return the address in lower case; refuse one that somebody else signs in with."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody already signs in with this address."))
        return email

    def saved(self) -> User | None:
        """Add or change the member; return None, with an error, when that cannot be."""
        roles = [Role(value) for value in self.cleaned_data["roles"]]
        if self.instance.pk is None:
            person = {name: self.cleaned_data[name] for name in self.Meta.fields}
            return team.add_member(roles=roles, **person)
        try:
            team.give_roles(member=self.instance, roles=roles)
        except team.LastAdministrator:
            self.add_error("roles", last_administrator_text())
            return None
        member: User = self.save()
        return member


def last_administrator_text() -> str:
    """Say why the last administrator stays one."""
    return _(
        "Nobody else is an administrator: give this role to someone else first,"
        " or nobody could manage the team any more."
    )


class CooperativeForm(GuardedModelForm):
    """The identity of the cooperative, as brochures and papers show it."""

    class Meta:
        model = Cooperative
        fields = (
            "name",
            "baseline",
            "presentation",
            "address",
            "postal_code",
            "city",
            "phone",
            "email",
            "website",
            "legal_form",
            "founded_in",
            "accent",
            "logo",
        )
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "presentation": forms.Textarea(attrs={"rows": 4}),
            "logo": forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        }
        help_texts = {
            "baseline": gettext_lazy("The line under the name, on the covers."),
            "accent": gettext_lazy("A colour too pale to be read is darkened in print."),
            "logo": gettext_lazy("PNG, JPEG or WebP; kept until you choose another."),
        }

    def clean_logo(self) -> Any:
        """Return the logo kept, or the new one made safe."""
        chosen = self.cleaned_data["logo"]
        if not isinstance(chosen, UploadedFile):
            return chosen
        try:
            return logo.prepared(chosen)
        except logo.UnusableLogo as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
