"""The indexes behind the search of the register and of the territories.

Folded text is compared by its bytes on both engines: on PostgreSQL the columns that names are
sorted by are COLLATE "C", so that one index serves both the order of a list and the beginning of a
name, whatever the language of the server.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from directory import titles
from directory.folding import fold
from ui.inside_words import INSIDE
from ui.vocabulary import WordList
from ui.word_index import WordIndex

PEOPLE = WordIndex(
    table="directory_registerperson",
    name="directory_person_search",
    besides=("directory_territory_search",),
    most_inside=100,
    frequent=("conseillere", "municipale", "adjointe", "maire"),
    is_loaded_at_once=True,
)
TERRITORIES = WordIndex(table="directory_territory", name="directory_territory_search")

_NAMES = """
    SELECT folded_last AS text FROM directory_registerperson {some}
    UNION SELECT folded_first FROM directory_registerperson {some}
"""
_SEATS = "SELECT DISTINCT kind, function, district FROM directory_registermandate"
_ALL = f"{_NAMES.format(some='')} UNION SELECT search_words FROM directory_registermandate"  # noqa: S608
PEOPLE_WORDS = WordList(PEOPLE, is_told=True, texts=_ALL, seeds=titles.words())
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
    """Let these people be found inside words, and with a typing error: names, functions, districts.

    Territories need no learning, they have their list. `known` is kept by a load from one chunk to
    the next.
    """
    is_sqlite = connection.vendor == "sqlite"
    some = "IN (SELECT value FROM json_each(%s))" if is_sqlite else "= ANY(%s)"
    values = str(list(people)) if is_sqlite else list(people)
    with connection.cursor() as cursor:
        cursor.execute(_NAMES.format(some=f"WHERE id {some}"), [values, values])
        said = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"{_SEATS} WHERE person_id {some}", [values])
        said += _of_seats(cursor.fetchall())
    PEOPLE_WORDS.learn(said, known)


def sort_in(cursor: Any) -> None:
    """Let PostgreSQL sort into its indexes what it keeps in a list that each look-up reads."""
    for index in (PEOPLE, INSIDE):
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index.name])
    cursor.execute(f"ANALYZE {INSIDE.table}")


def learn_all() -> None:
    """Do the same for everybody who is there."""
    PEOPLE_WORDS.read()


def learn_texts(texts: Iterable[str]) -> None:
    """Do the same for folded names, words of functions and districts."""
    PEOPLE_WORDS.learn(texts)


def _of_seats(seats: Iterable[tuple[str, str, str]]) -> list[str]:
    return [
        text
        for kind, function, district in seats
        for text in (titles.search_words(kind, function), fold(district))
    ]


def rest(cursor: Any) -> list[str]:
    """Let the search rest while an empty register is filled; return what wakes it afterwards."""
    woken: list[str] = []
    for one in (PEOPLE, PEOPLE_WORDS):
        off, again = one.resting(connection.vendor)
        for statement in off:
            cursor.execute(statement)
        woken += again
    return woken
