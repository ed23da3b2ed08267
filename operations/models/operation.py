"""The homes we build: operations, their tenures, milestones, partners and photos."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models import Organization
from contacts.models.there import OfOrganizationsThere
from directory.models import Territory


class OperationQuerySet(models.QuerySet["Operation"]):
    """Operations, by place, by step, by day."""

    def in_territory(self, territory: Territory) -> Self:
        """Operations … in the commune, or in a commune of the larger territory."""
        return self.in_any([territory])

    def in_any(self, territories: Iterable[Territory]) -> Self:
        """Operations … in at least one of these territories, of whatever kinds."""
        condition = models.Q(pk__in=())
        for territory in territories:
            condition |= _inside(territory)
        return self.filter(condition)

    def delivered(self, on: datetime.date) -> Self:
        """Operations … whose homes were delivered by that day."""
        return self.filter(_reached(Milestone.Kind.DELIVERY, on))

    def at_step(self, step: Operation.Step, on: datetime.date) -> Self:
        """Operations … that are at that step on that day."""
        delivered = _reached(Milestone.Kind.DELIVERY, on)
        started = _reached(Milestone.Kind.GROUND_BREAKING, on)
        if step == Operation.Step.DELIVERED:
            return self.filter(delivered)
        if step == Operation.Step.UNDER_WAY:
            return self.filter(started, ~delivered)
        return self.filter(~started, ~delivered)

    def offering(self, kind: Tenure.Kind) -> Self:
        """Operations … with homes under that kind of tenure."""
        tenures = Tenure.objects.filter(operation=models.OuterRef("pk"), kind=kind)
        return self.filter(models.Exists(tenures))

    def with_home_count(self) -> Self:
        """Annotate `home_count`: the homes of all tenures together, 0 when none is told."""
        totals = (
            Tenure.objects.filter(operation=models.OuterRef("pk"))
            .order_by()
            .values("operation")
            .annotate(total=models.Sum("home_count"))
            .values("total")
        )
        return self.annotate(home_count=Coalesce(models.Subquery(totals), 0))

    def with_catalogue(self) -> Self:
        """Read along what the catalogue shows of each; `cover_photos` holds one photo or none."""
        first = Photo.objects.order_by("position", "pk")[:1]
        return self.select_related("commune__department").prefetch_related(
            "tenures", "milestones", models.Prefetch("photos", first, to_attr="cover_photos")
        )


def _inside(territory: Territory) -> models.Q:
    """Return the condition that an operation's commune is the territory, or part of it."""
    kinds = Territory.Kind
    if territory.kind == kinds.COMMUNE:
        return models.Q(commune=territory)
    if territory.kind == kinds.INTERCOMMUNALITY:
        return models.Q(commune__intercommunality=territory)
    if territory.kind == kinds.DEPARTMENT:
        return models.Q(commune__department=territory)
    if territory.kind == kinds.REGION:
        return models.Q(commune__region=territory)
    return models.Q(pk__isnull=False)


def _reached(kind: Milestone.Kind, on: datetime.date) -> models.Exists:
    done = Milestone.objects.filter(operation=models.OuterRef("pk"), kind=kind, done_on__lte=on)
    return models.Exists(done)


class Operation(models.Model):
    """A housing programme in a commune."""

    class Step(models.TextChoices):
        """Where an operation stands, as its milestones tell."""

        PROJECT = "project", pgettext_lazy("operation", "planned")
        UNDER_WAY = "under_way", pgettext_lazy("operation", "under construction")
        DELIVERED = "delivered", pgettext_lazy("operation", "delivered")

    name = models.CharField(_("name"), max_length=150)
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="operations", verbose_name=_("commune")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = OperationQuerySet.as_manager()

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
                condition=models.Q(home_count__gt=0),
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

    class State(models.TextChoices):
        """What a milestone is on a given day."""

        DONE = "done", pgettext_lazy("milestone", "done")
        LATE = "late", pgettext_lazy("milestone", "late")
        PLANNED = "planned", pgettext_lazy("milestone", "planned")
        OPEN = "open", pgettext_lazy("milestone", "without a date")

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

    def state(self, on: datetime.date) -> State:
        """Tell what the milestone is on that day; a planned day is late from the next day on."""
        if self.done_on is not None and self.done_on <= on:
            return self.State.DONE
        expected = self.done_on or self.planned_on
        if expected is None:
            return self.State.OPEN
        return self.State.LATE if expected < on else self.State.PLANNED


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

    objects = OfOrganizationsThere()

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

    @property
    def small_name(self) -> str:
        """Return the name, in the media store, of the rendition for lists (800 px at most)."""
        stem, dot, extension = str(self.image.name).rpartition(".")
        return f"{stem}-800{dot}{extension}"
