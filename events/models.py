"""When we meet them: ceremonies, visits, hosts who receive, guests who come."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models import Mandate, Post, Stakeholder
from contacts.models.contacting import ReachesOut, ReachingQuerySet
from contacts.models.there import OfPeopleThere
from directory.models import Territory
from operations.models import Operation, Resident


class EventQuerySet(models.QuerySet["Event"]):
    """Events, by time and by what they show."""

    def between(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        """Events … that touch the time from `start` (included) to `end` (excluded)."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def in_days(self, first: datetime.date, last: datetime.date) -> Self:
        """Events … that touch these local days, both included."""
        return self.between(midnight(first), midnight(last + datetime.timedelta(days=1)))

    def in_month(self, year: int, month: int) -> Self:
        """Events … that touch this month of the local calendar."""
        first = datetime.date(year, month, 1)
        after = (first + datetime.timedelta(days=31)).replace(day=1)
        return self.between(midnight(first), midnight(after))

    def upcoming(self, now: datetime.datetime) -> Self:
        """Events … not over yet, the next one first; the cancelled ones left out."""
        return (
            self.filter(ends_at__gt=now)
            .exclude(status=Event.Status.CANCELLED)
            .order_by("starts_at", "pk")
        )

    def past(self, now: datetime.datetime) -> Self:
        """Events … that are over, the latest first; the cancelled ones left out."""
        return (
            self.filter(ends_at__lte=now)
            .exclude(status=Event.Status.CANCELLED)
            .order_by("-starts_at", "-pk")
        )

    def with_place(self) -> Self:
        """Fetch along what a line about an event names: operation, commune, organizer."""
        return self.select_related("operation__commune", "commune", "organizer")

    def with_parts(self) -> Self:
        """Fetch along all that `events.attention` looks at: hosts, their consents, guests."""
        guests = Guest.objects.annotate(objected_on=models.F("stakeholder__objected_on"))
        return self.with_place().prefetch_related(
            "hosts__resident__consents", models.Prefetch("guests", guests)
        )


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
        CONFIRMED = "confirmed", pgettext_lazy("event", "date confirmed")
        CANCELLED = "cancelled", pgettext_lazy("event", "event cancelled")

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
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("commune"),
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    meeting_point = models.CharField(
        _("meeting point"),
        max_length=200,
        help_text=_("A public place, never the address of a resident."),
    )
    note = models.TextField(
        _("note for the guests"),
        max_length=1000,
        blank=True,
        help_text=_("It goes into the calendars: parking, shoes, programme… No resident’s name."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    organizer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("prepared by"),
    )
    sequence = models.PositiveIntegerField(
        default=0, help_text="SEQUENCE of RFC 5545 §3.8.7.4: grows when date, place or status move."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    objects = EventQuerySet.as_manager()

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

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("event_detail", args=[self.pk])

    @property
    def starts_on(self) -> datetime.date:
        """Return the local day it starts."""
        return timezone.localtime(self.starts_at).date()

    @property
    def ends_on(self) -> datetime.date:
        """Return the local day it ends; an end at midnight belongs to the day before."""
        return timezone.localtime(self.ends_at - datetime.timedelta(microseconds=1)).date()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it was called off."""
        return self.status == self.Status.CANCELLED

    @property
    def is_confirmed(self) -> bool:
        """Tell whether somebody confirmed it; `events.attention` says whether that still holds."""
        return self.status == self.Status.CONFIRMED

    def is_over(self, now: datetime.datetime) -> bool:
        """Tell whether it has ended."""
        return self.ends_at <= now


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the first moment of that day here; there is no clock change at midnight in Paris."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


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


class GuestQuerySet(ReachingQuerySet["Guest"]):
    """Guests, with what their line on a page names."""

    def with_seats(self) -> Self:
        """Fetch along the person and the seat they come as."""
        return self.select_related("stakeholder", "mandate__territory", "post__organization")


_Guests = OfPeopleThere.from_queryset(GuestQuerySet)


class Guest(ReachesOut):
    """A stakeholder invited to an event, in one of their seats; never while they object."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        ACCEPTED = "accepted", _("comes")
        DECLINED = "declined", _("does not come")

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="invitations")
    mandate = models.ForeignKey(
        Mandate,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("comes as"),
        related_name="+",
    )
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, verbose_name=_("comes as"), related_name="+"
    )
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = _Guests()

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
                condition=Q(mandate=None) | Q(post=None),
                name="guest_comes_in_one_capacity",
                violation_error_message=_("A guest comes in one capacity."),
            ),
        )

    def __str__(self) -> str:
        return str(self.stakeholder)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Calendar subscriptions, by owner and state."""

    def of(self, user: Any) -> Self:
        """Calendar subscriptions … of this user that still answer, the newest first."""
        return self.filter(user_id=user.pk, revoked_at=None).order_by("-created_at", "-pk")


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

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name
