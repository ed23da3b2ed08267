"""The other e-mail addresses and phone numbers of a person, and who answers in their place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.there import OfAssistantsThere, OfPeopleThere


class ContactPoint(models.Model):
    """An e-mail address or a phone number beside the preferred one.

    The preferred ones are `Stakeholder.email` and `Stakeholder.phone`; making another one
    preferred swaps them (`contacts.reaching.prefer`).
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="contact_points"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(
        _("number or address"),
        max_length=254,
        help_text="A phone as E.164 (“+33612345678”), or as it was typed when it cannot be read.",
    )
    label = models.CharField(
        _("where it leads"), max_length=60, blank=True, help_text=_("Mobile, office, secretariat…")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = OfPeopleThere()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ("kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("stakeholder", "kind", "value"),
                name="one_contact_point_per_value",
                violation_error_message=_("It is among the numbers and addresses already."),
            ),
        )

    def __str__(self) -> str:
        return self.value


class Assistant(models.Model):
    """Who answers for somebody: another person we know, in a role (secretariat, chief of staff)."""

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder",
        models.CASCADE,
        related_name="assistants",
        verbose_name=_("for whom"),
    )
    assistant = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="assists", verbose_name=_("who")
    )
    role = models.CharField(
        _("role"), max_length=60, help_text=_("Secretariat, assistant, chief of staff…")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = OfAssistantsThere()

    class Meta:
        verbose_name = _("assistant")
        verbose_name_plural = _("assistants")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("stakeholder", "assistant"),
                name="one_tie_per_assistant",
                violation_error_message=_("This person answers for them already."),
            ),
            models.CheckConstraint(
                condition=~Q(stakeholder=F("assistant")),
                name="nobody_assists_themselves",
                violation_error_message=_("Nobody is their own assistant."),
            ),
        )

    def __str__(self) -> str:
        return self.role
