"""Exchanges: what was said, when, and who noted it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission, may


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Exchanges, by who may read them."""

    def visible_to(self, user: Any) -> Self:
        """Exchanges … this user may read: private notes only with the permission."""
        if may(user, Permission.READ_PRIVATE_NOTES):
            return self
        return self.filter(is_private=False)


class Exchange(models.Model):
    """A call, a letter, a meeting, a field note: what was said, when, by whom it was noted."""

    class Channel(models.TextChoices):
        MEETING = "meeting", _("meeting")
        CALL = "call", _("call")
        EMAIL = "email", _("e-mail")
        LETTER = "letter", _("letter")
        VISIT = "visit", _("visit")
        NOTE = "note", _("field note")

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="exchanges"
    )
    happened_on = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.NOTE)
    text = models.TextField(_("what was said"), max_length=4000)
    is_private = models.BooleanField(
        _("private note"), default=False, help_text=_("Readers of the team do not see it.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ("-happened_on", "-pk")
        indexes = (
            models.Index(fields=("stakeholder", "-happened_on", "-id"), name="exchange_latest"),
        )

    def __str__(self) -> str:
        return self.text[:60]
