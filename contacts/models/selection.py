"""What the team keeps of a list: saved views, live segments, and the record of exports."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.there import OfPeopleThere


class SavedView(models.Model):
    """A list as somebody likes to see it: filters, order and columns, by address."""

    class Subject(models.TextChoices):
        PEOPLE = "people", _("people")
        ORGANIZATIONS = "organizations", _("organizations")

    subject = models.CharField(
        _("what"), max_length=20, choices=Subject, default=Subject.PEOPLE, editable=False
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(
        max_length=2000, blank=True, editable=False, help_text="What follows the “?”."
    )
    is_shared = models.BooleanField(
        _("the whole team sees it"),
        default=False,
        help_text=_("Only you may change it or take it away."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Segment(models.Model):
    """A named set of people: those who answer to its filters today, and a few set by hand.

    `query` holds the filters as an address holds them. Whoever uses a segment computes it again
    (`contacts.segments.people_of`): it is never a frozen list.
    """

    name = models.CharField(_("name"), max_length=80)
    key = models.CharField(max_length=120, unique=True, editable=False, help_text="Folded name.")
    purpose = models.CharField(
        _("what it is for"), max_length=300, blank=True, help_text=_("One sentence for the team.")
    )
    query = models.CharField(max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ("key", "pk")

    def __str__(self) -> str:
        return self.name


class SegmentMember(models.Model):
    """A person set by hand: in the segment, or out of it, whatever its filters say."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="members")
    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.CASCADE, related_name="segment_memberships"
    )
    is_in = models.BooleanField(default=True)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OfPeopleThere()

    class Meta:
        verbose_name = _("person set by hand in a segment")
        verbose_name_plural = _("people set by hand in segments")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("segment", "stakeholder"), name="one_membership_per_person_and_segment"
            ),
        )

    def __str__(self) -> str:
        return str(self.segment)


class Export(models.Model):
    """What left the base: who took it, when, which people in words, how many, which columns.

    Never what was in it. The file is its owner's alone, and is deleted after a day.
    """

    class Subject(models.TextChoices):
        PEOPLE = "people", _("people")
        ORGANIZATIONS = "organizations", _("organizations")

    class Format(models.TextChoices):
        XLSX = "xlsx", _("spreadsheet (XLSX)")
        CSV = "csv", _("French CSV")
        VCARD = "vcard", _("contact cards (vCard)")

    subject = models.CharField(_("what"), max_length=20, choices=Subject)
    file_format = models.CharField(_("format"), max_length=10, choices=Format)
    said = models.CharField(_("which ones"), max_length=1000, help_text="The filters, in words.")
    columns = models.CharField(_("columns"), max_length=500, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    left_out_count = models.PositiveIntegerField(
        default=0, help_text="Those who objected: never exported."
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="exports"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    file = models.FileField(upload_to="exports/", blank=True, editable=False)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_subject_display()} · {self.get_file_format_display()}"
