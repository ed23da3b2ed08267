"""Files the register by surname, then by first name: a statement for all its people.

The folded first name ends what each is filed under; two spaces part it from the surname. The few
whose first name has no letter to fold keep what they have until their next load. PostgreSQL writes
the table anew with its indexes, which is shorter than to change every row in each of them.
"""

from typing import Any

from django.db import migrations

_APART = """
    CASE WHEN folded_first <> '' AND length(sort_key) > length(folded_first) + 1
        AND substr(sort_key, length(sort_key) - length(folded_first)) = ' ' || folded_first
    THEN substr(
        substr(sort_key, 1, length(sort_key) - length(folded_first) - 1) || '  ' || folded_first,
        1, 280)
    ELSE sort_key END
"""
_TOGETHER = "replace(sort_key, '  ', ' ')"


def _file(schema_editor: Any, key: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE directory_registerperson ALTER COLUMN sort_key"
            f' TYPE varchar(280) COLLATE "C" USING {key}'
        )
    else:
        schema_editor.execute(f"UPDATE directory_registerperson SET sort_key = {key}")


def part(apps: Any, schema_editor: Any) -> None:
    """Part the first name from the surname."""
    _file(schema_editor, _APART)


def join(apps: Any, schema_editor: Any) -> None:
    """Put them together again."""
    _file(schema_editor, _TOGETHER)


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_row_checksums")]

    operations = [migrations.RunPython(part, join)]
