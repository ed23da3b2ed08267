"""Fills what lists sort by, for the people who are there already."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery

POST_RANK = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Compute the columns from the exchanges, seats and posts."""
    people = apps.get_model("contacts", "Stakeholder")._base_manager
    latest = (
        apps.get_model("contacts", "Exchange")
        .objects.filter(stakeholder=OuterRef("pk"))
        .order_by("-happened_on")
        .values("happened_on")[:1]
    )
    posts = apps.get_model("contacts", "Post").objects.filter(
        stakeholder=OuterRef("pk"), ended_on=None
    )
    mandates = apps.get_model("contacts", "Mandate").objects.filter(
        stakeholder=OuterRef("pk"), ended_on=None
    )
    recent = F("started_on").desc(nulls_last=True)
    people.update(
        exchanged_on=Subquery(latest),
        openly_exchanged_on=Subquery(
            apps.get_model("contacts", "Exchange")
            .objects.filter(stakeholder=OuterRef("pk"), is_private=False)
            .order_by("-happened_on")
            .values("happened_on")[:1]
        ),
    )
    people.filter(Q(models.Exists(posts))).update(
        main_rank=POST_RANK,
        main_place=Subquery(
            posts.order_by(recent, "pk").values("organization__territory__sort_key")[:1]
        ),
    )
    people.filter(Q(models.Exists(mandates))).update(
        main_rank=Subquery(mandates.order_by("rank", recent, "pk").values("rank")[:1]),
        main_place=Subquery(
            mandates.order_by("rank", recent, "pk").values("territory__sort_key")[:1]
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("contacts", "0009_tags_segments_and_orders")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
