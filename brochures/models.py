"""What we hand over: brochures by audience, their frozen editions, and each handover."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models import Organization, Stakeholder
from contacts.models.contacting import ReachesOut, ReachingQuerySet
from directory.models import Territory
from operations.models import Operation, Photo, Testimonial


class Audience(models.TextChoices):
    """Who reads a brochure; each audience has its own designed visual."""

    COMMUNE = "commune", _("commune")
    BANK = "bank", _("bank")


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures, by whom they are for."""

    def fit_for(self, audience: str, territories: Iterable[int]) -> Self:
        """Figures … that suit this audience, about one of these territories or about us all."""
        return self.filter(
            Q(audience="") | Q(audience=audience),
            Q(territory=None) | Q(territory__in=list(territories)),
        )


class Figure(models.Model):
    """A figure a brochure may print, never without its source and its date."""

    class Place(models.TextChoices):
        """Where in the brochure it stands."""

        KEY = "key", _("key figures")
        PRICE = "price", _("prices and households")
        POLICY = "policy", _("housing targets (SRU, PLH)")
        PRESALES = "presales", _("pre-sales and risk")
        FINANCING = "financing", _("line of the typical financing plan")
        GOVERNANCE = "governance", _("governance")

    place = models.CharField(_("where it stands"), max_length=20, choices=Place, default=Place.KEY)
    audience = models.CharField(
        _("audience"),
        max_length=20,
        choices=Audience,
        blank=True,
        help_text=_("Left empty: for every audience."),
    )
    territory = models.ForeignKey(
        Territory,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("territory"),
    )
    label = models.CharField(_("what it counts"), max_length=120)
    value = models.CharField(_("value"), max_length=30, help_text=_("As printed: 18 %, 1,2 M€"))
    source = models.CharField(_("source"), max_length=150)
    dated_on = models.DateField(_("date of the figure"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(source=""),
                name="figure_has_a_source",
                violation_error_message=_("A figure carries its source."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Wording(models.Model):
    """Our own version of a reference text (`brochures.wordings`), with who checked it and when."""

    topic = models.CharField(_("topic"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), max_length=420)
    source = models.CharField(_("source"), max_length=150)
    checked_on = models.DateField(_("checked on"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reference text")
        verbose_name_plural = _("reference texts")
        ordering = ("topic",)

    def __str__(self) -> str:
        return self.title


class BrochureQuerySet(models.QuerySet["Brochure"]):
    """Brochures, with what became of them."""

    def with_last_edition(self) -> Self:
        """Annotate `last_number` and `last_frozen_at`: the latest edition's, or None."""
        latest = Edition.objects.filter(brochure=models.OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_number=models.Subquery(latest.values("number")[:1]),
            last_frozen_at=models.Subquery(latest.values("frozen_at")[:1]),
        )


class Brochure(models.Model):
    """A brochure being prepared for an audience, about a commune; frozen into editions."""

    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="brochures", verbose_name=_("commune")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="brochures",
        verbose_name=_("bank"),
    )
    headline = models.CharField(_("headline"), max_length=90)
    introduction = models.TextField(_("introduction"), max_length=500, blank=True)
    request = models.TextField(
        _("what we ask"), max_length=300, blank=True, help_text=_("Land, loan guarantee, permit…")
    )
    operations = models.ManyToManyField(
        Operation, blank=True, related_name="brochures", verbose_name=_("operations")
    )
    figures = models.ManyToManyField(
        Figure, blank=True, related_name="brochures", verbose_name=_("figures")
    )
    cover = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover photo"),
    )
    testimonial = models.ForeignKey(
        Testimonial,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="brochures",
        verbose_name=_("testimonial"),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person to call"),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    objects = BrochureQuerySet.as_manager()

    class Meta:
        verbose_name = _("brochure")
        verbose_name_plural = _("brochures")
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.headline


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, with whom they reached."""

    def with_handover_count(self) -> Self:
        """Annotate `handover_count`: how many times the edition was handed over."""
        counts = (
            Handover.objects.filter(edition=models.OuterRef("pk"))
            .order_by()
            .values("edition")
            .annotate(count=models.Count("pk"))
            .values("count")
        )
        return self.annotate(handover_count=Coalesce(models.Subquery(counts), 0))


class Edition(models.Model):
    """A brochure frozen as a PDF: this file, these bytes, for ever."""

    brochure = models.ForeignKey(Brochure, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    title = models.CharField(_("title"), max_length=90)
    pdf = models.FileField(upload_to="editions")
    sha256 = models.CharField(_("checksum"), max_length=64)
    page_count = models.PositiveSmallIntegerField(_("pages"))
    frozen_at = models.DateTimeField(_("frozen"), default=timezone.now, db_index=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("-frozen_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("brochure", "number"), name="one_edition_per_brochure_and_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Handover(ReachesOut):
    """An edition handed to someone: when, how, by whom; never sent while they object."""

    class Means(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        POST = "post", _("by post")
        EMAIL = "email", _("by e-mail")
        EVENT = "event", _("at an event")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="handovers")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="handovers")
    handed_on = models.DateField(_("date"))
    means = models.CharField(_("how"), max_length=20, choices=Means, default=Means.IN_PERSON)
    note = models.CharField(_("note"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ReachingQuerySet["Handover"].as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ("-handed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.edition} → {self.stakeholder}"

    @property
    def reaches_out(self) -> bool:
        """Tell whether it was sent; one given from hand to hand is a fact, and noted."""
        return self.means in (self.Means.POST, self.Means.EMAIL)
