"""What stances add to exported files: where someone stands, for those who may read it."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from contacts.exporting import fields
from contacts.exporting.fields import Field, Value
from contacts.models import Export
from network.models import Standing


def register() -> None:
    """Add the columns to the files about people."""
    for field in exported():
        fields.contribute(Export.Subject.PEOPLE, field)


def exported() -> list[Field]:
    """Return the columns of an exported file: where someone stands, since when, a target or not."""

    def told(tell: Callable[[Standing], Value]) -> Callable[[Any, Any], Value]:
        def value(person: Any, _reading: Any) -> Value:
            standing = getattr(person, "standing", None)
            return tell(standing) if standing else ""

        return value

    def fetch(people: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return people.select_related("standing")

    common: dict[str, Any] = {"fetch": fetch, "is_usual": False, "permission": Permission.READ}
    yes, no = _("yes"), _("no")
    return [
        Field(
            name="positionnement",
            label=_("Stance"),
            value=told(lambda standing: str(standing.get_stance_display())),
            **common,
        ),
        Field(
            name="positionnement_du",
            label=_("Stance noted on"),
            value=told(lambda standing: standing.changed_on),
            **common,
        ),
        Field(
            name="cible",
            label=_("Target"),
            value=told(lambda standing: str(yes if standing.is_target else no)),
            **common,
        ),
    ]
