"""Files of contacts being taken in: what each row says, what it would do, what was decided."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.models import Batch, Job


class FileImport(models.Model):
    """One file of contacts, from its choice to its undoing. Its text stays in a private folder.

    Written by `contacts.importing` only.
    """

    class Status(models.TextChoices):
        CHOSEN = "chosen", _("columns to confirm")
        CHECKING = "checking", _("being read")
        READY = "ready", _("to be looked at")
        RUNNING = "running", _("being taken in")
        DONE = "done", _("taken in")
        REFUSED = "refused", _("refused")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="file_imports"
    )
    key = models.CharField(max_length=32, unique=True, help_text="Name of the private file.")
    file_name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(max_length=10, help_text="xlsx, text or vcard.")
    sheets = models.JSONField(default=list, help_text="[{'name': str, 'hidden': bool}]")
    sheet = models.PositiveSmallIntegerField(default=0)
    first_rows = models.JSONField(default=list, help_text="What the columns are guessed from.")
    header_at = models.SmallIntegerField(default=0, help_text="-1 when the file has no headers.")
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=list, help_text="A target for each column, or nothing.")
    said = models.JSONField(
        default=dict,
        help_text="What was decided for all rows: {'organizations': {folded name: primary key}},"
        " or the primary keys it is none of.",
    )
    dated_on = models.DateField(_("date of the file"))
    status = models.CharField(max_length=10, choices=Status, default=Status.CHOSEN)
    refusal = models.CharField(max_length=300, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True, db_index=True)
    finished_at = models.DateTimeField(null=True, default=None)
    emptied_at = models.DateTimeField(
        null=True, default=None, help_text="When the words of the file were forgotten."
    )

    class Meta:
        verbose_name = _("import of a file")
        verbose_name_plural = _("imports of files")
        ordering = ("-chosen_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_undone(self) -> bool:
        """Tell whether what it wrote was taken back, or is being."""
        return self.batch is not None and self.batch.is_leaving

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing may be said of its rows any more."""
        return self.is_undone or self.emptied_at is not None

    @property
    def has_left(self) -> bool:
        """Tell whether taking it back left rows as they were: they had been changed since."""
        return self.batch is not None and self.batch.changes.exclude(left="").exists()

    @property
    def is_working(self) -> bool:
        """Tell whether a job reads it or writes it now."""
        return self.status in (self.Status.CHECKING, self.Status.RUNNING)


class FileImportRows(models.QuerySet["FileImportRow"]):
    """Rows of imports."""

    def to_look_at(self) -> FileImportRows:
        """Leave out what is known already, what was taken in, and what somebody left out."""
        rows = self.exclude(state=FileImportRow.State.IDENTICAL)
        rows = rows.exclude(outcome=FileImportRow.Outcome.WRITTEN)
        return rows.exclude(decision__has_key="skip")


class FileImportRow(models.Model):
    """One row of a file: what it holds, what taking it in would change, what the user decided."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("row of a file", "not checked yet")
        NEW = "new", pgettext_lazy("row of a file", "new")
        CHANGED = "changed", pgettext_lazy("row of a file", "changed")
        DUPLICATE = "duplicate", pgettext_lazy("row of a file", "perhaps known already")
        OBJECTED = "objected", pgettext_lazy("row of a file", "asked not to be contacted")
        REFUSED = "refused", pgettext_lazy("row of a file", "refused")
        IDENTICAL = "identical", pgettext_lazy("row of a file", "identical")

    class Outcome(models.TextChoices):
        NONE = "", pgettext_lazy("row of a file", "not taken in")
        WRITTEN = "written", pgettext_lazy("row of a file", "taken in")
        SET_ASIDE = "set_aside", pgettext_lazy("row of a file", "set aside")

    file_import = models.ForeignKey(FileImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Line of the file.")
    cells = models.JSONField(default=list)
    flags = models.JSONField(default=dict, help_text="{column: 'formula'…}")
    label = models.CharField(max_length=300, blank=True, help_text="Who or what the row is about.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    changes = models.JSONField(
        default=list, help_text="[{'key', 'label', 'before', 'after'}] field by field."
    )
    reasons = models.JSONField(default=list, help_text="Why it is refused, or what is odd.")
    candidates = models.JSONField(default=list, help_text="[{'pk', 'row', 'why'}]")
    decision = models.JSONField(default=dict, help_text="{'same', 'same_row', 'other', 'keep'…}")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    stakeholder = models.ForeignKey(
        "contacts.Stakeholder", models.SET_NULL, null=True, related_name="+"
    )
    organization = models.ForeignKey(
        "contacts.Organization", models.SET_NULL, null=True, related_name="+"
    )
    name_key = models.CharField(max_length=280, blank=True)

    objects = FileImportRows.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ("number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("file_import", "number"), name="one_row_per_line"),
        )
        indexes = (
            models.Index(fields=("file_import", "state", "number"), name="import_rows_by_state"),
            models.Index(fields=("file_import", "name_key"), name="import_rows_by_name"),
        )

    def __str__(self) -> str:
        return self.label or str(self.number)

    @property
    def asked_cells(self) -> list[tuple[int, str, str, bool]]:
        """Return the cells of the columns taken in: place, header, text, whether it has lines."""
        file_import = self.file_import
        held = dict(enumerate(self.cells))
        return [
            (at, header, held.get(at, ""), "\n" in held.get(at, ""))
            for at, (header, target) in enumerate(
                zip(file_import.headers, file_import.mapping, strict=False)
            )
            if target
        ]

    @property
    def is_decided(self) -> bool:
        """Tell whether the user said something of this row that may be taken back."""
        return bool(self.decision)

    @property
    def is_open(self) -> bool:
        """Tell whether something may still be said of this row."""
        return self.outcome != self.Outcome.WRITTEN and not self.file_import.is_closed

    @property
    def kept(self) -> set[str]:
        """Return the changes the user refused: these fields stay as they are."""
        kept: list[Any] = self.decision.get("keep", [])
        return set(kept)


class ColumnMapping(models.Model):
    """What the columns of a kind of file mean, as somebody confirmed it the last time."""

    signature = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField(default=list)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("columns of a file")
        verbose_name_plural = _("columns of files")

    def __str__(self) -> str:
        return self.signature[:12]
