"""What the law asks us to remember of each person: informed, opposed, asked, kept, erased."""

from __future__ import annotations

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models.about import AboutSomebody, one_person
from contacts.models.there import OfPeopleThere


class Means(models.TextChoices):
    """How something was told to us, or by us."""

    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    HANDED = "handed", pgettext_lazy("means", "handed over")
    IN_PERSON = "in_person", pgettext_lazy("means", "in person")
    PHONE = "phone", _("phone")
    EVENT = "event", _("at an event")
    FORM = "form", _("form")
    FILE = "file", pgettext_lazy("means", "told by an imported file")


class PrivacyRule(models.Model):
    """Why we may hold data about people of one kind, and for how long: our own version."""

    class Basis(models.TextChoices):
        LEGITIMATE_INTEREST = "legitimate_interest", _("legitimate interest")
        CONSENT = "consent", pgettext_lazy("legal basis", "consent")
        CONTRACT = "contract", _("contract")
        LEGAL_OBLIGATION = "legal_obligation", _("legal obligation")
        PUBLIC_TASK = "public_task", _("task of public interest")

    kind = models.CharField(_("kind of people"), max_length=20, unique=True)
    basis = models.CharField(_("legal basis"), max_length=30, choices=Basis)
    justification = models.TextField(_("why"), max_length=1000)
    purpose = models.CharField(_("what for"), max_length=300)
    retention_years = models.PositiveSmallIntegerField(
        _("years kept after the last contact or the end of the last seat")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("privacy rule")
        verbose_name_plural = _("privacy rules")
        ordering = ("kind",)
        constraints = (
            models.CheckConstraint(
                condition=Q(retention_years__gte=1, retention_years__lte=30),
                name="retention_is_one_to_thirty_years",
                violation_error_message=_("Between 1 and 30 years."),
            ),
        )

    def __str__(self) -> str:
        return self.kind


class Notice(models.Model):
    """A version of the information notice; the latest is the one in force."""

    body = models.TextField(_("text"), max_length=6000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("information notice")
        verbose_name_plural = _("information notices")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk}"


class Information(models.Model):
    """A person was informed of what we hold: when, by which means, by whom, with which text."""

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="informations"
    )
    informed_on = models.DateField(_("informed on"))
    means = models.CharField(_("by which means"), max_length=20, choices=Means)
    note = models.CharField(_("note"), max_length=200, blank=True)
    notice = models.ForeignKey(
        Notice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the text that comes with Entregent.",
    )
    series = models.UUIDField(
        default=uuid.uuid4,
        db_index=True,
        editable=False,
        help_text="Those informed in one gesture.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("information given")
        verbose_name_plural = _("informations given")
        ordering = ("-informed_on", "-pk")

    def __str__(self) -> str:
        return self.get_means_display()


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Objections, by whether they stand."""

    def standing(self) -> Self:
        """Objections … that were not lifted."""
        return self.filter(lifted_on=None)


_Objections = OfPeopleThere.from_queryset(ObjectionQuerySet)


class Objection(models.Model):
    """A person asked us not to contact them any more; it stands until they lift it."""

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="objections"
    )
    received_on = models.DateField(_("received on"))
    means = models.CharField(_("by which means"), max_length=20, choices=Means)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifting_note = models.CharField(
        _("how they told us"),
        max_length=300,
        blank=True,
        help_text=_("Their words, or the letter."),
    )

    objects = _Objections()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ("-received_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("stakeholder",),
                condition=Q(lifted_on=None),
                name="one_standing_objection_per_person",
                violation_error_message=_("This person's objection is noted already."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=models.F("received_on")),
                name="objection_is_lifted_after_it_is_received",
                violation_error_message=_("An objection is lifted after it was received."),
            ),
        )

    def __str__(self) -> str:
        return str(self.received_on)


class RetentionDecision(models.Model):
    """Somebody due for review is kept until a day, for a written reason."""

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="retention_decisions"
    )
    keep_until = models.DateField(_("keep until"))
    reason = models.CharField(_("reason"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("decision to keep")
        verbose_name_plural = _("decisions to keep")
        ordering = ("-keep_until", "-pk")

    def __str__(self) -> str:
        return str(self.keep_until)


class PrivacyRequestQuerySet(models.QuerySet["PrivacyRequest"]):
    """Requests, by whether they were answered."""

    def waiting(self) -> Self:
        """Privacy requests … without an answer."""
        return self.filter(answered_on=None)


class PrivacyRequest(AboutSomebody):
    """What somebody asked about their data; the law gives us a month to answer."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("a copy of the data")
        ERASURE = "erasure", _("erasure")
        RECTIFICATION = "rectification", _("correction")
        OBJECTION = "objection", _("no more contact")

    kind = models.CharField(_("what is asked"), max_length=20, choices=Kind)
    stakeholder = models.ForeignKey(
        "contacts.Stakeholder",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="privacy_requests",
        verbose_name=_("person"),
    )
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("For somebody we do not follow.")
    )
    received_on = models.DateField(_("received on"))
    means = models.CharField(_("by which means"), max_length=20, choices=Means)
    note = models.TextField(_("what they wrote, where to answer"), max_length=1000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("our answer"), max_length=1000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PrivacyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy request")
        verbose_name_plural = _("privacy requests")
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("received_on")),
                name="request_is_answered_after_it_is_received",
                violation_error_message=_("A request is answered after it was received."),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class AccessFile(AboutSomebody):
    """Everything we hold about one person, as a ZIP its maker may fetch for a week."""

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, null=True, related_name="access_files"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="The name of the file.")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("access file")
        verbose_name_plural = _("access files")
        ordering = ("-asked_at", "-pk")
        constraints = (one_person("access_file_is_about_one_person"),)

    def __str__(self) -> str:
        return str(self.key)


class AccessDownload(models.Model):
    """An access file left the base: who took it, when."""

    access_file = models.ForeignKey(AccessFile, models.CASCADE, related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    downloaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("download of an access file")
        verbose_name_plural = _("downloads of access files")
        ordering = ("-downloaded_at", "-pk")

    def __str__(self) -> str:
        return str(self.downloaded_at)


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Erasures, by where they are."""

    def waiting(self) -> Self:
        """Erasures … neither done nor taken back."""
        return self.filter(done_at=None, taken_back_at=None)

    def due(self, now: datetime.datetime) -> Self:
        """Erasures … whose day has come."""
        return self.waiting().filter(due_at__lte=now)


class Erasure(AboutSomebody):
    """A person is to be erased; it happens a day later, unless taken back before."""

    class Reason(models.TextChoices):
        REQUEST = "request", _("they ask for it")
        RETENTION = "retention", _("kept long enough")
        MISTAKE = "mistake", _("should never have been taken in")

    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, null=True, related_name="erasures"
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    note = models.CharField(_("note"), max_length=300, blank=True)
    register_people = models.JSONField(
        default=list, help_text="People of the register said to be the same person."
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    touched = models.JSONField(default=dict, help_text="Rows touched, by source.")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("privacy", "erasure")
        verbose_name_plural = _("erasures")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("stakeholder",),
                condition=Q(done_at=None, taken_back_at=None),
                name="one_waiting_erasure_per_person",
            ),
            models.UniqueConstraint(
                fields=("about", "about_pk"),
                condition=Q(done_at=None, taken_back_at=None, stakeholder=None),
                name="one_waiting_erasure_per_other_person",
            ),
            one_person("erasure_is_about_one_person"),
        )

    def __str__(self) -> str:
        return str(self.asked_at)


class WatchedWords(models.Model):
    """Our own list of words that have no place in a note, for one topic."""

    topic = models.CharField(max_length=20, unique=True)
    words = models.TextField(
        pgettext_lazy("watched", "words"),
        max_length=4000,
        blank=True,
        help_text=_("One per line. A star at the end takes whatever follows: syndic*"),
    )

    class Meta:
        verbose_name = _("watched words")
        verbose_name_plural = _("watched words")
        ordering = ("topic",)

    def __str__(self) -> str:
        return self.topic


class Processing(models.Model):
    """An entry of the register of processing activities (article 30): our own version."""

    key = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("processing activity"), max_length=120)
    purpose = models.TextField(_("what for"), max_length=1000)
    basis = models.TextField(_("legal basis"), max_length=600)
    people = models.TextField(_("people concerned"), max_length=600)
    categories = models.TextField(_("data"), max_length=1000)
    recipients = models.TextField(_("who receives it"), max_length=600)
    retention = models.TextField(_("how long it is kept"), max_length=600)
    security = models.TextField(_("how it is protected"), max_length=1000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.title
