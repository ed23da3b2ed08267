"""The indexes behind the search of the register and of the territories.

Folded text is compared by its bytes on both engines: on PostgreSQL the columns that names are
sorted by are COLLATE "C", so that one index serves both the order of a list and the beginning of a
name, whatever the language of the server.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from directory import titles
from ui.trigrams import TrigramIndex
from ui.vocabulary import WordList

PEOPLE = TrigramIndex(
    table="directory_registerperson",
    name="directory_person_search",
    frequent=("conseillere", "municipale", "adjointe", "maire"),
    is_loaded_at_once=True,
)
TERRITORIES = TrigramIndex(table="directory_territory", name="directory_territory_search")

_NAMES = """
    SELECT folded_last AS text FROM directory_registerperson {some}
    UNION SELECT folded_first FROM directory_registerperson {some}
"""
PEOPLE_WORDS = WordList(PEOPLE, is_told=True, texts=_NAMES.format(some=""), seeds=titles.words())
TERRITORY_WORDS = WordList(TERRITORIES)

_BY_BYTES = (
    """ALTER TABLE directory_registerperson
    ALTER COLUMN sort_key TYPE varchar(280) COLLATE "C" """,
    """ALTER TABLE directory_territory
    ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C" """,
)


def create(apps: Any, schema_editor: Any) -> None:
    """Make the index of the people (for the migration of that name)."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in _BY_BYTES:
            schema_editor.execute(statement)
    PEOPLE.create(apps, schema_editor)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the index of the people (for the migration of that name)."""
    PEOPLE.drop(apps, schema_editor)


def learn(people: Sequence[int], known: set[str]) -> None:
    """Let the names of these people be found with a typing error.

    Their functions and territories need no learning: titles are few, territories have their list.
    `known` is kept by a load from one chunk to the next.
    """
    is_sqlite = connection.vendor == "sqlite"
    some = "IN (SELECT value FROM json_each(%s))" if is_sqlite else "= ANY(%s)"
    values = str(list(people)) if is_sqlite else list(people)
    with connection.cursor() as cursor:
        cursor.execute(_NAMES.format(some=f"WHERE id {some}"), [values, values])
        names = [row[0] for row in cursor.fetchall()]
    PEOPLE_WORDS.learn(names, known)
