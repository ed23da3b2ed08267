"""What the filters of lists are made of: a row picked as one types, a day, what all lists share."""

import datetime
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from contacts.fields import OrganizationField
from directory.forms import TerritoryField
from ui.forms import DateField

NEVER = "never"
SILENCES = [
    ("3", _("none for 3 months")),
    ("6", _("none for 6 months")),
    ("12", _("none for a year")),
    (NEVER, _("no exchange ever")),
]


def silent_since(value: str, on: datetime.date) -> datetime.date:
    """Return the day since which nothing was exchanged: that many months of 30 days, or ever."""
    if value == NEVER:
        return datetime.date.min
    return on - datetime.timedelta(days=30 * int(value))


class _PickFilter(django_filters.Filter):  # type: ignore[misc]
    """One row chosen as one types; an empty box asks nothing."""


class TerritoryFilter(_PickFilter):
    """A territory of any kind."""

    field_class = TerritoryField


class OrganizationFilter(_PickFilter):
    """An organization."""

    field_class = OrganizationField


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    """A day."""

    field_class = DateField


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows a list. `on` is the day "current" is meant for.

    `reader` is who asks: "me" is theirs, and private notes they may not read tell them nothing.
    `main` are the filters always in sight, the others wait behind a button; `everything` says what
    a list shows that is not narrowed.
    """

    main: ClassVar[list[str]] = []
    everything: ClassVar[Any] = ""

    def __init__(
        self,
        data: Any = None,
        queryset: Any = None,
        *,
        on: datetime.date,
        reader: Any = None,
        request: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, queryset, request=request, **kwargs)
        self.on = on
        self.reader = reader if reader is not None else getattr(request, "user", None)

    @classmethod
    def contribute(cls, name: str, added: django_filters.Filter, *, is_main: bool = False) -> None:
        """Add a filter of a higher package, from its `AppConfig.ready`."""
        cls.base_filters[name] = added
        if is_main:
            cls.main.append(name)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is asked for."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else False

    def unchanged(self, rows: Any, name: str, value: str) -> Any:
        """Keep everything: this choice only says how another filter is meant."""
        return rows
