"""Where this package holds data about people (`contacts.personal_data`): residents are people."""

from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import personal_data, somebody
from contacts.personal_data import Table
from operations.fields import find_residents, resident_label
from operations.models import Resident

LABEL = "operations.resident"
IDENTITY = Table(model="operations.Resident", of=LABEL, to=("pk",))
# What stays of somebody who was erased: the home they lived in, for the counts of an operation.
_STAYS = frozenset({"id", "operation", "created_at"})


def register() -> None:
    """Name the residents, their consents and their words; say what holds nobody."""
    somebody.register(
        somebody.Kind(
            model=LABEL,
            to="stakeholder",
            slug="habitants",
            label=gettext_lazy("Resident"),
            find=find_residents,
            said=resident_label,
            pick="privacy_resident_pick",
        )
    )
    identity = personal_data.rows(
        "operations.Resident",
        label=gettext_lazy("Where they live, as a resident"),
        of=LABEL,
        to=("pk",),
        blank={},
        order=70,
    )
    personal_data.register(replace(identity, erase=_erase))
    for model, label, order in (
        ("operations.Consent", gettext_lazy("What they agreed to, as a resident"), 71),
        ("operations.Testimonial", gettext_lazy("Their testimonials"), 72),
    ):
        personal_data.register(
            personal_data.rows(model, label=label, of=LABEL, to=("resident",), order=order)
        )
    personal_data.holds_nobody("operations.Photo", why="photos of operations, rights on paper")


def _erase(who: Model) -> int:
    """Empty the rows of a resident; the homes they lived in keep their count."""
    versions = personal_data.history_of(IDENTITY, who)
    if versions is not None:
        versions.delete()
    empty: dict[str, Any] = {
        one.name: None if one.null else one.get_default()
        for one in Resident._meta.concrete_fields
        if one.name not in _STAYS
    }
    empty |= {"last_name": _("Erased person"), "erased_at": timezone.now()}
    return personal_data.rows_of(IDENTITY, who).update(**empty)
