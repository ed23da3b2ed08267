"""After an erasure, SQLite itself forgets: freed pages, search indexes, the write-ahead log.

SQLite keeps the bytes of deleted rows until their place is used again. `secure_delete` writes
zeros over them; a search index keeps the words of a removed text until it is rebuilt; rows
changed before leave older bytes behind until the file is written anew (VACUUM). PostgreSQL's own
autovacuum does as much with time. Backups made before hold what they held: docs/production.md.
"""

import logging

from django.db import OperationalError, connection
from django.tasks import task

logger = logging.getLogger(__name__)


def overwrite(*, is_on: bool) -> None:
    """Let SQLite write zeros over what it deletes from now on, or no longer."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete = {'ON' if is_on else 'OFF'}")


def ask() -> None:
    """Have the base compacted by a worker."""
    compact_later.enqueue()


@task
def compact_later() -> None:
    """Compact the base, unless it is in the middle of something."""
    if not connection.in_atomic_block:
        compact()


def compact() -> bool:
    """Rebuild the search indexes and the file; return False when the base was too busy."""
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%USING fts5%%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'optimize\')')  # noqa: S608
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError as error:
        logger.warning("base not compacted error=%s", type(error).__name__)
        return False
    return True
