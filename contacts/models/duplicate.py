"""Pairs of rows that may be one person, or one organization, and what somebody decided of them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PairQuerySet(models.QuerySet[Any]):
    """Pairs, by what was decided."""

    def open(self) -> Self:
        """Pairs … that nobody decided about yet, of rows that are both still there."""
        return self.filter(state=DuplicatePair.State.OPEN)


class DuplicatePair(models.Model):
    """Two rows that look alike. `first` is the one with the smaller primary key."""

    class State(models.TextChoices):
        OPEN = "open", _("to look at")
        NOT_DUPLICATE = "not_duplicate", _("not a duplicate")
        MERGED = "merged", _("merged")

    score = models.PositiveSmallIntegerField(_("likeness"), default=0)
    reasons = models.JSONField(
        default=list, help_text="Codes of `contacts.likeness`, without words."
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)

    first: Any
    second: Any
    first_id: int
    second_id: int
    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-score", "pk")

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class StakeholderPair(DuplicatePair):
    """Two people who may be one."""

    first = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="+")
    second = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="+")

    class Meta(DuplicatePair.Meta):
        abstract = False
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="one_pair_of_people"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="pair_of_people_is_in_order"
            ),
        )
        indexes = (models.Index(fields=("state", "-score", "id"), name="people_pairs_to_see"),)


class OrganizationPair(DuplicatePair):
    """Two organizations that may be one."""

    first = models.ForeignKey("contacts.Organization", models.CASCADE, related_name="+")
    second = models.ForeignKey("contacts.Organization", models.CASCADE, related_name="+")

    class Meta(DuplicatePair.Meta):
        abstract = False
        verbose_name = _("possible duplicate organization")
        verbose_name_plural = _("possible duplicate organizations")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="one_pair_of_organizations"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="pair_of_organizations_is_in_order"
            ),
        )
        indexes = (
            models.Index(fields=("state", "-score", "id"), name="organization_pairs_to_see"),
        )
