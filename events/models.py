"""When we meet them: ceremonies, visits, hosts who receive, guests who come."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models import Mandate, Post, Stakeholder
from directory.models import Territory
from operations.models import Operation, Resident


class Event(models.Model):
    """A ceremony, a visit or a meeting, at a moment and a place."""

    class Kind(models.TextChoices):
        GROUND_BREAKING = "ground_breaking", _("ground-breaking")
        INAUGURATION = "inauguration", _("inauguration")
        SITE_VISIT = "site_visit", _("site visit")
        HOME_VISIT = "home_visit", _("home visit")
        APERITIF = "aperitif", _("cooperative aperitif")
        MEETING = "meeting", pgettext_lazy("event", "meeting")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("event", "being prepared")
        CONFIRMED = "confirmed", pgettext_lazy("event", "confirmed")
        CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    operation = models.ForeignKey(
        Operation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("operation"),
    )
    commune = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="events"
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    meeting_point = models.CharField(
        _("meeting point"),
        max_length=200,
        help_text=_("A public place, never the address of a resident."),
    )
    note = models.TextField(_("note for the guests"), max_length=1000, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    organizer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(
        default=0, help_text="SEQUENCE of RFC 5545 §3.8.7.4: grows when date, place or status move."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("An event ends after it starts."),
            ),
        )
        indexes = (models.Index(fields=("starts_at", "id"), name="event_by_time"),)

    def __str__(self) -> str:
        return self.title


class Host(models.Model):
    """A resident who receives at an event, under a consent in force on that day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="hosts")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="hostings")
    guest_limit = models.PositiveSmallIntegerField(_("guests at most"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("event", "resident"),
                name="one_host_per_event_and_resident",
                violation_error_message=_("This resident already receives at this event."),
            ),
        )

    def __str__(self) -> str:
        return str(self.resident)


class Guest(models.Model):
    """A stakeholder invited to an event, in one of their seats."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        ACCEPTED = "accepted", _("comes")
        DECLINED = "declined", _("does not come")

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="invitations")
    mandate = models.ForeignKey(
        Mandate, models.SET_NULL, null=True, blank=True, verbose_name=_("comes as"), related_name="+"
    )
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.WAITING)
    added_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("event", "stakeholder"),
                name="one_invitation_per_event_and_person",
                violation_error_message=_("This person is already invited."),
            ),
            models.CheckConstraint(
                condition=Q(mandate=None) | Q(post=None), name="guest_comes_in_one_capacity"
            ),
        )

    def __str__(self) -> str:
        return str(self.stakeholder)


class CalendarFeed(models.Model):
    """A personal calendar address; only a hash of its secret is stored."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    name = models.CharField(
        _("where you use it"), max_length=60, help_text=_("Outlook at the office, phone…")
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name
