"""Takes off the search indexes of trigrams; `ui.upkeep.ensure` makes those of words afterwards.

The other way round too: an index of one sort has the name of the other.
"""

from django.db import migrations

_TRIGGERS = """
    SELECT t.tgname, t.tgrelid::regclass FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND p.prosrc LIKE '%ui_indexedword%'
"""
_INDEXES = """
    SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()
        AND (indexdef LIKE '%gin_trgm_ops%' OR indexdef LIKE '%array_to_tsvector%')
"""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"


def take_off(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            _take_off_sqlite(cursor)
            return
        cursor.execute(_TRIGGERS)
        for name, table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        cursor.execute(_INDEXES)
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')


def _take_off_sqlite(cursor):
    cursor.execute(_TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, sql in cursor.fetchall():
        if any(table in sql for table in (*tables, "ui_indexedword")):
            cursor.execute(f'DROP TRIGGER "{name}"')
    for name in tables:
        cursor.execute(f'DROP TABLE "{name}"')


class Migration(migrations.Migration):
    dependencies = [("ui", "0004_batches_taken_back_in_parts")]

    operations = [migrations.RunPython(take_off, take_off)]
