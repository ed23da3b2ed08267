"""The forms of a photo: choosing it, saying what one sees and who may use it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from operations.models import Operation, Photo
from operations.photos import add_photo
from operations.pictures import UnusablePicture
from ui.forms import DateField, GuardedModelForm


class PhotoUploadForm(forms.ModelForm[Photo]):
    """A new photo; `save` cleans the picture, and a file that is none becomes a form error."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "JPEG, PNG or WebP, 20 MB at most. The place it was taken at is erased from it."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    taken_on = DateField(label=_("Taken on"), required=False)

    class Meta:
        model = Photo
        fields = ("alt", "author", "licence", "taken_on")

    field_order = ("file", "alt", "author", "licence", "taken_on")

    def added_to(self, operation: Operation) -> Photo | None:
        """Return the photo, or None after telling on the form why the file cannot be one."""
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        try:
            return add_photo(operation=operation, file=self.cleaned_data["file"], **values)
        except UnusablePicture as refusal:
            self.add_error("file", ValidationError(str(refusal), code="picture"))
            return None


class PhotoForm(GuardedModelForm):
    """What is said of a photo: its description, its author, the right to use it."""

    taken_on = DateField(label=_("Taken on"), required=False)

    class Meta:
        model = Photo
        fields = ("alt", "author", "licence", "taken_on")
