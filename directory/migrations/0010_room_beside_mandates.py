"""PostgreSQL keeps room beside each mandate, for the version that the next file makes of it."""

from django.db import migrations


def _keep_room(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate SET (fillfactor = 90)")


def _fill(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE directory_registermandate RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_spellings_that_come_back")]

    operations = [migrations.RunPython(_keep_room, _fill)]
