"""A file is chosen: what it is, which row names its columns, what each column means."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from contacts.importing import mapping, sandbox, uploads
from contacts.models import ColumnMapping, FileImport, FileImportRow

Status, State, Outcome = FileImport.Status, FileImportRow.State, FileImportRow.Outcome
HEADER_CHOICES = 12  # first rows among which the headers are chosen
LONGEST_NAME = 200
UNUSED, OLD = datetime.timedelta(days=30), datetime.timedelta(days=90)
# What a row is emptied of, when it is old or when somebody it names is erased.
EMPTY: dict[str, Any] = {
    "cells": [],
    "flags": {},
    "changes": [],
    "reasons": [],
    "candidates": [],
    "decision": {},
}


def take(*, file: Any, owner: Any, on: datetime.date) -> FileImport:
    """Keep a file and say what it is. Raises NotReadable, and then keeps nothing."""
    forget_old(now=timezone.now())
    key = uploads.keep(file.chunks())
    try:
        said, rows = sandbox.survey(uploads.path_of(key))
    except sandbox.NotReadable:
        uploads.forget(key)
        raise
    name = "".join(sign for sign in Path(file.name).name if sign.isprintable())
    file_import = FileImport(
        owner=owner, key=key, file_name=name[-LONGEST_NAME:], kind=said["kind"], dated_on=on
    )
    _describe(file_import, said, rows)
    file_import.save()
    return file_import


def read_again(file_import: FileImport, *, sheet: int, header_at: int | None) -> None:
    """Read another sheet, or take another row for the headers. Raises NotReadable."""
    said, rows = sandbox.survey(uploads.path_of(file_import.key), sheet=sheet)
    moved = sheet != file_import.sheet
    _describe(file_import, said, rows, header_at=None if moved else header_at)
    file_import.save()


def _describe(
    file_import: FileImport,
    said: dict[str, Any],
    rows: list[dict[str, Any]],
    *,
    header_at: int | None = None,
) -> None:
    at = mapping.header_at(rows) if header_at is None else min(header_at, len(rows) - 1)
    file_import.sheets, file_import.sheet = said["sheets"], said["sheet"]
    file_import.first_rows = rows
    file_import.header_at = at
    file_import.headers = mapping.headers_of(rows, at)
    known = ColumnMapping.objects.filter(signature=mapping.signature(file_import.headers)).first()
    guessed = mapping.guess(file_import.headers, rows[at + 1 :])
    remembered = known.mapping if known and at >= 0 else []
    file_import.mapping = remembered if len(remembered) == len(guessed) else guessed


def columns(file_import: FileImport) -> list[dict[str, Any]]:
    """Return the columns to confirm: header, three texts, what it seems to hold."""
    below = file_import.first_rows[file_import.header_at + 1 :]
    return [
        {"at": at, "header": header, "samples": mapping.samples(below, at), "target": target}
        for at, (header, target) in enumerate(
            zip(file_import.headers, file_import.mapping, strict=True)
        )
    ]


def header_choices(file_import: FileImport) -> list[tuple[int, str]]:
    """Return the first rows, any of which may name the columns."""
    return [
        (at, " · ".join(filter(None, row["c"]))[:90])
        for at, row in enumerate(file_import.first_rows[:HEADER_CHOICES])
    ]


def confirm(
    file_import: FileImport, *, targets: Sequence[str], dated_on: datetime.date, by: Any
) -> None:
    """Keep what the columns mean, for this file and for the next ones like it."""
    file_import.mapping, file_import.dated_on = list(targets), dated_on
    file_import.save(update_fields=["mapping", "dated_on"])
    if file_import.header_at >= 0:
        ColumnMapping.objects.update_or_create(
            signature=mapping.signature(file_import.headers),
            defaults={"mapping": list(targets), "confirmed_by": by},
        )


def forget_rows(file_import: FileImport, numbers: set[int]) -> None:
    """Empty these lines of what the columns are guessed from: they name somebody erased."""
    first = file_import.first_rows
    if any(row["r"] in numbers for row in first):
        file_import.first_rows = [
            row | {"c": [], "f": {}} if row["r"] in numbers else row for row in first
        ]
        file_import.save(update_fields=["first_rows"])


def abandon(file_import: FileImport) -> None:
    """Forget a file that was not taken in: its text, its rows, and that it was chosen."""
    uploads.forget(file_import.key)
    file_import.delete()


def forget_old(*, now: datetime.datetime) -> None:
    """Forget what nobody came back for, and the words that old imports keep of their file.

    What an old import wrote can still be taken back: its batch remembers it.
    """
    for file_import in FileImport.objects.filter(batch=None, chosen_at__lt=now - UNUSED):
        abandon(file_import)
    for file_import in FileImport.objects.filter(emptied_at=None, chosen_at__lt=now - OLD):
        _empty(file_import, now=now)


@transaction.atomic
def _empty(file_import: FileImport, *, now: datetime.datetime) -> None:
    """Keep of an import that it was made, and whom it brought."""
    uploads.forget(file_import.key)
    file_import.rows.update(**EMPTY)
    nobody = file_import.rows.filter(stakeholder=None, organization=None)
    nobody.update(label="", name_key="")
    file_import.first_rows, file_import.said, file_import.emptied_at = [], {}, now
    file_import.save(update_fields=["first_rows", "said", "emptied_at"])
