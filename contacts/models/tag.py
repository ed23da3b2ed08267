"""Tags: short words of the team's own, put on people to find them together."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.there import OfPeopleThere
from directory.folding import fold


def tag_key(name: str) -> str:
    """Return what makes two names the same: "Élus du littoral" and "elus  du littoral"."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return (fold(name) or plain)[:120]


class Tag(models.Model):
    """A short word put on people. Its colour only helps the eye: the word is always there."""

    class Colour(models.TextChoices):
        GREEN = "green", _("green")
        BLUE = "blue", _("blue")
        APRICOT = "apricot", _("apricot")
        PLUM = "plum", _("plum")
        ROSE = "rose", _("rose")
        GREY = "grey", _("grey")

    name = models.CharField(_("tag"), max_length=60)
    key = models.CharField(max_length=120, unique=True, editable=False, help_text="Folded name.")
    colour = models.CharField(
        _("colour"), max_length=10, choices=Colour, default=Colour.GREEN, blank=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("key", "pk")

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A tag on a person: who put it there, and when."""

    stakeholder = models.ForeignKey("contacts.Stakeholder", models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name=_("tag"))
    tagged_at = models.DateTimeField(auto_now_add=True)
    tagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OfPeopleThere()

    class Meta:
        verbose_name = _("tag of a person")
        verbose_name_plural = _("tags of people")
        ordering = ("tag__key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("stakeholder", "tag"),
                name="one_tagging_per_person_and_tag",
                violation_error_message=_("This person has this tag already."),
            ),
        )
        indexes = (models.Index(fields=("tag", "stakeholder"), name="tagged_people"),)

    def __str__(self) -> str:
        return str(self.tag)
