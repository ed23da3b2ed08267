"""Stores a few columns of many rows: one statement, run for each row.

Much less work than `bulk_update`, which writes one long CASE per column.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def store(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Store these fields of rows of one model; neither history nor `save()` hears of it."""
    if not rows:
        return
    model = type(rows[0])
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    said = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    values = [
        (
            *(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields),
            row.pk,
        )
        for row in rows
    ]
    key = quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {said} WHERE {key} = %s",  # noqa: S608
            values,
        )
