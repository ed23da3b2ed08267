"""Lets the worker prepare again whom a seat that ends later finds: their words left it out."""

from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def look_again(apps: Any, _editor: Any) -> None:
    """Say that the seats of these people changed today: the next round prepares them again."""
    on = timezone.localdate()
    later = Q(mandates__ended_on__gt=on) | Q(posts__ended_on__gt=on)
    people = apps.get_model("contacts", "Stakeholder")
    keys = people.objects.filter(later).order_by().values("pk")
    people.objects.filter(pk__in=keys).update(seats_change_on=on)


class Migration(migrations.Migration):
    """Changes no column."""

    dependencies = [("contacts", "0021_words_of_imports_forgotten")]
    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
