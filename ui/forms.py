"""Forms: how they are drawn, and how an edit based on an old version is refused."""

import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict
from django.forms.renderers import TemplatesSetting
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.characters import on_one_line
from ui.keys import key_of
from ui.templatetags.ui import day, hour


class FormRenderer(TemplatesSetting):
    """Draws forms and fields with the templates of the kit."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"


class DateField(forms.DateField):
    """A day, with the browser's own date picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"], **kwargs)


class MomentField(forms.DateTimeField):
    """A local moment. One that does not exist, or exists twice, is refused with a sentence."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        kwargs.setdefault("widget", widget)
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"], **kwargs)

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Return an aware moment; raise ValidationError for an impossible hour."""
        try:
            moment: datetime.datetime | None = super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(
                    _(
                        "On that night the clocks change: this hour does not exist or happens"
                        " twice. Choose another one."
                    ),
                    code="ambiguous_timezone",
                ) from error
            raise
        return moment


_AS_TYPED = forms.Textarea, forms.PasswordInput  # boxes whose breaks and spaces are meant


class GuardedModelForm(forms.ModelForm[Any]):
    """An edit form that never overwrites what somebody else saved in the meantime.

    It carries a fingerprint of the values it was filled with. When the stored values no longer
    match, the form is invalid, and `conflict` holds one `(label, mine, theirs)` per field that
    differs; the reader may then keep their own version knowingly.
    """

    conflict: list[tuple[str, str, str]]
    saved_by: str
    saved_at: datetime.datetime | None
    stored_fingerprint: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict = []
        self.saved_by = ""
        self.saved_at = None
        self.stored_fingerprint = ""
        if self.instance.pk:
            self.stored_fingerprint = _fingerprint(self.guarded_values(self.instance))

    @property
    def _guarded(self) -> list[str]:
        names = {field.name for field in self._meta.model._meta.get_fields()}
        return [name for name in self.fields if name in names]

    def guarded_values(self, instance: Model) -> dict[str, Any]:
        """Return the stored values a stale edit is told by; a form of several rows adds theirs."""
        return model_to_dict(instance, fields=self._guarded)

    @property
    def version_seen(self) -> str:
        """Return the fingerprint the page carries: the one it was first shown with."""
        if self.is_bound:
            return str(self.data.get("_seen", ""))
        return self.stored_fingerprint

    def clean(self) -> dict[str, Any] | None:
        """Refuse an edit made on an older version."""
        cleaned = super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and not isinstance(self.fields[name].widget, _AS_TYPED):
                self.cleaned_data[name] = on_one_line(value)
        if not self.instance.pk:
            return cleaned
        model = type(self.instance)
        stored = model._base_manager.select_for_update().get(pk=self.instance.pk)
        self.stored_fingerprint = _fingerprint(self.guarded_values(stored))
        if self.stored_fingerprint in (self.version_seen, self.data.get("_keep_mine")):
            return cleaned
        self.conflict = list(self._differences(stored))
        latest = (
            getattr(stored, "history", None) and stored.history.order_by("-history_date").first()
        )
        if latest:
            self.saved_by = str(latest.history_user or "")
            self.saved_at = latest.history_date
        raise ValidationError(
            _("Somebody saved another version while you were writing. Nothing is lost: choose."),
            code="stale",
        )

    def _differences(self, stored: Model) -> list[tuple[str, str, str]]:
        theirs = type(self)(instance=stored)
        rows = []
        for name in self._guarded:
            mine = _readable(self[name])
            other = _readable(theirs[name])
            if mine != other:
                rows.append((str(self[name].label), mine, other))
        return rows


def _fingerprint(values: dict[str, Any]) -> str:
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = sorted(item.pk for item in value)
        elif hasattr(value, "storage"):
            values[name] = value.name
    text = json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _readable(field: forms.BoundField) -> str:
    """Return the value of a field as a person reads it."""
    value = field.value()
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        wanted = {str(item) for item in (value if isinstance(value, list | tuple) else [value])}
        labels = [str(label) for key, label in choices if str(key) in wanted]
        return ", ".join(labels) or "—"
    if isinstance(value, tuple):  # what a pick box holds: the text, and the key behind it
        return str(value[0]) or "—"
    if isinstance(field.field, DateField | MomentField):
        return _moment_in_words(field.field, value)
    return str(field.field.prepare_value(value))


def _moment_in_words(field: DateField | MomentField, value: Any) -> str:
    try:
        moment = field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(moment, datetime.datetime):
        return f"{day(moment)}, {hour(moment)}"
    return day(moment)


class PickWidget(forms.TextInput):
    """A text box that proposes as one types, and stays a plain text box without JavaScript.

    Posts two values: `<name>` (the text) and `<name>_pk` (the choice, when one was made).
    """

    template_name = "ui/widgets/pick.html"

    def __init__(self, url_name: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url_name = url_name

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        """Return the text and the primary key of the choice, either may be empty."""
        return (data.get(name) or "").strip(), (data.get(f"{name}_pk") or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether the form was posted without this box."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template the text, the choice and the address that proposes."""
        text, pk = value if isinstance(value, tuple) else (value or "", "")
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"pk": pk, "url_name": self.url_name, "list_id": f"{name}-options"}
        return context


LONGEST_PICK = 300  # characters of a text that may mean a row


class PickField[M: Model](forms.Field):
    """One row chosen among too many for a `<select>`: a commune, a person, an organization.

    `find(text)` returns the rows a text may mean, best first, `row_label(row)` how each is written.
    The choice made in the list wins while its label is still what the box says; otherwise the text
    must mean exactly one row.
    """

    default_error_messages = {
        "none": gettext_lazy("Nothing is called “%(text)s”. Choose from the list as you type."),
        "many": gettext_lazy("Several match “%(text)s”: %(labels)s. Choose from the list."),
    }

    def __init__(
        self,
        *,
        url_name: str,
        find: Callable[[str], Sequence[M]],
        get: Callable[[int], M | None],
        row_label: Callable[[M], str] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=PickWidget(url_name), **kwargs)
        self.find = find
        self.get = get
        self.row_label = row_label

    def prepare_value(self, value: Any) -> tuple[str, str]:
        """Return the text and the key to show again."""
        if isinstance(value, tuple):
            return value
        if isinstance(value, int | str):
            key = key_of(str(value))
            row = self.get(key) if key is not None else None
        else:
            row = value
        return (self.row_label(row), str(row.pk)) if row else ("", "")

    def clean(self, value: Any) -> M | None:
        """Return the row, or None when nothing was asked for.

        Raises ValidationError with what to do when the text means no row, or several.
        """
        text, pk = value if isinstance(value, tuple) else (value or "", "")
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        key = key_of(pk)
        chosen = self.get(key) if key is not None else None
        if chosen is not None and self.row_label(chosen) == text:
            return chosen
        rows = list(self.find(text)) if len(text) <= LONGEST_PICK else []
        exact = [row for row in rows if self.row_label(row).casefold() == text.casefold()]
        rows = exact if len(exact) == 1 else rows
        if len(rows) == 1:
            return rows[0]
        if not rows:
            said = {"text": Truncator(text).chars(LONGEST_PICK)}
            raise ValidationError(self.error_messages["none"], code="none", params=said)
        labels = " · ".join(self.row_label(row) for row in rows[:5])
        raise ValidationError(
            self.error_messages["many"], code="many", params={"text": text, "labels": labels}
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another row is asked for."""
        return self.prepare_value(initial) != (data if isinstance(data, tuple) else (data, ""))
