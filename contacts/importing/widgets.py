"""How a cell is read and written: texts as they stand, days as the French write them, choices."""

from typing import Any

from django.utils.translation import gettext as _
from import_export.widgets import Widget

from contacts.importing import values
from ui.templatetags.ui import day


class TextWidget(Widget):  # type: ignore[misc]
    """A text as it stands, whatever it begins with: nothing is ever evaluated."""

    def __init__(self, read: Any = str, write: Any = str) -> None:
        super().__init__()
        self.read = read
        self.write = write

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Return what the cell means. Raises ValueError with a sentence."""
        return self.read(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Return what a person reads."""
        return "" if value in (None, "") else str(self.write(value))


class FrenchDateWidget(TextWidget):
    """A day as the French write it: 03/03/2026, 3 mars 2026, a number of Excel, or ISO."""

    def __init__(self) -> None:
        super().__init__(read=values.day, write=day)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Return what a person reads, or a real day for the cell of a file (`is_typed`)."""
        return value if kwargs.get("is_typed") else super().render(value, obj)


class SeatDateWidget(FrenchDateWidget):
    """A day, or the month or the year one remembers: read as its first day, or its last one."""

    def __init__(self, *, is_end: bool = False) -> None:
        super().__init__()
        self.read = values.last_day if is_end else values.first_day


class YesNoWidget(TextWidget):
    """A yes or a no: oui, non, x, 1."""

    def __init__(self) -> None:
        super().__init__(read=values.yes, write=lambda value: _("yes") if value else _("no"))


class ChoiceWidget(TextWidget):
    """A word that names one of the choices of a field."""

    def __init__(self, read: Any, choices: Any) -> None:
        super().__init__(read=read, write=lambda value: choices(value).label)
