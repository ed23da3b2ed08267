"""The words of the search indexes; `ui.upkeep.ensure` fills them after every migrate."""

from django.db import migrations, models

# Looked up by their beginning, compared by their bytes on both engines.
BY_BYTES = 'ALTER TABLE ui_indexedword ALTER COLUMN word TYPE varchar(40) COLLATE "C"'


def by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_BYTES)


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_batches")]

    operations = [
        migrations.CreateModel(
            name="IndexedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index_name", models.CharField(max_length=63)),
                ("word", models.CharField(max_length=40)),
                ("tail", models.CharField(max_length=3)),
            ],
            options={
                "verbose_name": "indexed word",
                "indexes": [models.Index(fields=["tail"], name="word_by_tail")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("word", "index_name"), name="one_word_per_index"
                    )
                ],
            },
        ),
        migrations.RunPython(by_bytes, migrations.RunPython.noop),
    ]
