"""What stands beside a column and must stay whole: the search indexes, and their lists of words.

A migration that rebuilds a table on SQLite drops its triggers without a word. Django does that
for most changes of a field: `ensure`, called after every `migrate`, makes the missing ones again
and reads the column anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.transaction import atomic


class Kept(Protocol):
    """What is kept beside a column, and made again when a migration broke it."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def table(self) -> str:
        """Return the table of the column."""

    @property
    def column(self) -> str:
        """Return the column it reads."""

    def is_whole(self, cursor: Any, vendor: str) -> bool:
        """Tell whether all of it is there."""

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what makes it, in the place of one that is there."""

    def dropped(self, vendor: str) -> tuple[str, ...]:
        """Return what takes it off its table."""


_kept: list[Kept] = []


def register(*kept: Kept) -> None:
    """Let `ensure` watch over indexes and what follows them; from `AppConfig.ready`."""
    _kept.extend(one for one in kept if one not in _kept)


def watched() -> list[Kept]:
    """Return what is watched over, in the order in which it is made."""
    return list(_kept)


def ensure(*, using: str = DEFAULT_DB_ALIAS, **_sent: Any) -> list[str]:
    """Make again the indexes that a migration broke; return their names. After every migrate."""
    base = connections[using]
    made = []
    for kept in watched():
        with base.cursor() as cursor:
            if not _has_column(base, cursor, kept) or kept.is_whole(cursor, base.vendor):
                continue
            with atomic(using):
                for statement in kept.statements(base.vendor):
                    cursor.execute(statement)
        made.append(kept.name)
    return made


@contextmanager
def set_aside(*kept: Kept) -> Iterator[None]:
    """Take what is kept off a table while most of its rows change, and make it again at the end.

    Row by row it would cost many times the change itself. One transaction.
    """
    with atomic(), connection.cursor() as cursor:
        _settle(cursor)
        for one in kept:
            for statement in one.dropped(connection.vendor):
                cursor.execute(statement)
        yield
        _settle(cursor)
        for one in kept:
            for statement in one.statements(connection.vendor):
                cursor.execute(statement)


def _settle(cursor: Any) -> None:
    """Check what was written so far: PostgreSQL alters no table while checks wait for the end."""
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _has_column(base: Any, cursor: Any, kept: Kept) -> bool:
    if kept.table not in base.introspection.table_names(cursor):
        return False
    columns = base.introspection.get_table_description(cursor, kept.table)
    return any(column.name == kept.column for column in columns)
