"""What people are, between two dates: elected offices and posts that are not elected."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from directory.models import RegisterEdition, SeatKind, Territory


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates, by their dates."""

    def current(self, on: datetime.date) -> Self:
        """Mandates … that run on that day."""
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on)
        )


class Mandate(models.Model):
    """A seat a stakeholder holds: an elected office between two dates."""

    stakeholder = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="mandates")
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="mandates")
    district = models.CharField(_("constituency"), max_length=150, blank=True)
    title = models.CharField(
        _("function"), max_length=200, help_text=_("Feminised: “Maire”, “1re adjointe au maire”.")
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    seen_in = models.ForeignKey(
        RegisterEdition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(
        default=99, help_text="Which seat is named first; a smaller number comes first."
    )
    history = HistoricalRecords()

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("rank", "-started_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=models.F("started_on")),
                name="mandate_ends_after_it_starts",
                violation_error_message=_("A mandate ends after it starts."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        """Return the seat as one says it: "Maire de Quimper"."""
        if self.territory.kind == Territory.Kind.COUNTRY:
            return self.title
        return f"{self.title} {self.territory.name_of}"

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the mandate runs on that day (the last day is no longer in office)."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


class Post(models.Model):
    """A post that is not elected: branch manager, director, architect… in an organization."""

    stakeholder = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="posts")
    organization = models.ForeignKey("contacts.Organization", models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=200)
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ("-started_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=models.F("started_on")),
                name="post_ends_after_it_starts",
                violation_error_message=_("A post ends after it starts."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        """Return the post as one says it: "Directrice d’agence, Banque des Embruns"."""
        return f"{self.title}, {self.organization.name}"

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the post is held on that day."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )
