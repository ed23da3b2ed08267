"""When mandates were last seen is said by their cohort: room for it beside what said it before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0012_more_room_beside_mandates"),)
    operations = (
        migrations.CreateModel(
            name="RegisterCohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                (
                    "last_seen_in",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="directory.registeredition",
                    ),
                ),
            ],
            options={
                "verbose_name": "cohort of mandates",
                "verbose_name_plural": "cohorts of mandates",
            },
        ),
        migrations.AddField(
            model_name="registermandate",
            name="cohort",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates",
                to="directory.registercohort",
            ),
        ),
    )
