"""Rows about somebody: a contact, or a person of a higher package (`contacts.somebody`)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

NOBODY_ELSE = Q(about="", about_pk=None)
SOMEBODY_ELSE = ~Q(about="") & Q(about_pk__isnull=False, stakeholder=None)


class AboutSomebody(models.Model):
    """A row with a `stakeholder`, or with the label and the key of somebody who is none."""

    about = models.CharField(
        max_length=60,
        blank=True,
        default="",
        editable=False,
        help_text="Label of the model, for no contact.",
    )
    about_pk = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def person(self) -> Any:
        """Return whom it is about, or None when nobody is left."""
        from contacts import somebody

        return getattr(self, "stakeholder", None) or somebody.found(self.about, self.about_pk)


def about(who: Any) -> dict[str, Any]:
    """Return the values that say whom a row is about."""
    label = who._meta.label_lower
    if label == "contacts.stakeholder":
        return {"stakeholder": who}
    return {"about": label, "about_pk": who.pk}


def one_person(name: str) -> models.CheckConstraint:
    """Return the constraint that a row is about one person."""
    one = Q(stakeholder__isnull=False) & NOBODY_ELSE
    return models.CheckConstraint(condition=one | SOMEBODY_ELSE, name=name)
