"""The homes we build, the residents who live there, and what they agreed to."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models import Organization
from directory.models import Territory


class Operation(models.Model):
    """A housing programme in a commune."""

    name = models.CharField(_("name"), max_length=150)
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="operations", verbose_name=_("commune")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Tenure(models.Model):
    """How many homes of the operation are offered under one kind of tenure."""

    class Kind(models.TextChoices):
        SOCIAL_RENT = "social_rent", _("social rent")
        PSLA = "psla", _("rent then buy (PSLA)")
        BRS = "brs", _("solidarity lease (BRS)")
        SOCIAL_SALE = "social_sale", _("sale at a capped price")
        INTERMEDIATE_RENT = "intermediate_rent", _("intermediate rent")
        PARTICIPATIVE = "participative", _("participative housing")

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="tenures")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    home_count = models.PositiveSmallIntegerField(_("homes"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "kind"),
                name="one_tenure_of_a_kind_per_operation",
                violation_error_message=_("This kind of tenure is already there."),
            ),
            models.CheckConstraint(
                condition=Q(home_count__gt=0),
                name="tenure_has_homes",
                violation_error_message=_("A tenure has at least one home."),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class Milestone(models.Model):
    """A step of the operation: planned on a day, then done on a day."""

    class Kind(models.TextChoices):
        PERMIT = "permit", _("building permit")
        GROUND_BREAKING = "ground_breaking", _("ground-breaking")
        DELIVERY = "delivery", _("delivery of the homes")
        INAUGURATION = "inauguration", _("inauguration")

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="milestones")
    kind = models.CharField(_("step"), max_length=20, choices=Kind)
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "kind"), name="one_milestone_of_a_kind_per_operation"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class Partner(models.Model):
    """An organization that takes part in the operation, in a role."""

    class Role(models.TextChoices):
        LENDER = "lender", _("lender")
        GUARANTOR = "guarantor", _("guarantor")
        ARCHITECT = "architect", _("architect")
        BUILDER = "builder", _("builder")
        LANDOWNER = "landowner", _("landowner")
        OTHER = "other", _("partner")

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="partners")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="partnerships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("role", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "organization", "role"),
                name="one_partner_per_operation_and_role",
                violation_error_message=_("This partner already has this role."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"


class Photo(models.Model):
    """A picture of an operation: scaled once at upload, without metadata, with its rights."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="photos")
    image = models.ImageField(
        _("picture"), upload_to="photos", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField(
        _("what one sees"),
        max_length=200,
        help_text=_("Read aloud to those who cannot see the picture."),
    )
    author = models.CharField(_("author"), max_length=120)
    licence = models.CharField(
        _("right to use it"), max_length=200, help_text=_("Who granted it, for what, until when.")
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.alt


class Resident(models.Model):
    """Someone who lives in one of our homes, and may receive visitors or tell their story."""

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
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ("last_name", "first_name", "pk")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


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

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="consents")
    kind = models.CharField(_("consent to"), max_length=20, choices=Kind)
    given_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    scope = models.CharField(
        _("for what"), max_length=300, blank=True, help_text=_("Rooms, hours, topics to avoid…")
    )
    text_version = models.CharField(_("version of the text signed"), max_length=40)
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

    def is_in_force(self, on: datetime.date) -> bool:
        """Tell whether the consent holds on that day."""
        return (
            self.withdrawn_on is None
            and self.given_on <= on
            and (self.ends_on is None or on <= self.ends_on)
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

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ("-collected_on", "-pk")

    def __str__(self) -> str:
        return self.quote[:60]
