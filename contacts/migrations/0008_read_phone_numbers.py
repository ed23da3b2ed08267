"""Keeps phone numbers as E.164, dates what is known of organizations, files other scripts."""

from django.db import migrations

from contacts import phones
from directory import names

CHUNK = 500


def read_phone_numbers(apps, schema_editor):
    for name in ("Stakeholder", "HistoricalStakeholder"):
        model = apps.get_model("contacts", name)
        some = []
        for row in model._base_manager.exclude(phone="").only("phone").iterator(CHUNK):
            read = phones.kept(row.phone)
            if read != row.phone:
                row.phone = read
                some.append(row)
            if len(some) == CHUNK:
                model._base_manager.bulk_update(some, ["phone"])
                some = []
        model._base_manager.bulk_update(some, ["phone"])


def date_organizations(apps, schema_editor):
    organization = apps.get_model("contacts", "Organization")
    for row in organization._base_manager.filter(source_on=None).only("created_at").iterator(CHUNK):
        organization._base_manager.filter(pk=row.pk).update(source_on=row.created_at.date())


def file_other_scripts(apps, schema_editor):
    stakeholder = apps.get_model("contacts", "Stakeholder")
    rows = stakeholder._base_manager.only("last_name", "first_name", "sort_key")
    for row in rows.iterator(CHUNK):
        key = names.sort_key(row.last_name, row.first_name)
        if key != row.sort_key:
            stakeholder._base_manager.filter(pk=row.pk).update(sort_key=key)


def forget(apps, schema_editor):
    """Leave numbers as they are on the way back: they are read all the same."""


class Migration(migrations.Migration):

    dependencies = [
        ("contacts", "0007_facts_of_people_and_organizations"),
    ]

    operations = [
        migrations.RunPython(read_phone_numbers, forget),
        migrations.RunPython(date_organizations, forget),
        migrations.RunPython(file_other_scripts, forget),
    ]
