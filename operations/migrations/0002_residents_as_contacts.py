"""Residents tied to contacts, erased, and found by an index."""

import django.db.models.deletion
from django.db import migrations, models

from directory import names
from directory.folding import fold
from operations import search_index
from ui.word_index import framed

# Names are sorted by their bytes on both engines.
BY_BYTES = 'ALTER TABLE operations_resident ALTER COLUMN sort_key TYPE varchar(280) COLLATE "C"'


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_BYTES)
    search_index.RESIDENTS.create(apps, schema_editor)


def fill(apps, schema_editor):
    residents = apps.get_model("operations", "Resident")._base_manager
    for one in residents.select_related("operation").iterator():
        said = (f"{one.first_name} {one.last_name}", one.operation.name)
        residents.filter(pk=one.pk).update(
            sort_key=names.sort_key(one.last_name, one.first_name),
            search_text=framed("  ".join(filter(None, map(fold, said))), 600),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0020_rights_of_other_people'),
        ('operations', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='resident',
            options={'ordering': ('sort_key', 'last_name', 'first_name', 'pk'), 'verbose_name': 'resident', 'verbose_name_plural': 'residents'},
        ),
        migrations.AddField(
            model_name='historicalresident',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='historicalresident',
            name='stakeholder',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.stakeholder', verbose_name='contact'),
        ),
        migrations.AddField(
            model_name='resident',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='resident',
            name='search_text',
            field=models.CharField(default='', editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='resident',
            name='sort_key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=280),
        ),
        migrations.AddField(
            model_name='resident',
            name='stakeholder',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='homes', to='contacts.stakeholder', verbose_name='contact'),
        ),
        migrations.RunPython(create, search_index.RESIDENTS.drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
