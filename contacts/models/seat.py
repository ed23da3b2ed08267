"""What people are, between two dates: elected offices and posts that are not elected."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.source import Source as SeatSource
from contacts.models.there import OfBothThere, OfPeopleThere
from directory.folding import fold
from directory.models import RegisterEdition, RegisterMandate, SeatKind, Territory
from directory.seat_keys import LENGTH, SeatKey, seat_key
from directory.seats import slug_of


class KeyField(models.CharField):
    """A text the row computes from itself each time it is saved, for a constraint to rest on.

    `of` names the method that computes it. `QuerySet.update` does not: never change through it
    what the key is made of.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"max_length": LENGTH, "editable": False, "default": "", "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell migrations what makes this field."""
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "editable", "default", "blank"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's
        """Compute the key; the bare models of migrations keep what they hold."""
        compute = getattr(model_instance, self.of, None)
        if compute is not None:
            setattr(model_instance, self.attname, compute())
        return getattr(model_instance, self.attname)


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates, by their dates."""

    def current(self, on: datetime.date) -> Self:
        """Mandates … that run on that day."""
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on)
        )


_OfMandates = OfPeopleThere.from_queryset(MandateQuerySet)
_OfPosts = OfBothThere.from_queryset(MandateQuerySet)


class Mandate(models.Model):
    """A seat a stakeholder holds: an elected office between two dates.

    `seat_key` says which seat it is; `exclusive_key` says it again when one person at a time sits
    there: the mayor of a commune, the president of a council, the deputy of a constituency.
    """

    Source = SeatSource

    stakeholder = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="mandates")
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="mandates")
    district = models.CharField(_("constituency"), max_length=150, blank=True)
    title = models.CharField(
        _("function"), max_length=200, help_text=_("Feminised: “Maire”, “1re adjointe au maire”.")
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    seen_in = models.ForeignKey(
        RegisterEdition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(
        default=99, help_text="Which seat is named first; a smaller number comes first."
    )
    delegation = models.CharField(
        _("delegation"), max_length=200, blank=True, help_text=_("Housing, town planning…")
    )
    source = models.CharField(_("source"), max_length=20, choices=SeatSource, default="hand")
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    source_name = models.CharField(
        _("file it comes from"), max_length=200, blank=True, editable=False
    )
    register_mandate = models.ForeignKey(
        RegisterMandate,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="taken_in",
        help_text="The row of the register it comes from.",
    )
    seat_key = KeyField(of="key_of_seat", db_index=True)
    exclusive_key = KeyField(of="key_of_exclusive_seat")
    history = HistoricalRecords(excluded_fields=["seat_key", "exclusive_key"])

    objects = _OfMandates()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("rank", "-started_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=models.F("started_on")),
                name="mandate_ends_after_it_starts",
                violation_error_message=_("A mandate ends after it starts."),
            ),
            models.UniqueConstraint(
                fields=("exclusive_key",),
                condition=Q(ended_on=None) & ~Q(exclusive_key=""),
                name="one_holder_of_an_exclusive_seat",
                violation_error_message=_("Somebody else holds this seat: end that mandate first."),
            ),
            models.UniqueConstraint(
                fields=("stakeholder", "seat_key"),
                condition=Q(ended_on=None) & ~Q(seat_key=""),
                name="one_open_mandate_per_person_and_seat",
                violation_error_message=_("This person holds this seat already."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def seat(self) -> SeatKey:
        """Return which seat it is, whatever the gender or the spelling of its title."""
        return seat_key(
            kind=self.kind, territory=self.territory_id, title=self.title, district=self.district
        )

    def key_of_seat(self) -> str:
        """Return the seat as the base compares it."""
        return str(self.seat)

    def key_of_exclusive_seat(self) -> str:
        """Return the same when one person at a time sits there, or nothing."""
        return str(self.seat) if self.seat.is_exclusive else ""

    @property
    def line(self) -> str:
        """Return the seat as one says it: "Maire de Quimper"."""
        if self.territory.kind == Territory.Kind.COUNTRY:
            return self.title
        return f"{self.title} {self.territory.name_of}"

    @property
    def seat_slug(self) -> str:
        """Return the end of the address of the page of the seat, nothing when it has none."""
        seat = self.seat
        has_page = self.register_mandate_id or seat.is_exclusive or not seat.role
        return slug_of(seat) if has_page else ""

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the mandate runs on that day (the last day is no longer in office)."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


class Post(models.Model):
    """A post that is not elected: branch manager, director, architect… in an organization."""

    Source = SeatSource

    stakeholder = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="posts")
    organization = models.ForeignKey("contacts.Organization", models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=200)
    delegation = models.CharField(
        _("delegation"), max_length=200, blank=True, help_text=_("Housing, town planning…")
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=SeatSource, default="hand")
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    source_name = models.CharField(
        _("file it comes from"), max_length=200, blank=True, editable=False
    )
    title_key = KeyField(of="key_of_title")
    history = HistoricalRecords(excluded_fields=["title_key"])

    objects = _OfPosts()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ("-started_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=models.F("started_on")),
                name="post_ends_after_it_starts",
                violation_error_message=_("A post ends after it starts."),
            ),
            models.UniqueConstraint(
                fields=("stakeholder", "organization", "title_key"),
                condition=Q(ended_on=None) & ~Q(title_key=""),
                name="one_open_post_per_person_and_role",
                violation_error_message=_("This person holds this post already."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def key_of_title(self) -> str:
        """Return the folded title: the same post, however it is written."""
        return fold(self.title)[:LENGTH]

    @property
    def line(self) -> str:
        """Return the post as one says it: "Directrice d’agence, Banque des Embruns"."""
        return f"{self.title}, {self.organization.name}"

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the post is held on that day."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )
