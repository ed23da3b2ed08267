"""Each mandate is of a cohort; the column that said its last edition goes away."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0014_fill_cohorts"),)
    operations = (
        migrations.AlterField(
            model_name="registermandate",
            name="cohort",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates",
                to="directory.registercohort",
            ),
        ),
        migrations.RemoveField(model_name="registermandate", name="last_seen_in"),
    )
