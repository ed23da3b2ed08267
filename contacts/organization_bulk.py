"""Changes of a whole selection of organizations: their kind, what they are part of, their place."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from contacts import bulk, naming
from contacts.models import Organization
from contacts.organization_forms import HIGHEST
from directory.models import Territory
from ui import batches, jobs
from ui.models import Batch
from ui.templatetags.ui import number

KIND, PARENT, TERRITORY = "organization_kind", "organization_parent", "organization_territory"


def register() -> None:
    """Let selections of organizations be changed."""
    for action, act in ((KIND, _kind), (PARENT, _parent), (TERRITORY, _territory)):
        gesture = bulk.Gesture(
            act=act,
            permission=Permission.EDIT_PEOPLE,
            list_name="organization_list",
            said=_organizations_changed,
        )
        bulk.contribute(action, gesture)
    derived = ("sort_key", "search_text")
    batches.describe(Organization, derived=derived, on_restored=_restored)


def _organizations_changed(count: int, _value: bulk.Value) -> str:
    text = ngettext("%(count)s organization changed.", "%(count)s organizations changed.", count)
    return text % {"count": number(count)}


def above(organization: Organization) -> set[int]:
    """Return the keys of an organization and of all it is part of."""
    found: set[int] = set()
    current: Organization | None = organization
    while current is not None and len(found) < HIGHEST:
        found.add(current.pk)
        current = current.parent
    return found


def _kind(batch: Batch, value: str, keys: Sequence[int], author: Any) -> int:
    return _change(batch, keys, kind=value)


def _parent(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    """Nothing becomes part of itself: what the chosen one is part of is left out."""
    if value is None:
        return _change(batch, keys, parent=None)
    parent = Organization.objects.filter(pk=value).first()
    if parent is None:
        raise jobs.JobRefused(_("This organization is no longer there."))
    return _change(batch, sorted(set(keys) - above(parent)), parent=parent)


def _territory(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    territory = Territory.objects.filter(pk=value).first() if value else None
    return _change(batch, keys, territory=territory)


def _change(batch: Batch, keys: Sequence[int], **values: Any) -> int:
    rows = Organization.objects.filter(pk__in=keys)
    name, value = next(iter(values.items()))
    others = rows.exclude(**{name: value}) if value is not None else rows.exclude(**{name: None})
    changed = list(others.values_list("pk", flat=True))
    batches.update_all(batch, Organization.objects.filter(pk__in=changed), **values)
    naming.refresh_organizations(changed)
    return len(changed)


def _restored(restored: Mapping[type[Model], Sequence[int]]) -> None:
    naming.refresh_organizations(restored[Organization])
