"""Rows that hang on a person or an organization, as long as it was not merged into another one.

A merge moves every row to the one that is kept, except those that would be there twice: these stay
with the one merged away, and no page shows or counts them until the merge is undone.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class OfPeopleThere[M: models.Model](models.Manager[M]):
    """Rows of people who were not merged into another one; `_base_manager` has them all."""

    ways: ClassVar[tuple[str, ...]] = ("stakeholder",)

    def get_queryset(self) -> Any:
        """Leave out what a merge set apart."""
        return super().get_queryset().filter(**{f"{way}__merged_into": None for way in self.ways})


class OfOrganizationsThere[M: models.Model](OfPeopleThere[M]):
    """Rows of organizations that were not merged into another one."""

    ways = ("organization",)


class OfBothThere[M: models.Model](OfPeopleThere[M]):
    """Rows that tie a person to an organization, both there."""

    ways = ("stakeholder", "organization")


class OfAssistantsThere[M: models.Model](OfPeopleThere[M]):
    """Ties between two people, both there."""

    ways = ("stakeholder", "assistant")
