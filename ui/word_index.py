"""A search index over a folded column of any table, the same on both engines: words of the text.

SQLite: an FTS5 table of words beside the column, kept in step by triggers.
PostgreSQL: a GIN index over the words of the column.

Both know a word by its beginning, or whole. What is typed from inside a word is first looked for
in the list of words (`ui.inside_words`), and the words that hold it are asked for.

The column holds folded words (letters and digits) parted by one space, with a space before the
first and after the last; an empty text is in no index. What is asked is a sequence of words that
must all be found, each a sequence of spellings of which one is enough. A spelling with a space
before it must begin a word; one of several words has all of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Lookup

from ui import inside_words

type Words = Sequence[Sequence[str]]

# What counts of a search: a pasted page would make a query too deep or too long.
MOST_WORDS = 20
LONGEST_WORD = 60
MOST_SPELLINGS = 24
LONGEST_KEPT = 400  # PostgreSQL refuses a word of more than 2,046 bytes
WHOLE = 1  # a single letter must be a word of its own
SHORT = 2  # so few letters must begin a word
UNSAID = "\ufffd"
AT_ONCE = 8  # words PostgreSQL looks up in one go: it compares each row with each of them
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Piece:
    """A spelling as an index is asked for it: whole words, of which the last may be a beginning."""

    words: tuple[str, ...]
    is_beginning: bool = True
    is_inside: bool = False

    @classmethod
    def of(cls, spelling: str) -> "Piece":
        """Return what must stand in the text: a single letter is a word, two letters begin one."""
        words = [word[:LONGEST_WORD] for word in _SIGNS.sub(" ", spelling).split()]
        if not words:
            return cls((UNSAID,), is_beginning=False)
        last = words[-1]
        is_word = len(last) == WHOLE and unicodedata.category(last) != "Lo"  # "李" begins a name
        is_inside = len(words) == 1 and len(last) > SHORT and not spelling.startswith(" ")
        return cls(tuple(words), is_beginning=not is_word, is_inside=is_inside)


# What an index is asked: for each word the pieces of which one is enough.
type Asked = tuple[tuple[Piece, ...], ...]


def beginnings(words: Words) -> Asked:
    """Return what finds the words where words of the text begin so."""
    return tuple(
        tuple(map(Piece.of, dict.fromkeys(word[:MOST_SPELLINGS]))) for word in words[:MOST_WORDS]
    )


@dataclass(frozen=True)
class WordIndex:
    """An index over a column of a table with an integer key `id`; `name` is that of the index.

    `besides` are indexes whose lists of words complete its own, `frequent` words that stand in so
    many rows that looking for them narrows little. Of the words that hold a piece inside, at most
    `most_inside` are asked for. `is_loaded_at_once` says that its rows come by the hundred
    thousand: PostgreSQL then keeps what is new in a list to be sorted in later, which every
    look-up reads through meanwhile.
    """

    table: str
    name: str
    column: str = "search_text"
    besides: tuple[str, ...] = ()
    frequent: tuple[str, ...] = ()
    most_inside: int = 400
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

    def said(self, row: str = "") -> str:
        """Return the words of the column as PostgreSQL indexes them; `row` is what it is of."""
        column = f"{row}.{self.column}" if row else self.column
        return f"array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what makes the index, in the place of one that is there."""
        if vendor == "sqlite":
            return (*self.dropped(vendor), *_sqlite(self))
        late = "on" if self.is_loaded_at_once else "off"
        made = f"CREATE INDEX {self.name} ON {self.table} USING gin (({self.said()}))"
        return (*self.dropped(vendor), f"{made} WITH (fastupdate = {late})")

    def dropped(self, vendor: str) -> tuple[str, ...]:
        """Return what takes it off its table."""
        if vendor == "sqlite":
            gone = (f"DROP TRIGGER IF EXISTS {name}" for name in self.triggers)
            return (*gone, f"DROP TABLE IF EXISTS {self.name}")
        return (f"DROP INDEX IF EXISTS {self.name}",)

    def resting(self, vendor: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what lets the index rest while an empty table is filled, and what wakes it.

        SQLite takes all rows at once ten times faster than one by one. The index stays meanwhile,
        without these rows; on PostgreSQL it is one of those that are taken off and made again.
        """
        if vendor != "sqlite":
            return (), ()
        off = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in self.triggers)
        emptied = f"INSERT INTO {self.name}({self.name}) VALUES ('delete-all')"  # noqa: S608
        return off, (emptied, _filled(self), *off, *_triggers(self))

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

    def select(self, vendor: str, asked: Asked) -> tuple[str, list[Any]]:
        """Return the statement, and its values, that gives the keys of the rows found."""
        if vendor == "sqlite":
            return f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s", [_match(asked)]  # noqa: S608
        condition, values = self._looked_up(asked)
        return f"SELECT id FROM {self.table} WHERE {condition}", values  # noqa: S608

    def holds(self, words: Words) -> "Holds":
        """Return the condition, for any query over the table, of the rows that hold the words.

        One query finds out which words hold them inside; all their beginnings are in any case.
        """
        asked = beginnings(words)
        return Holds(F("pk"), index=self, asked=self.with_insides(asked) or asked)

    def keys(self, words: Words, limit: int) -> list[int]:
        """Return the keys of at most so many rows that hold the words, the same on both engines.

        Those in which words begin so, the smallest keys first; then, when there is room, those
        which hold them inside.
        """
        asked = beginnings(words)
        found = self._keys(asked, limit)
        wider = self.with_insides(asked) if len(found) < limit else None
        if wider:
            found = list(dict.fromkeys([*found, *self._keys(wider, limit)]))[:limit]
        return found

    def with_insides(self, asked: Asked) -> Asked | None:
        """Return what finds the pieces inside words too, or None when no word holds them so."""
        pieces = [piece.words[0] for word in asked for piece in word if piece.is_inside]
        lists = (self.name, *self.besides)
        held = inside_words.holding(pieces, lists=lists, most=self.most_inside)
        if not any(held.values()):
            return None
        return tuple(
            (
                *word,
                *(
                    Piece((one,), is_beginning=False)
                    for piece in word
                    if piece.is_inside
                    for one in held[piece.words[0]]
                    if one.isalnum()
                ),
            )
            for word in asked
        )

    def _keys(self, asked: Asked, limit: int) -> list[int]:
        statement, values = self._narrowed(connection.vendor, asked)
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} LIMIT %s", [*values, limit])
            return [row[0] for row in cursor.fetchall()]

    def _narrowed(self, vendor: str, asked: Asked) -> tuple[str, list[Any]]:
        """Return what gives the keys in their order: the index for the words that narrow.

        The others are read in the text of the rows it gives; when no word narrows, the table is
        read from its start, and many rows are soon found.
        """
        frequent = [word for word in asked if self._is_frequent(word[0].words[-1])]
        rare = [word for word in asked if word not in frequent]
        if vendor == "postgresql":  # gathers all words that begin so before it compares
            long = [word for word in rare if all(len(one.words[-1]) > SHORT for one in word)]
            rare = long or rare
        read, values = self._read(tuple(word for word in asked if word not in rare))
        if not rare:
            return f"SELECT id FROM {self.table} WHERE {read} ORDER BY id", values  # noqa: S608
        statement, looked_up = self.select(vendor, tuple(rare))
        if vendor == "sqlite":
            if len(rare) == len(asked):
                return f"{statement} ORDER BY rowid", looked_up
            statement = f"SELECT id FROM {self.table} WHERE id IN ({statement}) AND {read}"  # noqa: S608
            return f"{statement} ORDER BY id", [*looked_up, *values]
        # PostgreSQL must not see the limit when it plans: it would read the table for a rare word,
        # in the hope of meeting it early.
        held = statement
        if values:
            held = statement.replace("SELECT id ", f"SELECT id, {self.column} ", 1)
        return (
            f"WITH held AS MATERIALIZED ({held}) SELECT id FROM held WHERE {read} ORDER BY id",  # noqa: S608
            [*looked_up, *values],
        )

    def _is_frequent(self, word: str) -> bool:
        return len(word) > SHORT and any(one.startswith(word) for one in self.frequent)

    def _looked_up(self, asked: Asked) -> tuple[str, list[Any]]:
        """Return the condition that PostgreSQL answers from its index."""
        few = " & ".join(_either(word) for word in asked if len(word) <= AT_ONCE)
        conditions: list[str] = []
        values: list[Any] = []
        if few:
            conditions.append(f"{self.said()} @@ %s::tsquery")
            values.append(few)
        for word in asked:
            if len(word) > AT_ONCE:
                conditions.append(f"{self.said()} @@ ANY(%s::tsquery[])")
                values.append([_either(some) for some in batched(word, AT_ONCE, strict=False)])
        return " AND ".join(conditions) or "TRUE", values

    def _read(self, asked: Asked) -> tuple[str, list[Any]]:
        """Return the same condition, answered from the text of a row that is read anyhow."""
        conditions: list[str] = []
        values: list[Any] = []
        for word in asked:
            either = []
            for piece in word:
                likes = [f"% {one} %" for one in piece.words]
                if piece.is_beginning:
                    likes[-1] = f"% {piece.words[-1]}%"
                either.append(" AND ".join([f"{self.column} LIKE %s"] * len(likes)))
                values += likes
            conditions.append(f"({' OR '.join(either)})")
        return " AND ".join(conditions) or "TRUE", values


def _match(asked: Asked) -> str:
    """Return the question as FTS5 wants it."""
    return " AND ".join(
        f"({' OR '.join(f'({_all_of(piece, " AND ", '"{}"', " *")})' for piece in word)})"
        for word in asked
    )


def _either(pieces: Sequence[Piece]) -> str:
    """Return the question about one word as PostgreSQL wants it."""
    return f"({' | '.join(f'({_all_of(piece, " & ", "'{}'", ":*")})' for piece in pieces)})"


def _all_of(piece: Piece, conjunction: str, quoted: str, beginning: str) -> str:
    words = conjunction.join(quoted.format(word) for word in piece.words)
    return words + beginning * piece.is_beginning


class Holds(Lookup[Any]):
    """True of the rows whose text holds the words; stands beside any other condition.

    The keys are a query of their own on both engines. On PostgreSQL `OFFSET 0` keeps it so:
    otherwise a list sorted by name would be walked name by name, trying the words on each. It is a
    lookup, not a function: SQLite compares a function with 1, and then reads every row.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def __init__(self, key: Any, *, index: WordIndex, asked: Asked):
        super().__init__(key, asked)
        self.index = index
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition and its values."""
        key, params = compiler.compile(self.lhs)
        statement, values = self.index.select(connection.vendor, self.asked)
        fence = "" if connection.vendor == "sqlite" else " OFFSET 0"
        return f"{key} IN ({statement}{fence})", (*params, *values)


class Among(Lookup[Any]):
    """True of the rows with one of these keys, sent as one value: five times less to prepare."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition and its value; without a key nothing is asked of the base."""
        if not self.rhs:
            raise EmptyResultSet
        key, params = compiler.compile(self.lhs)
        if connection.vendor == "sqlite":
            held = f"{key} IN (SELECT value FROM json_each(%s))"  # noqa: S608
            return held, (*params, str(list(self.rhs)))
        return f"{key} = ANY(%s)", (*params, list(self.rhs))


def among(keys: Sequence[int]) -> Among:
    """Return the condition, for any query, of the rows with one of these keys."""
    return Among(F("pk"), tuple(keys))


def framed(text: str, longest: int) -> str:
    """Return folded text as the column keeps it: a space on both sides, cut between two words."""
    if not text:
        return ""
    if len(text) > LONGEST_KEPT:
        text = " ".join(word[:LONGEST_KEPT] for word in text.split(" "))
    if len(text) > longest - 2:
        text = text[: longest - 1].rpartition(" ")[0] or text[: longest - 2]
    return f" {text} "


def _sqlite(index: WordIndex) -> tuple[str, ...]:
    made = f"""CREATE VIRTUAL TABLE {index.name} USING fts5({index.column},
        content='{index.table}', content_rowid='id', columnsize=0, detail=none,
        tokenize='ascii', prefix='2')"""
    return (made, *_triggers(index), _filled(index))


def _filled(index: WordIndex) -> str:
    name, table, column = index.name, index.table, index.column
    said = f"SELECT id, {column} FROM {table} WHERE {column} <> ''"  # noqa: S608
    return f"INSERT INTO {name}(rowid, {column}) {said}"


def _triggers(index: WordIndex) -> tuple[str, ...]:
    name, table, column = index.name, index.table, index.column
    found, lost, unsaid, resaid = index.triggers
    add = f"INSERT INTO {name}(rowid, {column}) VALUES (new.id, new.{column})"  # noqa: S608
    remove = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', old.id, old.{column})"  # noqa: S608
    changed = f"old.{column} <> new.{column}"
    return (
        f"""CREATE TRIGGER {found} AFTER INSERT ON {table}
            WHEN new.{column} <> '' BEGIN {add}; END""",
        f"""CREATE TRIGGER {lost} AFTER DELETE ON {table}
            WHEN old.{column} <> '' BEGIN {remove}; END""",
        f"""CREATE TRIGGER {unsaid} BEFORE UPDATE OF {column} ON {table}
            WHEN old.{column} <> '' AND {changed} BEGIN {remove}; END""",
        f"""CREATE TRIGGER {resaid} AFTER UPDATE OF {column} ON {table}
            WHEN new.{column} <> '' AND {changed} BEGIN {add}; END""",
    )
