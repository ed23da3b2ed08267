"""Keep a fifth of each page of the mandates free, instead of a tenth (see `directory.seeing`)."""

from typing import Any

from django.db import migrations


def keep_room(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate SET (fillfactor = 80)")


def keep_less(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate SET (fillfactor = 90)")


class Migration(migrations.Migration):
    dependencies = (("directory", "0011_marks_by_place"),)
    operations = (migrations.RunPython(keep_room, keep_less),)
