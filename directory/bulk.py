"""Filling empty tables: their indexes are made once all rows are there, several times faster."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, models

_SQLITE_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"
    " AND sql IS NOT NULL ORDER BY rowid"
)
_POSTGRESQL_CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
_POSTGRESQL_INDEXES = """
    SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index
    JOIN pg_class AS i ON i.oid = pg_index.indexrelid
    WHERE pg_index.indrelid = %s::regclass AND NOT pg_index.indisprimary
    ORDER BY i.relname
"""
# What PostgreSQL may use to sort while it makes an index; its own 64 MB take a third longer.
_MEMORY = "SET LOCAL maintenance_work_mem = '128MB'"
# The other core makes the index of words meanwhile, which takes longer than all others together.
_ALONE = "SET LOCAL max_parallel_maintenance_workers = 0"
UNCHECKED = "NOT VALID"
# In the order of its rows, and what mandates are found by person with: kept while it is filled.
_KEPT = "one_mandate_per_function_and_dates"


def take_off(cursor: Any, *tables: type[models.Model]) -> list[str]:
    """Take the indexes and constraints off empty tables; return what makes them again."""
    is_sqlite = connection.vendor == "sqlite"
    if not is_sqlite:
        _check(cursor)
    return [
        statement
        for table in tables
        for statement in _taken_off(cursor, table._meta.db_table, is_sqlite=is_sqlite)
    ]


def make(cursor: Any, statement: str) -> None:
    """Make one index or constraint again."""
    if connection.vendor != "sqlite":
        _check(cursor)
        cursor.execute(_MEMORY)
        cursor.execute(_ALONE)
    cursor.execute(statement)


def analyze(table: type[models.Model]) -> None:
    """Let PostgreSQL know what a table holds before it plans over it, or anybody searches."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table._meta.db_table}")


def longest(statements: list[str]) -> str:
    """Return the statement that another connection may carry out meanwhile, or nothing.

    On PostgreSQL the index of words takes longer than all others together; on SQLite one
    connection writes at a time, and within a transaction the other would wait for it for ever.
    """
    if connection.vendor == "sqlite" or connection.in_atomic_block:
        return ""
    return next((one for one in statements if " USING gin " in one), "")


@contextlib.contextmanager
def making(statement: str) -> Iterator[None]:
    """Make an index on a connection of its own while something else is done."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        made = apart.submit(_make_apart, statement)
        yield
        made.result()


def _make_apart(statement: str) -> None:
    """Make an index, unless whoever was killed before it said so has made it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_MEMORY.replace("LOCAL ", ""))
            cursor.execute(statement.replace(" INDEX ", " INDEX IF NOT EXISTS ", 1))
    finally:
        connection.close()


def _check(cursor: Any) -> None:
    """Check what was written before: PostgreSQL alters no table while that waits for the end."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _taken_off(cursor: Any, table: str, *, is_sqlite: bool) -> list[str]:
    """Drop what a table has beside its key; return what makes it again."""
    if is_sqlite:
        cursor.execute(_SQLITE_INDEXES, [table])
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        return [made for _name, made in indexes]
    cursor.execute(_POSTGRESQL_CONSTRAINTS, [table])
    constraints = cursor.fetchall()
    keys: list[str] = []
    for name, made in constraints:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        again = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}'
        # Checked afterwards: that waits for nothing, and nothing waits for it.
        keys += [f"{again} {UNCHECKED}", f'ALTER TABLE {table} VALIDATE CONSTRAINT "{name}"']
    cursor.execute(_POSTGRESQL_INDEXES, [table])
    indexes = [one for one in cursor.fetchall() if one[0] != _KEPT]
    for name, _made in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    return [*(made for _name, made in indexes), *keys]
