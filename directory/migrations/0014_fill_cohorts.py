"""A cohort for the mandates of each edition that was the last to name some."""

from typing import Any

from django.db import migrations

FILL = """
    UPDATE directory_registermandate SET cohort_id = c.id FROM directory_registercohort AS c
    WHERE c.last_seen_in_id = directory_registermandate.last_seen_in_id
"""


def fill(apps: Any, schema_editor: Any) -> None:
    mandate = apps.get_model("directory", "RegisterMandate")
    cohort = apps.get_model("directory", "RegisterCohort")
    edition = apps.get_model("directory", "RegisterEdition")
    named = mandate.objects.order_by().values("last_seen_in").distinct()
    cohort.objects.bulk_create(
        cohort(kind=one.kind, last_seen_in=one)
        for one in edition.objects.filter(pk__in=named).order_by("pk")
    )
    schema_editor.execute(FILL)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ANALYZE directory_registermandate, directory_registercohort")
    settle(apps, schema_editor.connection.vendor)


def settle(apps: Any, vendor: str) -> None:
    """Let loads that were left half done go on: what they would make again is not there any more.

    On SQLite the table is made anew by the next migration, with all its indexes. The marking of
    the mandates that are known word for word begins again.
    """
    gone = "last_seen_in_id" if vendor == "postgresql" else '"directory_registermandate"'
    for load in apps.get_model("directory", "RegisterLoad").objects.all():
        left = [one for one in load.progress.get("again", ()) if gone not in one]
        load.progress |= {"again": left} if "again" in load.progress else {}
        load.progress |= {"at": 0} if load.progress.get("phase") == "known" else {}
        load.save(update_fields=["progress"])


class Migration(migrations.Migration):
    dependencies = (("directory", "0013_cohorts"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
