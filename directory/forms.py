"""The forms of this package, and the field that chooses a commune."""

from typing import Any

from directory.models import Territory
from directory.territories import find_communes
from ui.forms import PickField


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
