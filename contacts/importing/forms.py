"""What users type while a file is taken in: the file itself, and what its columns mean."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.importing import choosing, mapping, sandbox
from contacts.importing.reading.refusing import LARGEST
from contacts.models import FileImport
from ui.forms import DateField


class ContactFileForm(forms.Form):
    """A file of contacts, chosen or dropped."""

    file = forms.FileField(
        label=_("File of contacts"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.csv,.txt,.tsv,.vcf,text/csv,text/vcard,text/plain"}
        ),
        error_messages={"empty": _("This file holds no row: check that it is the right one.")},
        max_length=300,
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is kept."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise ValidationError(sandbox.sentence("large"), code="large")
        return file


class ColumnsForm(forms.Form):
    """What each column means; which sheet is read; which row names the columns."""

    dated_on = DateField(
        label=_("Date of the file"),
        help_text=_("Each new person will say “imported from this file”, of that day."),
    )

    def __init__(self, data: Any = None, *, file_import: FileImport) -> None:
        super().__init__(data, initial={"dated_on": file_import.dated_on})
        self.file_import = file_import
        self.columns = choosing.columns(file_import)
        if len(file_import.sheets) > 1:
            self.fields["sheet"] = forms.TypedChoiceField(
                label=_("Sheet"), coerce=int, choices=self._sheets(), initial=file_import.sheet
            )
        if file_import.kind != "vcard":
            rows = choosing.header_choices(file_import)
            self.fields["header_at"] = forms.TypedChoiceField(
                label=_("Row that names the columns"),
                coerce=int,
                choices=[(-1, _("none: the file begins with its contents")), *rows],
                initial=file_import.header_at,
            )
        for column in self.columns:
            self.fields[f"column-{column['at']}"] = forms.ChoiceField(
                label=column["header"],
                required=False,
                choices=_targets,
                initial=column["target"],
            )

    def _sheets(self) -> list[tuple[int, str]]:
        hidden = _("hidden")
        return [
            (at, f"{one['name']} ({hidden})" if one["hidden"] else one["name"])
            for at, one in enumerate(self.file_import.sheets)
        ]

    def fields_of_columns(self) -> Iterator[tuple[dict[str, Any], forms.BoundField]]:
        """Yield each column with the box that says what it means."""
        for column in self.columns:
            yield column, self[f"column-{column['at']}"]

    @property
    def targets(self) -> list[str]:
        """Return what the columns mean, in their order."""
        return [self.cleaned_data.get(f"column-{column['at']}", "") for column in self.columns]

    @property
    def sheet_read(self) -> int:
        """Return the sheet to read."""
        return int(self.cleaned_data.get("sheet", self.file_import.sheet))

    @property
    def headers_read(self) -> int:
        """Return the row that names the columns."""
        return int(self.cleaned_data.get("header_at", self.file_import.header_at))

    @property
    def reads_again(self) -> bool:
        """Tell whether another sheet or another row of headers was asked for."""
        here = (self.file_import.sheet, self.file_import.header_at)
        return (self.sheet_read, self.headers_read) != here

    def clean_dated_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """Ask for a name, and for one column only of each kind."""
        cleaned = super().clean() or {}
        if self.errors or self.reads_again:
            return cleaned
        targets = [key for key in self.targets if key]
        if not {"last_name", "full_name", "organization"} & set(targets):
            raise ValidationError(
                _("Say which column holds the names: last name, full name or organization.")
            )
        for key in sorted(set(targets)):
            if targets.count(key) > 1 and key not in mapping.GATHERED:
                label = mapping.TARGETS[key].label
                raise ValidationError(
                    _("Two columns are said to be “%(label)s”: keep one, ignore the other."),
                    params={"label": label},
                )
        return cleaned


def _targets() -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, Any]]] = {}
    for target in mapping.TARGETS.values():
        if not target.group:
            continue
        groups.setdefault(str(target.group), []).append((target.key, target.label))
    return [("", _("Ignore this column")), *groups.items()]
