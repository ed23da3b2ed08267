"""Where stakeholders stand: dated, signed, with evidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Exchange, Stakeholder


class Stance(models.TextChoices):
    """A professional assessment of where someone stands on housing projects, and only that."""

    IDENTIFIED = "identified", _("identified")
    INFORMED = "informed", _("informed")
    INTERESTED = "interested", _("interested")
    CONVINCED = "convinced", _("convinced")
    ADVOCATE = "advocate", _("advocate")
    RESERVED = "reserved", _("reserved")


class StanceChange(models.Model):
    """One step in the history of a stance; the latest one is where the person stands."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="stance_changes")
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    is_target = models.BooleanField(
        _("target"), default=False, help_text=_("Someone we want to convince.")
    )
    evidence = models.ForeignKey(
        Exchange,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stance_changes",
        verbose_name=_("exchange that shows it"),
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    changed_on = models.DateField(_("date"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of stance")
        verbose_name_plural = _("changes of stance")
        ordering = ("-changed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(evidence__isnull=False) | ~Q(reason=""),
                name="stance_change_has_evidence",
                violation_error_message=_(
                    "A change of stance rests on an exchange or on a written reason."
                ),
            ),
        )
        indexes = (
            models.Index(fields=("stakeholder", "-changed_on", "-id"), name="stance_latest"),
        )

    def __str__(self) -> str:
        return self.get_stance_display()


class Standing(models.Model):
    """Where someone stands now, for lists: kept from the latest change by `network.stances`.

    Nobody writes it by hand; nobody is without a row but those about whom nothing was said.
    """

    stakeholder = models.OneToOneField(Stakeholder, models.CASCADE, related_name="standing")
    stance = models.CharField(max_length=20, choices=Stance)
    height = models.PositiveSmallIntegerField(help_text="Rung of the ladder; 0 is reserved.")
    is_target = models.BooleanField(default=False)
    changed_on = models.DateField()

    class Meta:
        verbose_name = "standing"
        ordering = ("stakeholder",)
        indexes = (
            models.Index(fields=("height", "stakeholder"), name="standing_by_height"),
            models.Index(fields=("stance", "stakeholder"), name="standing_by_stance"),
            models.Index(
                fields=("stakeholder",), condition=Q(is_target=True), name="standing_of_targets"
            ),
        )

    def __str__(self) -> str:
        return self.get_stance_display()
