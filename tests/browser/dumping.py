"""What the base holds, table by table, to compare byte for byte."""

from django.db import connection

PACKAGES = ("contacts", "directory", "network", "operations", "events")
# Left out, and why: the history keeps what was done and undone; the journal of imports and of
# exports is what tells of it (as do `ui_batch` and `ui_job`, of another package); the columns
# remembered are no contact; the search indexes of SQLite file the same words in other pages.
LEFT_OUT = ("_historical", "_fileimport", "_columnmapping", "_search", "_export")


def dump() -> dict[str, list[str]]:
    """Return every row of every table of these packages, as the base gives it."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            is_ours = table.partition("_")[0] in PACKAGES
            if is_ours and not any(part in table for part in LEFT_OUT):
                cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - our own names
                found[table] = [repr(row) for row in cursor.fetchall()]
    return found
