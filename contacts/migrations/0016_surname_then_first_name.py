"""Files people by surname, then by first name; names those whose seats have a day to come.

The worker computes these again on its next round: they were kept as if no day mattered.
"""

from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from directory import names

CHUNK = 1000


def file_again(apps: Any, schema_editor: Any) -> None:
    """Put what parts surname and first name into what people are filed under."""
    people = apps.get_model("contacts", "Stakeholder")._base_manager
    last = 0
    while some := list(
        people.filter(pk__gt=last)
        .order_by("pk")
        .only("pk", "last_name", "first_name", "sort_key")[:CHUNK]
    ):
        last, changed = some[-1].pk, []
        for row in some:
            key = names.sort_key(row.last_name, row.first_name)
            if key != row.sort_key:
                row.sort_key = key
                changed.append(row)
        people.bulk_update(changed, ["sort_key"])


def look_again(apps: Any, schema_editor: Any) -> None:
    """Name today for those who hold, or will hold, something until or from a day to come."""
    on = timezone.localdate()
    to_come = Q(started_on__gt=on) | Q(ended_on__gt=on)
    people = apps.get_model("contacts", "Stakeholder")._base_manager
    for name in ("Mandate", "Post"):
        rows = apps.get_model("contacts", name)._base_manager.filter(to_come)
        people.filter(pk__in=rows.values("stakeholder")).update(seats_change_on=on)


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0015_seats_that_change"),
        ("directory", "0007_surname_then_first_name"),
    ]

    operations = [
        migrations.RunPython(file_again, migrations.RunPython.noop),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
