"""How to reach a person: the preferred number and address, the others, who answers for them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Assistant, ContactPoint, Stakeholder
from ui import batches
from ui.models import Batch


def add_contact_point(
    *, stakeholder: Stakeholder, kind: str, value: str, label: str = ""
) -> ContactPoint | None:
    """Return a new number or address; the first of its kind becomes the preferred one (None)."""
    if not getattr(stakeholder, kind):
        setattr(stakeholder, kind, value)
        setattr(stakeholder, f"{kind}_label", label)
        stakeholder.save()
        return None
    return ContactPoint.objects.create(stakeholder=stakeholder, kind=kind, value=value, label=label)


def prefer(point: ContactPoint, *, by: Any) -> Batch:
    """Make this number or address the preferred one; the one before takes its place.

    Both rows are written as one change, which is taken back as one.
    """
    stakeholder = Stakeholder.objects.select_for_update().get(pk=point.stakeholder_id)
    batch = batches.begin(
        kind="contacts.prefer",
        title=_("Preferred %(kind)s: %(name)s")
        % {"kind": point.get_kind_display(), "name": stakeholder},
        owner=by,
        permission="accounts.edit_people",
        url=reverse("stakeholder_detail", args=[stakeholder.pk]),
    )
    before = getattr(stakeholder, point.kind), getattr(stakeholder, f"{point.kind}_label")
    setattr(stakeholder, point.kind, point.value)
    setattr(stakeholder, f"{point.kind}_label", point.label)
    batches.save(batch, stakeholder)
    if before[0]:
        point.value, point.label = before
        batches.save(batch, point)
    else:
        batches.delete(batch, point)
    return batch


def knows(stakeholder: Stakeholder, *, kind: str, value: str, besides: Any = None) -> bool:
    """Tell whether this number or address is among theirs already."""
    if getattr(stakeholder, kind) == value:
        return True
    others = stakeholder.contact_points.filter(kind=kind, value=value)
    return others.exclude(pk=besides).exists()


def add_assistant(*, stakeholder: Stakeholder, assistant: Stakeholder, role: str) -> Assistant:
    """Return the tie that says who answers for this person."""
    return Assistant.objects.create(stakeholder=stakeholder, assistant=assistant, role=role)
