"""Organizations: a bank, a company, an association, a State service… whose people we meet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.seat import Post
from directory.models import Territory

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
