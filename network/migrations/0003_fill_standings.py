"""Fills where people stand now from the history that is there already."""

from typing import Any

from django.db import migrations

LADDER = ("identified", "informed", "interested", "convinced", "advocate")


def fill(apps: Any, schema_editor: Any) -> None:
    """Keep the latest change of each person."""
    model = apps.get_model("network", "Standing")
    latest = {}
    steps = apps.get_model("network", "StanceChange").objects.order_by("changed_on", "pk")
    for step in steps.iterator():
        latest[step.stakeholder_id] = model(
            stakeholder_id=step.stakeholder_id,
            stance=step.stance,
            height=LADDER.index(step.stance) + 1 if step.stance in LADDER else 0,
            is_target=step.is_target,
            changed_on=step.changed_on,
        )
    model.objects.bulk_create(latest.values(), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("network", "0002_standing")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
