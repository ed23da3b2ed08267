"""What the interface itself must remember: forms already taken, and work in the background."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

UNDOING = "ui.batch_undo"  # the kind of the jobs that take a batch back


class Submission(models.Model):
    """A form that was taken once; the same key posted again leads to the same result."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    location = models.CharField(max_length=500, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "submission"

    def __str__(self) -> str:
        return str(self.key)


class Job(models.Model):
    """Long work somebody asked for: its steps, its progress, its report, and its lease.

    The lease is what makes a killed worker harmless: whoever works renews `leased_until`; once it
    has passed, another worker may take the job over, and goes on from `state`.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("stopped")

    kind = models.CharField(max_length=60, help_text="The name its handler is registered under.")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="jobs"
    )
    params = models.JSONField(default=dict)
    state = models.JSONField(default=dict, help_text="Where to go on from after a take-over.")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING, db_index=True)
    step_label = models.CharField(max_length=200, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, help_text="{'summary': str, 'rows': [[label, text]]…}")
    lease = models.UUIDField(null=True, default=None)
    leased_until = models.DateTimeField(null=True, default=None)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, default=None)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """Return the progress, 0 to 100."""
        if self.status == self.Status.DONE:
            return 100
        return min(99, 100 * self.steps_done // self.steps_total) if self.steps_total else 0

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.status in (self.Status.DONE, self.Status.FAILED)

    def is_abandoned(self, now: datetime.datetime) -> bool:
        """Tell whether its worker has been silent past the lease."""
        return (
            self.status == self.Status.RUNNING
            and self.leased_until is not None
            and self.leased_until < now
        )

    @staticmethod
    def new_lease() -> uuid.UUID:
        """Return a token that only one worker holds."""
        return uuid.uuid4()


class Batch(models.Model):
    """Many rows written by one gesture (an import, a review, a merge), taken back as one.

    Written through `ui.batches` only. `permission` is what taking it back needs; `url` is the page
    that shows what it did.
    """

    kind = models.CharField(max_length=60, help_text="What wrote it: “contacts.import”.")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="batches"
    )
    permission = models.CharField(max_length=60)
    url = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True, db_index=True)
    undone_at = models.DateTimeField(null=True, default=None)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    work = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", help_text="What writes it, or undoes it."
    )
    undone_down_to = models.BigIntegerField(
        null=True, default=None, help_text="The changes from this key on were taken back."
    )

    class Meta:
        verbose_name = _("grouped change")
        verbose_name_plural = _("grouped changes")
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        """Tell whether a job writes it, or takes it back, at this moment."""
        return self.work is not None and not self.work.is_finished

    @property
    def is_half_undone(self) -> bool:
        """Tell whether a part of it was taken back, and a part was not."""
        return self.undone_at is None and self.undone_down_to is not None

    @property
    def is_leaving(self) -> bool:
        """Tell whether it was taken back, or is being, be it in part."""
        going = self.work is not None and self.is_busy and self.work.kind == UNDOING
        return going or self.undone_at is not None or self.undone_down_to is not None

    @property
    def is_half_done(self) -> bool:
        """Tell whether its writing stopped on its way."""
        stopped = self.work is not None and self.work.status == Job.Status.FAILED
        return stopped and self.undone_at is None and not self.is_half_undone


class BatchChange(models.Model):
    """One row a batch wrote: its values before and after, None when it was not there.

    `left` says why taking the batch back leaves the row as it is.
    """

    class Left(models.TextChoices):
        CHANGED = "changed", _("changed since")
        HELD = "held", _("something was added to it since")
        BLOCKED = "blocked", _("its place is taken, or what it belonged to is gone")
        REFUSED = "refused", _("it may not come back")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=80, help_text="“contacts.stakeholder”")
    row_pk = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    left = models.CharField(max_length=10, choices=Left, blank=True)
    why = models.CharField(max_length=300, blank=True, help_text="Why it may not come back.")

    class Meta:
        verbose_name = "change of a batch"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "model", "row_pk"), name="one_change_per_row"),
        )
        indexes = (models.Index(fields=("model", "row_pk"), name="batch_change_of_row"),)

    def __str__(self) -> str:
        return f"{self.model}:{self.row_pk}"


class IndexedWord(models.Model):
    """A word that the texts of a search index hold (see `ui.vocabulary`), and its last letters."""

    index_name = models.CharField(max_length=63)
    word = models.CharField(max_length=40)
    tail = models.CharField(max_length=3)

    class Meta:
        verbose_name = "indexed word"
        constraints = (
            models.UniqueConstraint(fields=("word", "index_name"), name="one_word_per_index"),
        )
        indexes = (models.Index(fields=("tail",), name="word_by_tail"),)

    def __str__(self) -> str:
        return self.word
