"""The words a search index holds, so that one typed with one error is found, on both engines.

One error is a letter too many, too few, another one, or two letters in the wrong order. Of the
word as it was meant, then, either the last three letters stand as typed, or all before them does
(or both are crossed at the joint): three look-ups in the list of words, whatever its size, and a
comparison of the few hundred words they give. Nothing is kept in memory between two searches.

Triggers keep the list of a table of some thousands of rows. A table that is loaded as a whole
tells its words itself (`WordList.learn`); the triggers then only forget those of rows removed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection
from rapidfuzz.distance import OSA

from ui.inside_words import LAST, TABLE
from ui.word_index import MOST_SPELLINGS, WordIndex, Words

SHORTEST_TYPED = 5  # letters: shorter words have too many neighbours
SHORTEST_KEPT = 4
LONGEST_KEPT = 40
TAIL = 3
ENOUGH = 5  # found exactly: no error is looked for then
FEW = 5  # of the words a known one may have been typed for
AT_ONCE = 5_000
_KEPT = f"length(said.value) BETWEEN {SHORTEST_KEPT} AND {LONGEST_KEPT}"


@dataclass(frozen=True)
class WordList:
    """The words of an index; `is_told` when they are given to `learn` rather than by triggers.

    `texts` is the query that gives the texts of the rows there are, `seeds` words known before.
    """

    index: WordIndex
    is_told: bool = False
    texts: str = ""
    seeds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name the words are kept under."""
        return self.index.name

    @property
    def table(self) -> str:
        """Return the table whose text holds the words."""
        return self.index.table

    @property
    def column(self) -> str:
        """Return the column of the text."""
        return self.index.column

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the names of the triggers that keep the list."""
        steps = ("unlearnt", "emptied") if self.is_told else ("unlearnt", "changed", "learnt")
        return tuple(f"{self.name}_{step}" for step in steps)

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what makes the list, in the place of one that is there."""
        forgotten = f"DELETE FROM {TABLE} WHERE index_name = '{self.name}'"  # noqa: S608
        made = _sqlite(self) if vendor == "sqlite" else _postgresql(self)
        return (*self.dropped(vendor), forgotten, *made, _read_all(self, vendor), *_seeded(self))

    def dropped(self, vendor: str) -> tuple[str, ...]:
        """Return what takes it off its table; the words stay until they are read again."""
        on = "" if vendor == "sqlite" else f" ON {self.table}"
        return tuple(f"DROP TRIGGER IF EXISTS {name}{on}" for name in self.triggers)

    def resting(self, vendor: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what lets the list rest while the index does, and what wakes it; words stay."""
        made = _sqlite(self) if vendor == "sqlite" else _postgresql(self)
        return self.dropped(vendor), (*self.dropped(vendor), *made)

    def is_whole(self, cursor: Any, vendor: str) -> bool:
        """Tell whether all that keeps the list is there."""
        marks = ", ".join(["%s"] * len(self.triggers))
        where = (
            f"sqlite_master WHERE type = 'trigger' AND name IN ({marks})"
            if vendor == "sqlite"
            else f"pg_trigger WHERE tgname IN ({marks})"
        )
        cursor.execute(f"SELECT count(*) FROM {where}", list(self.triggers))  # noqa: S608
        return bool(cursor.fetchone()[0] == len(self.triggers))

    def learn(self, texts: Iterable[str], known: set[str] | None = None) -> None:
        """Add the words of folded texts; `known` spares those a longer work has learnt already."""
        known = set() if known is None else known
        words = {word for text in texts for word in text.split() if _is_kept(word)} - known
        known |= words
        vendor = connection.vendor
        source = (
            "json_each(%s) AS said" if vendor == "sqlite" else "unnest(%s::text[]) AS said (value)"
        )
        statement = (
            f"INSERT INTO {TABLE} (index_name, word, tail)"  # noqa: S608
            f" SELECT %s, said.value, {_tail(vendor)} FROM {source}"
            f" WHERE {_KEPT} ON CONFLICT DO NOTHING"
        )
        for some in batched(sorted(words), AT_ONCE, strict=False):
            values = json.dumps(some) if vendor == "sqlite" else list(some)
            with connection.cursor() as cursor:
                cursor.execute(statement, [self.name, values])

    def read(self) -> None:
        """Add the words of all rows there are."""
        with connection.cursor() as cursor:
            cursor.execute(_read_all(self, connection.vendor))


def neighbours(word: str) -> list[str]:
    """Return the words of all lists that are one error away, the likeliest first."""
    if not SHORTEST_TYPED <= len(word) <= LONGEST_KEPT or not word.isalpha():
        return []
    head, tail = word[:-TAIL], word[-TAIL:]
    crossed = f"{head[:-1]}{tail[0]}{head[-1]}{tail[1:]}"
    between = "length(word) BETWEEN %s AND %s"
    lengths = [len(word) - 1, len(word) + 1]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {TABLE} WHERE word >= %s AND word < %s AND {between}"  # noqa: S608
            f" UNION SELECT word FROM {TABLE} WHERE tail = %s AND {between}"
            f" UNION SELECT word FROM {TABLE} WHERE word = %s",
            [head, f"{head}{LAST}", *lengths, tail, *lengths, crossed],
        )
        near = {row[0] for row in cursor.fetchall() if row[0].isalpha()} - {word}
    met = [one for one in near if OSA.distance(word, one, score_cutoff=1) <= 1]
    # One begins with the right letter far more often than not.
    met.sort(key=lambda one: (one[0] != word[0], abs(len(one) - len(word)), one))
    return met[: MOST_SPELLINGS // 2]


def mistyped(words: Words) -> Words | None:
    """Return the words with those nobody knows replaced by what they are near to, or None.

    A word that begins no word of the lists is mistyped.
    """
    unknown = [len(word[0]) >= SHORTEST_TYPED and not _is_known(word[0]) for word in words]
    near = [
        _near(word, MOST_SPELLINGS // 2) if is_unknown else []
        for word, is_unknown in zip(words, unknown, strict=True)
    ]
    if not any(near):
        return None
    return [some or word for word, some in zip(words, near, strict=True)]


def mistaken(words: Words) -> list[Words]:
    """Return the words with each known one, in its turn, replaced by others near to it.

    "Marie quimper" may be typed for the mayor; only worth a look when nothing else was found.
    """
    near = [_near(word, FEW) for word in words]
    meant: list[Words] = [
        [some if place == index else word for place, word in enumerate(words)]
        for index, some in enumerate(near)
        if some
    ]
    return meant[:FEW]


def _near(word: Sequence[str], most: int) -> list[str]:
    """Return what begins like a neighbour of the word."""
    return [f" {one}" for one in neighbours(word[0])[:most]]


def _is_known(word: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {TABLE} WHERE word >= %s AND word < %s LIMIT 1",  # noqa: S608
            [word, f"{word}{LAST}"],
        )
        return cursor.fetchone() is not None


def _is_kept(word: str) -> bool:
    return SHORTEST_KEPT <= len(word) <= LONGEST_KEPT


def _seeded(words: WordList) -> list[str]:
    return [
        f"INSERT INTO {TABLE} (index_name, word, tail)"  # noqa: S608
        f" VALUES ('{words.name}', '{word}', '{word[-TAIL:]}') ON CONFLICT DO NOTHING"
        for word in words.seeds
    ]


def _read_all(words: WordList, vendor: str) -> str:
    """Return what reads the words of the whole table."""
    texts = words.texts or f"SELECT {words.column} AS text FROM {words.table}"  # noqa: S608
    return (
        f"INSERT INTO {TABLE} (index_name, word, tail)"  # noqa: S608
        f" SELECT DISTINCT '{words.name}', said.value, {_tail(vendor)}"
        f" FROM ({texts}) AS texts, {_said(vendor, 'texts.text')}"
        f" WHERE texts.text <> '' AND {_KEPT} ON CONFLICT DO NOTHING"
    )


def _said(vendor: str, text: str) -> str:
    """Return the words of a text as a table `said (value)`."""
    plain = f"""replace(replace(trim({text}), '"', ' '), '\\', ' ')"""
    if vendor == "sqlite":
        return f"""json_each('["' || replace({plain}, ' ', '","') || '"]') AS said"""
    return f"unnest(string_to_array({plain}, ' ')) AS said (value)"


def _tail(vendor: str) -> str:
    if vendor == "sqlite":
        return f"substr(said.value, -{TAIL})"
    return f"right(said.value, {TAIL})"


def _learnt(words: WordList, vendor: str) -> str:
    return (
        f"INSERT INTO {TABLE} (index_name, word, tail)"  # noqa: S608
        f" SELECT DISTINCT '{words.name}', said.value, {_tail(vendor)}"
        f" FROM {_said(vendor, f'new.{words.column}')}"
        f" WHERE {_KEPT} ORDER BY 2 ON CONFLICT DO NOTHING"
    )


def _unlearnt(words: WordList, vendor: str, *, but: str) -> str:
    """Return what forgets the words of the old text that nothing says any more, `but` this one."""
    table, column, index = words.table, words.column, words.index.name
    said = _said(vendor, f"old.{column}")
    if vendor == "sqlite":
        # FTS5 reads its question from a column as it does from a value.
        elsewhere = (
            f"SELECT 1 FROM {index} AS others WHERE {index} MATCH '\"' || {TABLE}.word || '\"'"  # noqa: S608
            f" AND others.rowid <> old.id"
        )
        unsaid = f"instr({but}, ' ' || {TABLE}.word || ' ') = 0"
    else:
        elsewhere = (
            f"SELECT 1 FROM {table} AS others"  # noqa: S608
            f" WHERE {words.index.said('others')} @@ quote_literal({TABLE}.word)::tsquery"
            f" AND others.id <> old.id"
        )
        unsaid = f"position(' ' || {TABLE}.word || ' ' in {but}) = 0"
    return (
        f"DELETE FROM {TABLE} WHERE index_name = '{words.name}'"  # noqa: S608
        f" AND word IN (SELECT said.value FROM {said}) AND {unsaid} AND NOT EXISTS ({elsewhere})"
    )


def _steps(words: WordList, vendor: str) -> list[tuple[str, str, str, list[str]]]:
    """Return each trigger: its name, when it runs, on which condition, what it does."""
    column = words.column
    changed = f"old.{column} <> new.{column}"
    gone = _unlearnt(words, vendor, but="''")
    if words.is_told:
        names = words.triggers
        emptied = f"old.{column} <> '' AND new.{column} = ''"
        return [
            (names[0], "AFTER DELETE", f"old.{column} <> ''", [gone]),
            (names[1], f"AFTER UPDATE OF {column}", emptied, [gone]),
        ]
    unlearnt, moved, learnt = words.triggers
    kept = _unlearnt(words, vendor, but=f"new.{column}")
    learn = _learnt(words, vendor)
    return [
        (unlearnt, "AFTER DELETE", f"old.{column} <> ''", [gone]),
        (moved, f"AFTER UPDATE OF {column}", changed, [learn, kept]),
        (learnt, "AFTER INSERT", f"new.{column} <> ''", [learn]),
    ]


def _sqlite(words: WordList) -> list[str]:
    return [
        f"CREATE TRIGGER {name} {when} ON {words.table} WHEN {condition} BEGIN"
        f" {' '.join(f'{statement};' for statement in statements)} END"
        for name, when, condition, statements in _steps(words, "sqlite")
    ]


def _postgresql(words: WordList) -> list[str]:
    made = []
    for name, when, condition, statements in _steps(words, "postgresql"):
        body = " ".join(f"{statement};" for statement in statements)
        # A word that stands nowhere any more is found out by the index, not by reading the table.
        made.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            f" SET enable_seqscan = off AS $words$ BEGIN {body} RETURN NULL; END $words$"
        )
        made.append(
            f"CREATE TRIGGER {name} {when} ON {words.table}"
            f" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"
        )
    return made
