"""What users type about lists: tags, segments, saved views, what to do with a selection."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts.exporting import fields
from contacts.fields import OrganizationField, StakeholderField
from contacts.models import Export, Organization, SavedView, Segment, Tag
from contacts.models.tag import tag_key
from contacts.watching import WatchedForm
from directory.forms import TerritoryField
from ui.characters import on_one_line
from ui.forms import GuardedModelForm


class _KeyedForm(GuardedModelForm):
    """A form whose name is unique whatever its accents and capitals."""

    taken: Any = ""

    def clean_name(self) -> str:
        """Refuse a name that another row has, and one that says nothing."""
        name = on_one_line(self.cleaned_data["name"])
        key = tag_key(name)
        if not key:
            raise ValidationError(_("Give it a name made of letters or digits."))
        model = self._meta.model
        if model._base_manager.filter(key=key).exclude(pk=self.instance.pk).exists():
            raise ValidationError(self.taken)
        self.instance.key = key
        return name


class TagForm(WatchedForm, _KeyedForm):
    """Adds or renames a tag."""

    watched_fields: tuple[str, ...] = ("name",)

    taken = _("There is a tag of that name already: merge the two instead.")

    class Meta:
        model = Tag
        fields = ("name", "colour")
        widgets = {"colour": forms.RadioSelect}


class TagMergeForm(forms.Form):
    """Chooses the tag that stays."""

    into = forms.ModelChoiceField(
        label=_("Merge into"), queryset=Tag.objects.none(), empty_label=_("choose a tag")
    )

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = Tag.objects.exclude(pk=tag.pk)


class PutTagForm(WatchedForm, forms.Form):
    """Names a tag to put on somebody; a name nobody used yet makes a new one, and is watched."""

    watched_fields: tuple[str, ...] = ("name",)

    name = forms.CharField(
        label=_("Tag"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "tag-names", "autocomplete": "off"}),
        error_messages={"required": _("Write the tag to put.")},
    )

    def clean_name(self) -> str:
        """Refuse a name that says nothing."""
        name = on_one_line(self.cleaned_data["name"])
        if not tag_key(name):
            raise ValidationError(_("Give it a name made of letters or digits."))
        if Tag.objects.filter(key=tag_key(name)).exists():
            self.watched_fields = ()  # the team decided when it was made
        return name


class TakeTagForm(forms.Form):
    """Chooses a tag to take off."""

    tag = forms.ModelChoiceField(
        label=_("Tag"), queryset=Tag.objects.all(), empty_label=_("choose a tag")
    )


class AssignForm(forms.Form):
    """Chooses who follows a selection from now on."""

    referent = forms.ModelChoiceField(
        label=_("Followed by"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody in particular"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        referent: Any = self.fields["referent"]
        referent.queryset = User.objects.in_team()


class OrganizationKindForm(forms.Form):
    """Chooses what a selection of organizations is."""

    kind = forms.ChoiceField(
        label=_("Kind of organization"),
        choices=[("", _("choose a kind")), *Organization.Kind.choices],
    )


class OrganizationPartForm(forms.Form):
    """Chooses what a selection of organizations is part of."""

    parent = OrganizationField(
        label=_("Part of"), required=False, help_text=_("Leave it empty: part of nothing.")
    )


class OrganizationPlaceForm(forms.Form):
    """Chooses the territory a selection of organizations serves."""

    territory = TerritoryField(
        label=_("Territory served"),
        required=False,
        help_text=_("Leave it empty: none in particular."),
    )


class AddToSegmentForm(forms.Form):
    """Chooses a segment."""

    segment = forms.ModelChoiceField(
        label=_("Segment"), queryset=Segment.objects.all(), empty_label=_("choose a segment")
    )


class SegmentForm(_KeyedForm):
    """Adds or renames a segment."""

    taken = _("There is a segment of that name already: choose another one.")

    class Meta:
        model = Segment
        fields = ("name", "purpose")


class SegmentMemberForm(forms.Form):
    """Chooses somebody to set in a segment by hand."""

    stakeholder = StakeholderField(label=_("Add somebody by hand"))


class SavedViewForm(GuardedModelForm):
    """Names a view, and shares it or not."""

    class Meta:
        model = SavedView
        fields = ("name", "is_shared")

    def clean_name(self) -> str:
        """Refuse a name that says nothing."""
        name = on_one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Give the view a name."))
        return name


class ExportForm(forms.Form):
    """Chooses the format and the columns of an export."""

    file_format = forms.ChoiceField(
        label=_("Format"), widget=forms.RadioSelect, initial=Export.Format.XLSX
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, subject: str, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = fields.everything(subject, reader=reader)
        formats: Any = self.fields["file_format"]
        formats.choices = [
            (value, label)
            for value, label in Export.Format.choices
            if subject == Export.Subject.PEOPLE or value != Export.Format.VCARD
        ]
        columns: Any = self.fields["columns"]
        columns.choices = [(field.name, field.label) for field in every]
        columns.initial = [field.name for field in every if field.is_usual]

    def clean(self) -> dict[str, Any]:
        """Ask for a column, unless the cards have theirs."""
        cleaned = super().clean() or {}
        is_table = cleaned.get("file_format") != Export.Format.VCARD
        if is_table and "columns" not in self.errors and not cleaned.get("columns"):
            self.add_error("columns", _("Tick at least one column."))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as an export takes it."""
        return {
            "file_format": self.cleaned_data["file_format"],
            "names": self.cleaned_data["columns"],
        }
