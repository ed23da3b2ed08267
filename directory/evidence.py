"""What the editions of the register leave to judge, beside people and mandates: models only.

`RegisterCohort`: mandates of a kind that the same edition was the last to name. `RegisterDoubt`:
two people who may be one, for somebody to say. `RegisterGap`: an edition that did not name a
mandate between two that did.

Their other ends are named by strings, so that `directory.models` may import this module.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterCohort(models.Model):
    """Mandates of a kind that were last seen together, so that one row says when.

    A file of the next quarter names nearly all of them again: those it does not name leave for
    another cohort, and this one says the new edition (`directory.seeing`). Several cohorts may
    have the same last edition.
    """

    kind = models.CharField(_("kind"), max_length=20)
    last_seen_in = models.ForeignKey(
        "directory.RegisterEdition", models.PROTECT, related_name="cohorts", db_index=False
    )

    class Meta:
        verbose_name = _("cohort of mandates")
        verbose_name_plural = _("cohorts of mandates")

    def __str__(self) -> str:
        return str(self.last_seen_in)


class RegisterDoubt(models.Model):
    """Two people of the register who may be one: a name alone never decides it.

    `person` was known when `edition` was loaded; `other` was made from a row of it. Read it both
    ways: an older file loaded afterwards gives the earlier spelling to `other`. A doubt is only
    worth a question while one of the two has left the seat and the other has entered it: that is
    what `turnover.compare` calls TO_CHECK. Nothing here is ever merged by the loading itself.
    """

    class Reason(models.TextChoices):
        SAME_NAME = "same_name", _("same name in the same body, another birth date")
        NO_BIRTH_DATE = "no_birth_date", _("same name, one of the two without a birth date")
        RIVALS = "rivals", _("several people it could be")

    person = models.ForeignKey("directory.RegisterPerson", models.CASCADE, related_name="doubts")
    other = models.ForeignKey("directory.RegisterPerson", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    edition = models.ForeignKey(
        "directory.RegisterEdition", models.PROTECT, related_name="doubts", db_index=False
    )

    class Meta:
        verbose_name = _("doubt about two people")
        verbose_name_plural = _("doubts about two people")
        ordering = ("person", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "other"), name="one_doubt_per_pair"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}?{self.other_id}"


class RegisterGap(models.Model):
    """A day whose file did not name a mandate that files before and after it name.

    `first_seen_in` and `last_seen_in` alone would say it was there all along. With the gaps, what
    a file named can be told exactly: see `turnover.named_on`.
    """

    mandate = models.ForeignKey("directory.RegisterMandate", models.CASCADE, related_name="gaps")
    published_on = models.DateField(_("published on"))

    class Meta:
        verbose_name = _("absence from one file")
        verbose_name_plural = _("absences from one file")
        ordering = ("mandate", "published_on")
        constraints = (
            models.UniqueConstraint(
                fields=("mandate", "published_on"), name="one_gap_per_mandate_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mandate_id}:{self.published_on:%Y-%m-%d}"
