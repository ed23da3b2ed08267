"""Organizations: a bank, a company, an association, a State service… whose people we meet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts import search_index
from contacts.models.address import PostalAddress
from contacts.models.seat import Post
from contacts.models.source import Source
from contacts.models.stakeholder import SHOWN_PEOPLE, exchange_column, held
from directory.abbreviations import spellings
from directory.models import Territory


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organizations, by what one types."""

    def matching(self, words: Sequence[str], text: str = "") -> Self:
        """Organizations … whose name, kind or territory hold all the folded words.

        Or the text as typed, when no letter or digit of it is left to look for ("!!").
        """
        if words:
            return self.filter(search_index.ORGANIZATIONS.holds(spellings(words)))
        text = text.replace("\0", "")[:200]  # PostgreSQL refuses the character, no name holds it
        return self.filter(name__icontains=text) if text else self

    def with_people_count(self, on: datetime.date) -> Self:
        """Annotate `people_count`: how many people we follow hold a post there on that day."""
        counted = _posts_there(on).annotate(count=models.Count("stakeholder", distinct=True))
        return self.annotate(people_count=Coalesce(models.Subquery(counted.values("count")), 0))

    def with_last_exchange(self, on: datetime.date, visible_to: Any = None) -> Self:
        """Annotate `last_exchange_on`: the day of the last exchange this user may read.

        With somebody who holds a post there on that day.
        """
        column = f"stakeholder__{exchange_column(visible_to)}"
        latest = _posts_there(on).annotate(latest=models.Max(column))
        return self.annotate(last_exchange_on=models.Subquery(latest.values("latest")))


def _posts_there(on: datetime.date) -> Any:
    """Return the posts of the organization of the query outside, as one group."""
    posts = held(Post, on).filter(SHOWN_PEOPLE, organization=models.OuterRef("pk"))
    return posts.values("organization")


_Every = models.Manager.from_queryset(OrganizationQuerySet)


class _Shown(_Every["Organization"]):
    """Those that are there: not merged into another one."""

    def get_queryset(self) -> Any:
        """Leave out the rows that only remember a merge."""
        return super().get_queryset().filter(merged_into=None)


class Organization(PostalAddress):
    """A bank, a company, an association, a State service… whose people we meet.

    `objects` are those that are there; `everyone` has the rows merged into another one, too.
    """

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
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("The bank of a branch, the intercommunality of a commune."),
    )
    siren = models.CharField(
        _("SIREN"), max_length=9, blank=True, help_text=_("Nine digits: the legal body.")
    )
    siret = models.CharField(
        _("SIRET"), max_length=14, blank=True, help_text=_("Fourteen digits: one of its places.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=Source, default=Source.HAND)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    source_name = models.CharField(
        _("file it comes from"), max_length=200, blank=True, editable=False
    )
    sort_key = models.CharField(
        max_length=200, editable=False, default="", db_index=True, help_text="The folded name."
    )
    search_text = models.CharField(
        max_length=700,
        editable=False,
        default="",
        help_text="Folded name, initials, kind and territory.",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["sort_key", "search_text"])

    objects = _Shown()
    everyone = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ("sort_key", "name", "pk")

    def __str__(self) -> str:
        return self.name
