"""The answer to a line of the review."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contacts import deciding, turnover
from contacts.models import TurnoverLine
from ui.forms import DateField

Matter, State = TurnoverLine.Matter, TurnoverLine.State
_ANSWERS = {
    Matter.TO_CHECK: ("same", "other"),
    Matter.NEWCOMER: ("accept", "note", "refuse"),
}


class AnswerForm(forms.Form):
    """What to do with a line: accept it, refuse it, note it, say whether it is the same person."""

    answer = forms.CharField(max_length=10)
    ends_on = DateField(required=False)

    def __init__(self, *args: Any, line: TurnoverLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line

    def clean(self) -> dict[str, Any]:
        """Refuse an answer the line does not ask for, and an end before the start."""
        cleaned = super().clean() or {}
        line = self.line
        if line.state != State.PROPOSED:
            raise ValidationError(_("Somebody answered this line already."))
        expected = _ANSWERS.get(Matter(line.matter), ("accept", "refuse"))
        if line.matter == Matter.TO_CHECK and line.register_mandate_id is None:
            expected = ("other",)
        if cleaned.get("answer") not in expected:
            raise ValidationError(_("Choose what to do with this line."))
        end, start = cleaned.get("ends_on"), line.mandate and line.mandate.started_on
        if end and start and end < start:
            self.add_error("ends_on", _("A mandate ends after it starts."))
        return cleaned

    def answer_text(self) -> str:
        """Return the answer given."""
        text: str = self.cleaned_data["answer"]
        return text

    def settle(self, *, by: Any) -> deciding.Decision:
        """Do it."""
        lines = TurnoverLine.objects.filter(pk=self.line.pk)
        answer = self.answer_text()
        if answer == "same":
            return deciding.is_same(self.line, by=by)
        if answer == "accept":
            return deciding.accept(lines, by=by, ends_on=self.cleaned_data["ends_on"])
        if answer == "note":
            return deciding.note(lines, by=by)
        done = deciding.refuse(lines, by=by)
        if answer == "other" and self.line.register_mandate_id:
            # Somebody else: what became of the person we follow may be told now.
            turnover.build(self.line.edition)
        return done
