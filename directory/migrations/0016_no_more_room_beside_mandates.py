"""Fill the pages of the mandates again: a file hardly rewrites any of them (`directory.seeing`)."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate RESET (fillfactor)")


def keep_room(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate SET (fillfactor = 80)")


class Migration(migrations.Migration):
    dependencies = (("directory", "0015_seen_by_cohort"),)
    operations = (
        migrations.RunPython(fill, keep_room),
        migrations.AlterField(
            model_name="registerload",
            name="is_first",
            field=models.BooleanField(
                default=False, help_text="Nobody was there, or few: its rows go where they belong."
            ),
        ),
    )
