"""A search index over a folded column of any table, inside words too, the same on both engines.

SQLite: an FTS5 table of trigrams beside the column, kept in step by triggers. It is only ever
asked with MATCH: SQLite 3.40 crashes on such a table queried with two LIKE.
PostgreSQL: a GIN index of `pg_trgm` over the column, asked with LIKE.

The column holds folded words (letters and digits) parted by one space, with a space before the
first and after the last; an empty text is in no index. What is asked is a sequence of words that
must all be found, each a sequence of spellings of which one is enough.

A migration that rebuilds a table on SQLite drops its triggers without a word. Django does that
for most changes of a field: `ensure`, called after every `migrate`, makes the missing ones again
and reads the column anew.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import F, Lookup
from django.db.transaction import atomic

type Words = Sequence[Sequence[str]]

# What counts of a search: a pasted page would make a query too deep or too long.
MOST_WORDS = 20
LONGEST_WORD = 60
MOST_SPELLINGS = 24
SHORT = 3
UNSAID = "\ufffd"


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


@dataclass(frozen=True)
class TrigramIndex:
    """An index over a column of a table with an integer key `id`; `name` is that of the index.

    `frequent` are words that stand in so many rows that looking for them narrows little.
    `is_loaded_at_once` says that its rows come by the hundred thousand: PostgreSQL then keeps what
    is new in a list to be sorted in later, which every look-up reads through meanwhile.
    """

    table: str
    name: str
    column: str = "search_text"
    frequent: tuple[str, ...] = ()
    is_loaded_at_once: bool = False

    def create(self, apps: Any, schema_editor: Any) -> None:
        """Make the index, and read what the column holds (for a migration)."""
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def drop(self, apps: Any, schema_editor: Any) -> None:
        """Remove the index (for a migration)."""
        for statement in self.dropped(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the names of the triggers that keep the index on SQLite."""
        return tuple(f"{self.name}_{step}" for step in ("found", "lost", "unsaid", "resaid"))

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what makes the index, in the place of one that is there."""
        if vendor == "sqlite":
            return (*self.dropped(vendor), *_sqlite(self))
        late = "on" if self.is_loaded_at_once else "off"
        created = (
            f"CREATE INDEX {self.name} ON {self.table} USING gin ({self.column} gin_trgm_ops)"
            f" WITH (fastupdate = {late})"
        )
        return (
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            *self.dropped(vendor),
            created,
        )

    def dropped(self, vendor: str) -> tuple[str, ...]:
        """Return what takes it off its table."""
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
            "SELECT count(*) FROM sqlite_master WHERE name IN (%s, %s, %s, %s, %s)",
            [self.name, *self.triggers],
        )
        return bool(cursor.fetchone()[0] == 1 + len(self.triggers))

    def select(self, vendor: str, words: Words) -> tuple[str, list[str]]:
        """Return the statement, and its values, that gives the keys of the rows found."""
        if vendor == "sqlite":
            asked = " AND ".join(f"({' OR '.join(map(_quoted, word))})" for word in _pieces(words))
            return f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s", [asked]  # noqa: S608
        asked, values = self._likes(words)
        return f"SELECT id FROM {self.table} WHERE {asked}", values  # noqa: S608

    def _likes(self, words: Words) -> tuple[str, list[str]]:
        like = f"{self.column} LIKE %s"
        pieces = _pieces(words)
        asked = " AND ".join(f"({' OR '.join([like] * len(word))})" for word in pieces)
        return asked, [f"%{_unlike(one)}%" for word in pieces for one in word]

    def holds(self, words: Words) -> "Holds":
        """Return the condition, for any query over the table, of the rows that hold the words."""
        return Holds(F("pk"), index=self, words=tuple(map(tuple, words)))

    def keys(self, words: Words, limit: int) -> list[int]:
        """Return the keys of at most so many rows that hold the words, the older ones rather."""
        if connection.vendor == "sqlite":
            statement, values = self.select("sqlite", words)
        else:
            statement, values = self._unhurried(words)
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} LIMIT %s", [*values, limit])
            return [row[0] for row in cursor.fetchall()]

    def _unhurried(self, words: Words) -> tuple[str, list[str]]:
        """Return what PostgreSQL is asked, so that it does not see the limit when it plans.

        It would read the table for a rare word, in the hope of meeting it early. The index is
        asked for the words that narrow; when none does, reading the table is right.
        """
        frequent = [word for word in words if self._is_frequent(word[0].strip())]
        rare = [word for word in words if word not in frequent]
        if not rare:
            return self.select("postgresql", words)
        asked, values = self._likes(rare)
        held = f"SELECT id, {self.column} FROM {self.table} WHERE {asked}"  # noqa: S608
        besides, more = self._likes(frequent) if frequent else ("TRUE", [])
        return (
            f"WITH held AS MATERIALIZED ({held}) SELECT id FROM held WHERE {besides}",  # noqa: S608
            [*values, *more],
        )

    def _is_frequent(self, word: str) -> bool:
        return len(word) > SHORT and any(one.startswith(word) for one in self.frequent)


class Holds(Lookup[Any]):
    """True of the rows whose text holds the words; stands beside any other condition.

    The keys are a query of their own on both engines. On PostgreSQL `OFFSET 0` keeps it so:
    otherwise a list sorted by name would be walked name by name, trying the words on each. It is a
    lookup, not a function: SQLite compares a function with 1, and then reads every row.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def __init__(self, key: Any, *, index: TrigramIndex, words: tuple[tuple[str, ...], ...]):
        super().__init__(key, words)
        self.index = index
        self.words = words

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition and its values."""
        key, params = compiler.compile(self.lhs)
        statement, values = self.index.select(connection.vendor, self.words)
        fence = "" if connection.vendor == "sqlite" else " OFFSET 0"
        return f"{key} IN ({statement}{fence})", (*params, *values)


def _pieces(words: Words) -> list[list[str]]:
    return [[piece(one) for one in word[:MOST_SPELLINGS]] for word in words[:MOST_WORDS]]


def piece(word: str) -> str:
    """Return what must stand in the text: a short word begins a word, a single letter is one.

    Both indexes know pieces of three characters only; the texts begin and end with a space.
    """
    word = word.replace("\0", UNSAID)  # PostgreSQL refuses the character, no text holds it
    if len(word) >= SHORT:
        return word[:LONGEST_WORD]
    return f" {word}" if len(word) == SHORT - 1 else f" {word} "


def framed(text: str, longest: int) -> str:
    """Return folded text as the column keeps it: a space on both sides, cut between two words."""
    if not text:
        return ""
    if len(text) > longest - 2:
        text = text[: longest - 1].rpartition(" ")[0] or text[: longest - 2]
    return f" {text} "


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


def _quoted(text: str) -> str:
    """Return the text as FTS5 wants a phrase."""
    return '"' + text.replace('"', '""') + '"'


def _unlike(text: str) -> str:
    """Return the text without a meaning of its own in LIKE."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _sqlite(index: TrigramIndex) -> tuple[str, ...]:
    name, table, column = index.name, index.table, index.column
    found, lost, unsaid, resaid = index.triggers
    add = f"INSERT INTO {name}(rowid, {column}) VALUES (new.id, new.{column})"  # noqa: S608
    remove = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', old.id, old.{column})"  # noqa: S608
    changed = f"old.{column} <> new.{column}"
    return (
        f"""CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}',
            content_rowid='id', columnsize=0, tokenize='trigram')""",
        f"""CREATE TRIGGER {found} AFTER INSERT ON {table}
            WHEN new.{column} <> '' BEGIN {add}; END""",
        f"""CREATE TRIGGER {lost} AFTER DELETE ON {table}
            WHEN old.{column} <> '' BEGIN {remove}; END""",
        f"""CREATE TRIGGER {unsaid} BEFORE UPDATE OF {column} ON {table}
            WHEN old.{column} <> '' AND {changed} BEGIN {remove}; END""",
        f"""CREATE TRIGGER {resaid} AFTER UPDATE OF {column} ON {table}
            WHEN new.{column} <> '' AND {changed} BEGIN {add}; END""",
        f"""INSERT INTO {name}(rowid, {column})
            SELECT id, {column} FROM {table} WHERE {column} <> ''""",  # noqa: S608
    )
