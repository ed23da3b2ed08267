"""Makes the search index of the register."""

from django.db import migrations

from directory import search_index


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(search_index.create, search_index.drop)]
