"""The people and organizations we keep in touch with, and what we exchanged with them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission, may
from directory.models import RegisterEdition, RegisterPerson, SeatKind, Territory

# What counts of a search: a pasted page would make a query too deep or too long for SQLite.
MOST_WORDS = 20
LONGEST_WORD = 60


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organizations, by what one types."""

    def matching(self, words: Sequence[str], text: str = "") -> Self:
        """Organizations … whose name holds all the folded words, or the text as typed."""
        text = text.replace("\0", "")[:200]  # PostgreSQL refuses the character, no name holds it
        folded = Q()
        for word in words[:MOST_WORDS]:
            folded &= Q(sort_key__contains=word[:LONGEST_WORD])
        return self.filter(folded | Q(name__icontains=text) if text else folded)

    def with_people_count(self, on: datetime.date) -> Self:
        """Annotate `people_count`: how many people we follow hold a post there on that day."""
        posts = Post.objects.current(on).filter(organization=models.OuterRef("pk"))
        counted = (
            posts.order_by()
            .values("organization")
            .annotate(count=models.Count("stakeholder", distinct=True))
        )
        return self.annotate(people_count=Coalesce(models.Subquery(counted.values("count")), 0))


class Organization(models.Model):
    """A bank, a company, an association, a State service… whose people we meet."""

    class Kind(models.TextChoices):
        BANK = "bank", _("bank")
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association")
        LOCAL_AUTHORITY = "local_authority", _("local authority")
        STATE_SERVICE = "state_service", _("State service")
        MEDIA = "media", _("media")
        OTHER = "other", _("other organization")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("territory served"),
    )
    sort_key = models.CharField(
        max_length=200, editable=False, default="", db_index=True, help_text="The folded name."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ("sort_key", "name", "pk")

    def __str__(self) -> str:
        return self.name


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    """Stakeholders, by what we know of them."""

    def in_office(self, on: datetime.date) -> Self:
        """Stakeholders … who hold an elected office on that day."""
        return self.filter(
            pk__in=Mandate.objects.current(on).values("stakeholder_id"),
        )

    def matching(self, words: Sequence[str]) -> Self:
        """Stakeholders … whose name, seats or organizations hold all the folded words."""
        found = self
        for word in words[:MOST_WORDS]:
            found = found.filter(search_text__contains=word[:LONGEST_WORD])
        return found

    def with_last_exchange(self, visible_to: Any = None) -> Self:
        """Annotate `last_exchange_on`: the day of the last exchange this user may read."""
        latest = Exchange.objects.filter(stakeholder=models.OuterRef("pk"))
        if visible_to is not None:
            latest = latest.visible_to(visible_to)
        return self.annotate(
            last_exchange_on=models.Subquery(
                latest.order_by("-happened_on", "-pk").values("happened_on")[:1]
            )
        )

    def silent_since(self, day: datetime.date, visible_to: Any = None) -> Self:
        """Stakeholders … with no exchange this user may read on that day or after."""
        recent = Exchange.objects.filter(stakeholder=models.OuterRef("pk"), happened_on__gte=day)
        if visible_to is not None:
            recent = recent.visible_to(visible_to)
        return self.filter(~models.Exists(recent))

    def with_seats(self, on: datetime.date) -> Self:
        """Fetch `current_mandates` and `current_posts`, the first named first, in two queries."""
        mandates: models.QuerySet[Mandate] = Mandate.objects.current(on).select_related(
            "territory", "seen_in"
        )
        posts: models.QuerySet[Post] = Post.objects.current(on).select_related("organization")
        return self.prefetch_related(
            models.Prefetch("mandates", mandates, to_attr="current_mandates"),
            models.Prefetch("posts", posts, to_attr="current_posts"),
        )


class Stakeholder(models.Model):
    """A person we keep in touch with: an elected official, a banker, an architect."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("Mrs")
        MALE = "M", _("Mr")

    class Source(models.TextChoices):
        REGISTER = "register", _("register of elected officials")
        HAND = "hand", _("entered by hand")

    first_name = models.CharField(_("first name"), max_length=120)
    last_name = models.CharField(
        _("last name"), max_length=150, help_text=_("With its particle, as one writes it.")
    )
    sex = models.CharField(pgettext_lazy("person", "title"), max_length=1, choices=Sex, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakeholders",
        verbose_name=_("followed by"),
    )
    register_person = models.OneToOneField(
        RegisterPerson, models.SET_NULL, null=True, blank=True, related_name="stakeholder"
    )
    source = models.CharField(_("source"), max_length=20, choices=Source, default=Source.HAND)
    source_on = models.DateField(_("date of the source"))
    sort_key = models.CharField(max_length=280, editable=False, db_index=True)
    search_text = models.CharField(max_length=600, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["sort_key", "search_text"])

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = ("sort_key", "pk")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates, by their dates."""

    def current(self, on: datetime.date) -> Self:
        """Mandates … that run on that day."""
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on)
        )


class Mandate(models.Model):
    """A seat a stakeholder holds: an elected office between two dates."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="mandates")
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
    history = HistoricalRecords()

    objects = MandateQuerySet.as_manager()

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
        )

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        """Return the seat as one says it: "Maire de Quimper"."""
        if self.territory.kind == Territory.Kind.COUNTRY:
            return self.title
        return f"{self.title} {self.territory.name_of}"

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the mandate runs on that day (the last day is no longer in office)."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


class Post(models.Model):
    """A post that is not elected: branch manager, director, architect… in an organization."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="posts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=200)
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MandateQuerySet.as_manager()

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
        )

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        """Return the post as one says it: "Directrice d’agence, Banque des Embruns"."""
        return f"{self.title}, {self.organization.name}"

    def is_current(self, on: datetime.date) -> bool:
        """Tell whether the post is held on that day."""
        return (self.started_on is None or self.started_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


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

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="exchanges")
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
