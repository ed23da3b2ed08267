"""The forms of this package, and the field that chooses a commune."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from directory import guards
from directory.editions import same_file
from directory.models import Territory
from directory.register_file import LARGEST
from directory.territories import find_communes, find_territories
from directory.uploads import Waiting
from ui.forms import DateField, PickField


def commune_by_pk(pk: int) -> Territory | None:
    """Return the commune of that key, or None."""
    communes = Territory.objects.filter(kind=Territory.Kind.COMMUNE)
    return communes.select_related("department").filter(pk=pk).first()


class CommuneField(PickField[Territory]):
    """A commune, chosen as one types its name or its postal code; written "Quimper (29)"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            url_name="commune_pick",
            find=find_communes,
            get=commune_by_pk,
            row_label=lambda commune: commune.label,
            **kwargs,
        )


def territory_by_pk(pk: int) -> Territory | None:
    """Return the territory of that key, or None."""
    return Territory.objects.select_related("department").filter(pk=pk).first()


def territory_label(territory: Territory) -> str:
    """Return how a territory of any kind is told from the others: "Finistère (département)"."""
    if territory.kind == Territory.Kind.COMMUNE:
        return territory.label
    return f"{territory.name} ({territory.get_kind_display()})"


class TerritoryField(PickField[Territory]):
    """A territory of any kind, chosen as one types its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            url_name="territory_pick",
            find=find_territories,
            get=territory_by_pk,
            row_label=territory_label,
            **kwargs,
        )


class RegisterFileForm(forms.Form):
    """A file of the register, chosen or dropped."""

    file = forms.FileField(
        label=_("File of the register (CSV)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={"empty": _("This file is empty: download it again.")},
        max_length=200,
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than any file of the register."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise ValidationError(
                _("This file is larger than 300 MB: no file of the register is."), code="large"
            )
        return file


class EditionForm(forms.Form):
    """The day a file was published: proposed when its name carries it, asked otherwise.

    The latest mandate is shown beside it and proposes nothing: it is earlier than the publication,
    and a date already there is accepted without a look.
    """

    published_on = DateField(
        label=_("Published on"),
        help_text=_(
            "The day the ministry gives beside the file on data.gouv.fr. Each mandate will say"
            " “seen in the file of …”."
        ),
    )

    confirmed = forms.BooleanField(
        label=_("I have checked: load this file all the same"), required=False
    )
    # What was odd when the page was shown: the box confirms that, and nothing seen later.
    told = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, data: Any = None, *, waiting: Waiting, on: datetime.date) -> None:
        super().__init__(data, initial={"published_on": waiting.proposed})
        self.waiting = waiting
        self.on = on
        self._notice(waiting.proposed)

    def clean_published_on(self) -> datetime.date:
        """Refuse a day that has not come, or under which this very file is loaded already."""
        day: datetime.date = self.cleaned_data["published_on"]
        if day > self.on:
            raise ValidationError(_("This day has not come yet."), code="late")
        known = same_file(kind=self.waiting.kind, sha256=self.waiting.sha256)
        if known is not None and known.published_on == day:
            raise ValidationError(
                _("This file is already loaded under this day: there is nothing more to do."),
                code="known",
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a confirmation of what is odd, unless it was shown and confirmed."""
        cleaned: dict[str, Any] = super().clean() or {}
        told = set(cleaned.get("told", "").split())
        self._notice(cleaned.get("published_on"))
        codes = [remark.code for remark in self.remarks]
        if codes and not (cleaned.get("confirmed") and told >= set(codes)):
            self.add_error(
                "confirmed", _("Read what is said above, then tick this box to load the file.")
            )
        # The page shows the box again for what it says now, ticked only if nothing was added.
        again = {name: self.data[name] for name in self.data if name != "confirmed"}
        self.data = again | {"told": " ".join(codes)}
        if told >= set(codes) and cleaned.get("confirmed"):
            self.data |= {"confirmed": "on"}
        return cleaned

    def _notice(self, day: datetime.date | None) -> None:
        """Keep what is odd about the file as of that day; without it there is no box to tick."""
        self.remarks = guards.remarks(
            name=self.waiting.name,
            kind=self.waiting.kind,
            row_count=self.waiting.rows,
            sha256=self.waiting.sha256,
            latest=self.waiting.latest,
            on=day,
        )
        self.initial["told"] = " ".join(remark.code for remark in self.remarks)
        shown = forms.CheckboxInput() if self.remarks else forms.HiddenInput()
        self.fields["confirmed"].widget = shown
