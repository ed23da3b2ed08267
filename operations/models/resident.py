"""The residents who live in our homes, what they agreed to, and what they say."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models import Stakeholder
from operations import search_index
from operations.models.operation import Operation


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Residents, by what they are found by."""

    def matching(self, words: Sequence[str]) -> Self:
        """Residents … whose name or operation hold all the folded words."""
        return self.filter(search_index.RESIDENTS.holds([[word] for word in words]))


_Everyone = models.Manager.from_queryset(ResidentQuerySet)


class _Living(_Everyone["Resident"]):
    """Those who are there: not erased."""

    def get_queryset(self) -> Any:
        """Leave out the rows that only remember an erasure."""
        return super().get_queryset().filter(erased_at=None)


class Resident(models.Model):
    """Someone who lives in one of our homes, and may receive visitors or tell their story.

    `stakeholder` is the contact they are besides, when somebody said so: one person, then, for a
    copy of their data and for an erasure. What they agree to stays with the resident. `everyone`
    has the erased ones too.
    """

    first_name = models.CharField(_("first name"), max_length=120)
    last_name = models.CharField(_("last name"), max_length=150)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="residents")
    home = models.CharField(
        _("their home, in a few words"), max_length=120, blank=True, help_text=_("T4, ground floor")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    access = models.CharField(_("how to get in"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    moved_in_on = models.DateField(_("moved in on"), null=True, blank=True)
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="homes",
        verbose_name=_("contact"),
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=280, default="", editable=False, db_index=True)
    search_text = models.CharField(max_length=600, default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["sort_key", "search_text"])

    objects = _Living()
    everyone = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ("sort_key", "last_name", "first_name", "pk")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents, by kind and day."""

    def in_force(self, kind: Consent.Kind, on: datetime.date) -> Self:
        """Consents … of that kind that hold on that day."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on), kind=kind, given_on__lte=on, withdrawn_on=None
        )


class Consent(models.Model):
    """What a resident agreed to, in writing: three separate things, each withdrawn at will."""

    class Kind(models.TextChoices):
        HOSTING = "hosting", _("receive visitors")
        TESTIMONY = "testimony", _("publish their words")
        IMAGE = "image", _("use their image")

    class State(models.TextChoices):
        """What a consent is on a given day."""

        COMING = "coming", pgettext_lazy("consent", "not yet in force")
        IN_FORCE = "in_force", pgettext_lazy("consent", "in force")
        ENDED = "ended", pgettext_lazy("consent", "ended")
        WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="consents")
    kind = models.CharField(_("consent to"), max_length=20, choices=Kind)
    given_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    scope = models.CharField(
        _("for what"), max_length=300, blank=True, help_text=_("Rooms, hours, topics to avoid…")
    )
    text_version = models.CharField(_("version of the text signed"), max_length=40)
    proof = models.CharField(_("where the signed paper is kept"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("given_on")),
                name="consent_ends_after_it_is_given",
                violation_error_message=_("A consent ends after it is given."),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    def state(self, on: datetime.date) -> State:
        """Tell what the consent is on that day; once withdrawn, it is withdrawn for good."""
        if self.withdrawn_on is not None:
            return self.State.WITHDRAWN
        if self.given_on > on:
            return self.State.COMING
        if self.ends_on is not None and self.ends_on < on:
            return self.State.ENDED
        return self.State.IN_FORCE

    def is_in_force(self, on: datetime.date) -> bool:
        """Tell whether the consent holds on that day."""
        return self.state(on) == self.State.IN_FORCE


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    """Testimonials, by what the consents allow."""

    def publishable(self, on: datetime.date) -> Self:
        """Testimonials … whose author's consent to publish holds on that day."""
        consents = Consent.objects.in_force(Consent.Kind.TESTIMONY, on)
        return self.filter(models.Exists(consents.filter(resident=models.OuterRef("resident"))))

    def with_publishable(self, on: datetime.date) -> Self:
        """Annotate `is_publishable`: whether the consent to publish holds on that day."""
        consents = Consent.objects.in_force(Consent.Kind.TESTIMONY, on)
        return self.annotate(
            is_publishable=models.Exists(consents.filter(resident=models.OuterRef("resident")))
        )


class Testimonial(models.Model):
    """A resident's words, used only while their consent to publish them holds."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="testimonials")
    quote = models.TextField(_("words"), max_length=600)
    signature = models.CharField(
        _("signed"), max_length=120, help_text=_("As printed: “Nolwenn, locataire à Ergué”.")
    )
    collected_on = models.DateField(_("collected on"))
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ("-collected_on", "-pk")

    def __str__(self) -> str:
        return self.quote[:60]
