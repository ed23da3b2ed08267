"""The indexes behind the search of the register and of the territories.

Folded text is compared by its bytes on both engines: on PostgreSQL the columns that names are
sorted by are COLLATE "C", so that one index serves both the order of a list and the beginning of a
name, whatever the language of the server.
"""

from typing import Any

from ui.trigrams import TrigramIndex

PEOPLE = TrigramIndex(table="directory_registerperson", name="directory_person_search")
TERRITORIES = TrigramIndex(table="directory_territory", name="directory_territory_search")

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
