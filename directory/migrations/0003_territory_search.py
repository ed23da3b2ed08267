"""Makes the search index of the territories, and fills what it holds."""

from itertools import batched

from django.db import migrations, models

from directory import search_index
from directory.place_words import found_by


def fill(apps, schema_editor):
    territories = apps.get_model("directory", "Territory")._base_manager
    rows = territories.only("kind", "name", "legal_kind")
    for some in batched(rows.iterator(), 1_000, strict=False):
        for row in some:
            row.search_text = found_by(row.kind, row.name, row.legal_kind)
        territories.bulk_update(some, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_search_index")]

    operations = [
        migrations.AddField(
            model_name="territory",
            name="search_text",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Folded name with and without article, kind, initials.",
                max_length=400,
            ),
        ),
        migrations.RunPython(search_index.TERRITORIES.create, search_index.TERRITORIES.drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
