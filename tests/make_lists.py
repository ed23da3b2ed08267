"""Makes one tag, one segment and one saved view."""

from typing import Any

from accounts.models import User
from contacts.models import Export, SavedView, Segment, Stakeholder, Tag, Tagging


def build(person: Stakeholder, author: User) -> dict[str, Any]:
    tag = Tag.objects.create(name="Littoral", key="littoral", created_by=author)
    segment = Segment.objects.create(
        name="Élus du littoral", key="elus du littoral", query="kind=elected", created_by=author
    )
    return {
        "tag": tag,
        "tagging": Tagging.objects.create(tag=tag, stakeholder=person, tagged_by=author),
        "segment": segment,
        "export": Export.objects.create(
            subject="people", file_format="csv", said="tout le monde", row_count=1, owner=author
        ),
        "saved_view": SavedView.objects.create(
            name="Mes élus", query="kind=elected", owner=author, is_shared=True
        ),
    }
