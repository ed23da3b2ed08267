"""Stakeholders: the people we keep in touch with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission, may
from contacts import derived_kinds, search_index
from contacts.models.address import PostalAddress
from contacts.models.seat import Mandate, MandateQuerySet, Post
from contacts.models.source import Source
from directory import names
from directory.abbreviations import spellings
from directory.models import RegisterPerson

# The kinds of people beside those of organizations (`Organization.Kind`).
ELECTED = "elected"
NOBODY_TODAY = "none"


def exchange_column(reader: Any) -> str:
    """Name the column of the last exchange this user may know of; None reads everything."""
    if reader is None or may(reader, Permission.READ_PRIVATE_NOTES):
        return "exchanged_on"
    return "openly_exchanged_on"


def held(model: type[Mandate] | type[Post], on: datetime.date) -> models.QuerySet[Any]:
    """Return the seats, or posts, of a day, to narrow people who are there by.

    Whether the person is there is asked of the person, once: asked of each seat it would be a join
    with the table that is being narrowed. An organization merged away holds nobody.
    """
    return _of_organizations_there(model, MandateQuerySet(model).current(on))


def held_before(model: type[Mandate] | type[Post], on: datetime.date) -> models.QuerySet[Any]:
    """Return the seats, or posts, that had ended on a day, to narrow people by, as `held` does."""
    return _of_organizations_there(model, MandateQuerySet(model).filter(ended_on__lte=on))


def _of_organizations_there(
    model: type[Mandate] | type[Post], rows: models.QuerySet[Any]
) -> models.QuerySet[Any]:
    rows = rows.order_by()
    return rows if model is Mandate else rows.filter(organization__merged_into=None)


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    """Stakeholders, by what we know of them."""

    def in_office(self, on: datetime.date) -> Self:
        """Stakeholders … who hold an elected office on that day."""
        return self.filter(
            pk__in=Mandate.objects.current(on).values("stakeholder_id"),
        )

    def of_kind(self, kind: str, on: datetime.date) -> Self:
        """Stakeholders … who are of a kind on that day: elected, or in such an organization.

        `NOBODY_TODAY` asks for those who hold neither seat nor post on the day that is, as
        `contacts.refreshing` keeps it (looking for what is not there would read every seat), and
        are nothing else either.
        """
        if kind == NOBODY_TODAY:
            nothing = self.filter(main_rank=None)
            for derived in derived_kinds.everyone():
                nothing = nothing.exclude(pk__in=derived.keys())
            return nothing
        if kind == ELECTED:
            mandates = held(Mandate, on)
            return self.filter(models.Exists(mandates.filter(stakeholder=models.OuterRef("pk"))))
        derived_kind = derived_kinds.named(kind)
        if derived_kind is not None:
            return self.filter(pk__in=derived_kind.keys())
        # The few are a set rather than EXISTS per person, which would walk the whole index.
        posts = held(Post, on).filter(organization__kind=kind)
        return self.filter(pk__in=posts.values("stakeholder_id"))

    def with_kinds(self) -> Self:
        """Annotate what other packages derive: whether each is also a resident, for instance."""
        return self.annotate(
            **{
                one.attribute: models.ExpressionWrapper(
                    models.Q(pk__in=one.keys()), output_field=models.BooleanField()
                )
                for one in derived_kinds.everyone()
            }
        )

    def contactable(self) -> Self:
        """Stakeholders … who have not objected: only these are invited, written to, exported."""
        return self.filter(objected_on=None)

    def matching(self, words: Sequence[str]) -> Self:
        """Stakeholders … whose name, seats or organizations hold all the folded words."""
        if not words:
            return self
        return self.filter(search_index.STAKEHOLDERS.holds(spellings(words)))

    def with_last_exchange(self, visible_to: Any = None) -> Self:
        """Annotate `last_exchange_on`: the day of the last exchange this user may read."""
        return self.annotate(last_exchange_on=models.F(exchange_column(visible_to)))

    def silent_since(self, day: datetime.date, visible_to: Any = None) -> Self:
        """Stakeholders … with no exchange this user may read on that day or after."""
        column = exchange_column(visible_to)
        return self.filter(models.Q(**{column: None}) | models.Q(**{f"{column}__lt": day}))

    def exchanged_since(self, day: datetime.date, visible_to: Any = None) -> Self:
        """Stakeholders … with an exchange this user may read on that day or after."""
        return self.filter(**{f"{exchange_column(visible_to)}__gte": day})

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


# Of a seat or a post: its holder is there.
SHOWN_PEOPLE = models.Q(stakeholder__merged_into=None, stakeholder__erased_at=None)
SHOWN = models.Q(merged_into__isnull=True, erased_at__isnull=True)
ORDERS = {
    "name": ("sort_key", "last_name", "first_name"),
    "exchange": ("exchanged_on",),
    "open_exchange": ("openly_exchanged_on",),
    "rank": ("main_rank",),
    "place": ("main_place",),
    "arrival": ("created_at",),
}

_Everyone = models.Manager.from_queryset(StakeholderQuerySet)


class _Shown(_Everyone["Stakeholder"]):
    """Those who are there: neither merged into another person, nor erased."""

    def get_queryset(self) -> Any:
        """Leave out the rows that only remember a merge or an erasure."""
        return super().get_queryset().filter(merged_into=None, erased_at=None)


class Stakeholder(PostalAddress):
    """A person we keep in touch with: an elected official, a banker, an architect.

    `objects` are those who are there; `everyone` has the rows merged into another one, and those
    erased, too.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", _("Mrs")
        MALE = "M", _("Mr")

    Source = Source

    first_name = models.CharField(
        _("first name"),
        max_length=120,
        blank=True,
        help_text=_("Not known yet? Choose M. or Mme: “M. Le Goff” will do for now."),
    )
    last_name = models.CharField(
        _("last name"), max_length=150, help_text=_("With its particle, as one writes it.")
    )
    sex = models.CharField(pgettext_lazy("person", "title"), max_length=1, choices=Sex, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    email_label = models.CharField(_("kind of e-mail"), max_length=60, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        help_text=_("Like 06 12 34 56 78, or +44 20 7946 0958."),
    )
    phone_label = models.CharField(
        _("kind of phone"), max_length=60, blank=True, help_text=_("Mobile, office, secretariat…")
    )
    salutation = models.CharField(
        _("form of address"),
        max_length=120,
        blank=True,
        help_text=_("Only when another one than usual is wanted: “Madame le Maire”, “Cher Yann”."),
    )
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
    source_name = models.CharField(
        _("file it comes from"), max_length=200, blank=True, editable=False
    )
    informed_on = models.DateField(_("informed on"), null=True, blank=True)
    objected_on = models.DateField(
        _("objection received on"),
        null=True,
        blank=True,
        help_text=_("From that day nothing invites, writes to or exports this person."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        db_index=False,  # nearly all are empty: see the indexes below
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=280, editable=False, db_index=True)
    # What lists sort and narrow by, kept by `contacts.refreshing` and by nothing else.
    exchanged_on = models.DateField(null=True, editable=False, help_text="Last exchange.")
    openly_exchanged_on = models.DateField(
        null=True, editable=False, help_text="Last exchange that is no private note."
    )
    main_rank = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Rank of the seat or post named first."
    )
    main_place = models.CharField(  # noqa: DJ001 - null sorts last
        max_length=200, null=True, editable=False, help_text="Where that seat is, folded."
    )
    seats_change_on = models.DateField(
        null=True, editable=False, help_text="Next day on which a seat or post begins or ends."
    )
    search_text = models.CharField(max_length=600, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    history = HistoricalRecords(
        excluded_fields=[
            "sort_key",
            "search_text",
            "exchanged_on",
            "openly_exchanged_on",
            "main_rank",
            "main_place",
            "seats_change_on",
        ]
    )

    objects = _Shown()
    everyone = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        # Names that differ by their accents only come one after the other.
        ordering = ("sort_key", "last_name", "first_name", "pk")
        # Each order of the list walks an index of those who are there.
        indexes = (
            *(
                models.Index(fields=(*columns, "id"), condition=SHOWN, name=f"people_by_{name}")
                for name, columns in ORDERS.items()
            ),
            models.Index(
                fields=("seats_change_on",),
                condition=models.Q(seats_change_on__isnull=False),
                name="people_whose_seats_change",
            ),
            models.Index(
                fields=("objected_on",),
                condition=models.Q(objected_on__isnull=False),
                name="people_who_objected",
            ),
            models.Index(
                fields=("merged_into",),
                condition=models.Q(merged_into__isnull=False),
                name="people_merged",
            ),
        )

    def __str__(self) -> str:
        before = self.first_name or (self.get_sex_display() if self.last_name else "")
        return names.typographic(f"{before} {self.last_name}".strip())
