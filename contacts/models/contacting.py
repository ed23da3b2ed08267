"""Rows that reach out to a person: an invitation, a brochure sent. None is made for an objector.

« Ne plus contacter » stands where rows are stored: whatever makes one (a page, a grouped change,
its undoing, a script) is refused. It is no trigger: SQLite refuses to rebuild a table, as Django's
migrations do, while a trigger of another one reads it. Rows loaded raw from a copy pass as they
are: they were made before. What `everyone` holds counts: a stale object is refused too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts.models.stakeholder import Stakeholder
from ui.restoring import MayNotReturn
from ui.templatetags.ui import day


class ObjectionStands(MayNotReturn):
    """The person asked not to be contacted any more; the text says since when."""

    def __init__(self, stakeholder: Stakeholder) -> None:
        self.stakeholder = stakeholder
        if stakeholder.objected_on is None:
            super().__init__(_("This person was erased: nothing invites or writes to them."))
            return
        super().__init__(
            _("%(name)s asked on %(day)s not to be contacted any more.")
            % {"name": stakeholder, "day": day(stakeholder.objected_on)}
        )


def refuse(keys: Iterable[int]) -> None:
    """Raise ObjectionStands when one of these people, as the base says now, is not to be reached.

    Somebody merged into another card is who that card is.
    """
    waiting = set(keys)
    while waiting:
        found = list(
            Stakeholder.everyone.filter(pk__in=waiting).only(
                "objected_on", "erased_at", "merged_into_id", "first_name", "last_name"
            )
        )
        for person in found:
            if person.objected_on is not None or person.erased_at is not None:
                raise ObjectionStands(person)
        waiting = {one.merged_into_id for one in found if one.merged_into_id}


class ReachingQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that reach out, many at once."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
        """Store new rows. Raises ObjectionStands when one is for an objector."""
        rows = list(objs)
        refuse(row.stakeholder_id for row in rows if row.reaches_out)
        return super().bulk_create(rows, *args, **kwargs)


class ReachesOut(models.Model):
    """A row for a `stakeholder`, which is not made while they object."""

    class Meta:
        abstract = True

    @property
    def reaches_out(self) -> bool:
        """Tell whether this row reaches the person; some are facts noted afterwards."""
        return True

    def save_base(self, raw: bool = False, *args: Any, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Django's
        """Store the row. Raises ObjectionStands when it is new, and for an objector."""
        if self._state.adding and not raw and self.reaches_out:
            refuse([getattr(self, "stakeholder_id")])  # noqa: B009 - of whichever model
        super().save_base(raw, *args, **kwargs)
