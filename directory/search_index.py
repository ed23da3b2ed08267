"""The index behind the search of the register, on both engines.

SQLite: an FTS5 trigram table over `RegisterPerson.search_text`, kept by triggers. It is only ever
asked with MATCH: SQLite 3.40 crashes on such a table queried with two LIKE. A migration that
rebuilds the table of people drops the triggers and must call `create` again.
PostgreSQL: a trigram GIN index over the same column.
"""

from typing import Any

TABLE = "directory_person_search"

_SQLITE = (
    "DROP TABLE IF EXISTS directory_person_search",
    """CREATE VIRTUAL TABLE directory_person_search USING fts5(
        search_text, content='directory_registerperson', content_rowid='id',
        columnsize=0, tokenize='trigram')""",
    "DROP TRIGGER IF EXISTS directory_person_found",
    """CREATE TRIGGER directory_person_found AFTER INSERT ON directory_registerperson
    WHEN new.search_text <> '' BEGIN
        INSERT INTO directory_person_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    "DROP TRIGGER IF EXISTS directory_person_lost",
    """CREATE TRIGGER directory_person_lost AFTER DELETE ON directory_registerperson
    WHEN old.search_text <> '' BEGIN
        INSERT INTO directory_person_search(directory_person_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    "DROP TRIGGER IF EXISTS directory_person_unsaid",
    """CREATE TRIGGER directory_person_unsaid BEFORE UPDATE OF search_text
    ON directory_registerperson
    WHEN old.search_text <> '' AND old.search_text <> new.search_text BEGIN
        INSERT INTO directory_person_search(directory_person_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    "DROP TRIGGER IF EXISTS directory_person_resaid",
    """CREATE TRIGGER directory_person_resaid AFTER UPDATE OF search_text
    ON directory_registerperson
    WHEN new.search_text <> '' AND old.search_text <> new.search_text BEGIN
        INSERT INTO directory_person_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """INSERT INTO directory_person_search(rowid, search_text)
    SELECT id, search_text FROM directory_registerperson WHERE search_text <> ''""",
)
_SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS directory_person_found",
    "DROP TRIGGER IF EXISTS directory_person_lost",
    "DROP TRIGGER IF EXISTS directory_person_unsaid",
    "DROP TRIGGER IF EXISTS directory_person_resaid",
    "DROP TABLE IF EXISTS directory_person_search",
)
# Folded text is plain ASCII: compared by its bytes, as SQLite does, it needs one index for both
# the order of a list and the beginning of a name, whatever the language of the server.
_POSTGRESQL = (
    """ALTER TABLE directory_registerperson
    ALTER COLUMN sort_key TYPE varchar(280) COLLATE "C" """,
    """ALTER TABLE directory_territory
    ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C" """,
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "DROP INDEX IF EXISTS directory_person_search",
    """CREATE INDEX directory_person_search ON directory_registerperson
    USING gin (search_text gin_trgm_ops)""",
)
_POSTGRESQL_DROP = ("DROP INDEX IF EXISTS directory_person_search",)


def create(apps: Any, schema_editor: Any) -> None:
    """Make the index (for a migration)."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the index (for a migration)."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE_DROP if is_sqlite else _POSTGRESQL_DROP:
        schema_editor.execute(statement)
