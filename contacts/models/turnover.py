"""What an edition of the register changes for those we follow, line by line, to accept or not."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.seat import Mandate
from directory.models import RegisterEdition, RegisterMandate, RegisterPerson, Territory


class TurnoverQuerySet(models.QuerySet["TurnoverLine"]):
    """Lines of the review, by what became of them."""

    def open(self) -> Self:
        """Lines … that wait for an answer."""
        return self.filter(state=TurnoverLine.State.PROPOSED)

    def with_evidence(self) -> Self:
        """Fetch both sides of each line."""
        return self.select_related(
            *("edition", "territory__department", "stakeholder", "mandate__stakeholder"),
            *("register_mandate", "person"),
        )


class TurnoverLine(models.Model):
    """A line of the review: what we hold, what the newer file says, and what was decided.

    `evidence` keeps titles and days as they were compared; the names are those of the rows it
    points to. `fingerprint` changes when the evidence does: a refused line stays refused as long
    as it does not.
    """

    class Matter(models.TextChoices):
        RENEWED = "renewed", _("re-elected or still there")
        NEWCOMER = "newcomer", _("newcomer")
        LEAVER = "leaver", _("leaver")
        RESPELLED = "respelled", _("same person, name changed")
        TO_CHECK = "to_check", _("to check")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("to be answered")
        ACCEPTED = "accepted", _("accepted")
        NOTED = "noted", _("noted for later")
        REFUSED = "refused", _("refused")

    edition = models.ForeignKey(RegisterEdition, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=12, choices=Matter)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, null=True, related_name="turnover_lines"
    )
    mandate = models.ForeignKey(Mandate, models.CASCADE, null=True, related_name="turnover_lines")
    register_mandate = models.ForeignKey(
        RegisterMandate, models.CASCADE, null=True, related_name="+"
    )
    person = models.ForeignKey(RegisterPerson, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=200, db_index=True)
    fingerprint = models.CharField(max_length=120)
    evidence = models.JSONField(default=dict)
    sort_key = models.CharField(max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TurnoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the review")
        verbose_name_plural = _("lines of the review")
        ordering = ("sort_key", "pk")
        indexes = (
            models.Index(fields=("state", "sort_key", "id"), name="turnover_by_state"),
            models.Index(fields=("state", "matter", "sort_key", "id"), name="turnover_by_matter"),
        )

    def __str__(self) -> str:
        return f"{self.get_matter_display()} {self.territory_id}"
