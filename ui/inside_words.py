"""The list of distinct words behind all search indexes, and the words that hold a piece inside.

A search index knows words by their beginning. A piece from inside a word ("omarc") is looked for
in this list, some tens of thousands of words, and the words that hold it are then asked for.

SQLite: an FTS5 table of trigrams beside the list, kept in step by triggers. It is only ever asked
with MATCH: SQLite 3.40 crashes on such a table queried with two LIKE.
PostgreSQL: a GIN index of `pg_trgm`, asked with LIKE.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

TABLE = "ui_indexedword"
SHORTEST_PIECE = 3
LAST = "\U0010ffff"


@dataclass(frozen=True)
class InsideIndex:
    """The index over the list; a matter of `word_index.ensure` as the others."""

    name: str = "ui_word_inside"
    table: str = TABLE
    column: str = "word"

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the names of the triggers that keep the index on SQLite."""
        return tuple(f"{self.name}_{step}" for step in ("found", "lost", "changed"))

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what makes the index, in the place of one that is there."""
        if vendor == "sqlite":
            return (*self.dropped(vendor), *_sqlite(self))
        made = f"CREATE INDEX {self.name} ON {TABLE} USING gin (word gin_trgm_ops)"
        return ("CREATE EXTENSION IF NOT EXISTS pg_trgm", *self.dropped(vendor), made)

    def dropped(self, vendor: str) -> tuple[str, ...]:
        """Return what takes it off the list."""
        if vendor == "sqlite":
            gone = (f"DROP TRIGGER IF EXISTS {name}" for name in self.triggers)
            return (*gone, f"DROP TABLE IF EXISTS {self.name}")
        return (f"DROP INDEX IF EXISTS {self.name}",)

    def is_whole(self, cursor: Any, vendor: str) -> bool:
        """Tell whether the index is there with all that keeps it."""
        if vendor != "sqlite":
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [self.name])
            return bool(cursor.fetchone()[0])
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN (%s, %s, %s, %s)",
            [self.name, *self.triggers],
        )
        return bool(cursor.fetchone()[0] == 1 + len(self.triggers))


INSIDE = InsideIndex()


def holding(pieces: Sequence[str], *, lists: Sequence[str], most: int) -> dict[str, list[str]]:
    """Return for each piece the words of these lists that hold it inside, the shortest first.

    At most so many for each; words that begin with the piece are not among them.
    """
    asked = [piece for piece in dict.fromkeys(pieces) if len(piece) >= SHORTEST_PIECE]
    if not asked:
        return {}
    among = ", ".join(["%s"] * len(lists))
    is_sqlite = connection.vendor == "sqlite"
    held = (
        f"id IN (SELECT rowid FROM {INSIDE.name} WHERE {INSIDE.name} MATCH %s)"  # noqa: S608
        if is_sqlite
        else "word LIKE %s"
    )
    one = (
        f"SELECT * FROM (SELECT DISTINCT CAST(%s AS text) AS piece, length(word) AS size, word"  # noqa: S608
        f" FROM {TABLE} WHERE {held} AND NOT (word >= %s AND word < %s)"
        f" AND index_name IN ({among}) ORDER BY size, word LIMIT %s) AS held"
    )
    values: list[Any] = []
    for piece in asked:
        match = f'"{piece}"' if is_sqlite else f"%{piece}%"
        values += [piece, match, piece, f"{piece}{LAST}", *lists, most]
    found: dict[str, list[str]] = {piece: [] for piece in asked}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(asked)), values)
        for piece, _size, word in cursor.fetchall():
            found[piece].append(word)
    return found


def _sqlite(index: InsideIndex) -> tuple[str, ...]:
    name = index.name
    found, lost, changed = index.triggers
    add = f"INSERT INTO {name}(rowid, word) VALUES (new.id, new.word)"  # noqa: S608
    remove = f"INSERT INTO {name}({name}, rowid, word) VALUES ('delete', old.id, old.word)"  # noqa: S608
    return (
        f"""CREATE VIRTUAL TABLE {name} USING fts5(word, content='{TABLE}',
            content_rowid='id', columnsize=0, tokenize='trigram')""",
        f"CREATE TRIGGER {found} AFTER INSERT ON {TABLE} BEGIN {add}; END",
        f"CREATE TRIGGER {lost} AFTER DELETE ON {TABLE} BEGIN {remove}; END",
        f"CREATE TRIGGER {changed} AFTER UPDATE OF word ON {TABLE} BEGIN {remove}; {add}; END",
        f"INSERT INTO {name}(rowid, word) SELECT id, word FROM {TABLE}",  # noqa: S608
    )
