"""What a file being loaded waits in before it is part of the register: models only.

Their other ends are named by strings, so that `directory.models` may import this module.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterLoad(models.Model):
    """A file being loaded: what its rows wait under until they are part of the register."""

    kind = models.CharField(_("kind"), max_length=20)
    published_on = models.DateField(_("published on"))
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    started_at = models.DateTimeField(auto_now_add=True)
    first_person = models.BigIntegerField(
        null=True,
        help_text="Its people have their keys from this one on, and are not listed before the end.",
    )
    is_first = models.BooleanField(
        default=False, help_text="Nobody was there, or few: its rows go where they belong."
    )
    edition = models.ForeignKey(
        "directory.RegisterEdition", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    held_until = models.DateTimeField(null=True, help_text="Meanwhile no other load begins.")
    progress = models.JSONField(default=dict, help_text="How far it is: see directory.loads.")
    findings = models.JSONField(default=dict, help_text="Who was recognised, and how.")

    class Meta:
        verbose_name = "load of the register"

    def __str__(self) -> str:
        return f"{self.kind} {self.published_on:%Y-%m-%d}"

    @property
    def is_half_applied(self) -> bool:
        """Tell whether the register has a part of it only."""
        return "phase" in self.progress and "result" not in self.progress

    @property
    def compares(self) -> bool:
        """Tell whether rows of it are compared with the register, having all been read."""
        return not self.is_first or bool(self.progress.get("compares"))


class StagedRow(models.Model):
    """A row of a file being loaded: read and checked, not yet part of the register.

    Written in chunks, emptied once the edition is applied. Without index: it is always gone
    through as a whole, and writing it fast is what counts.
    """

    class Outcome(models.TextChoices):
        UPDATED = "updated"
        REFUSED = "refused"

    load = models.ForeignKey(
        RegisterLoad, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    first_name = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    identity = models.CharField(max_length=320, blank=True)
    folded_last = models.CharField(max_length=150, blank=True)
    folded_first = models.CharField(max_length=120, blank=True)
    match_key = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=280, blank=True)
    territory_kind = models.CharField(max_length=20, blank=True)
    territory_code = models.CharField(max_length=9, blank=True)
    territory_label = models.CharField(max_length=200, blank=True)
    territory = models.ForeignKey(
        "directory.Territory",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    district = models.CharField(max_length=150, blank=True)
    district_code = models.CharField(max_length=12, blank=True)
    function = models.CharField(max_length=150, blank=True)
    started_on = models.DateField(null=True)
    function_started_on = models.DateField(null=True)
    key = models.CharField(max_length=220, blank=True)
    search_words = models.CharField(max_length=400, blank=True)
    digest = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        "directory.RegisterPerson",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    mandate = models.ForeignKey(
        "directory.RegisterMandate",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        verbose_name = "staged row"

    def __str__(self) -> str:
        return f"{self.load_id}:{self.line}"


class StagedSightings(models.Model):
    """The rows of a chunk that say what the register knows already: lines and mandates, in JSON."""

    load = models.ForeignKey(RegisterLoad, models.CASCADE, related_name="+", db_constraint=False)
    lines = models.TextField()
    mandates = models.TextField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = "staged sightings"

    def __str__(self) -> str:
        return f"{self.load_id}: {self.count}"
