"""Operations as the catalogue sets them: narrowed to what is asked for, told in words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operations.finding import matching_operations
from operations.models import Operation, Photo, Tenure
from operations.models.operation import OperationQuerySet
from operations.wording import homes_in_words, standing_in_words
from ui.templatetags.ui import number


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One operation as the catalogue tells it."""

    operation: Operation
    homes: str
    standing: str
    cover: Photo | None


def narrowed(wanted: Mapping[str, Any], on: datetime.date) -> OperationQuerySet:
    """Return the operations asked for: `q` (text), `step` and `tenure` (values of their kinds)."""
    found = Operation.objects.all()
    if wanted.get("q"):
        found = found.filter(pk__in=matching_operations(wanted["q"]))
    if wanted.get("step"):
        found = found.at_step(Operation.Step(wanted["step"]), on)
    if wanted.get("tenure"):
        found = found.offering(Tenure.Kind(wanted["tenure"]))
    return found


def summary() -> str:
    """Return what the whole catalogue holds, in one sentence; nothing while it is blank."""
    totals = Operation.objects.aggregate(
        operations=Count("pk", distinct=True),
        communes=Count("commune", distinct=True),
        homes=Sum("tenures__home_count"),
    )
    if not totals["operations"]:
        return ""
    operations = ngettext("%(count)s operation", "%(count)s operations", totals["operations"])
    communes = ngettext("in %(count)s commune", "in %(count)s communes", totals["communes"])
    homes = ngettext("%(count)s home", "%(count)s homes", totals["homes"] or 0)
    return _("%(operations)s and %(homes)s %(communes)s.") % {
        "operations": operations % {"count": number(totals["operations"])},
        "homes": homes % {"count": number(totals["homes"] or 0)},
        "communes": communes % {"count": number(totals["communes"])},
    }


def entries(operations: Iterable[Operation], on: datetime.date) -> list[Entry]:
    """Tell each operation in words; they come read with `with_catalogue()`."""
    return [
        Entry(
            operation=operation,
            homes=homes_in_words(operation.tenures.all()),
            standing=standing_in_words(operation.milestones.all(), on),
            cover=next(iter(getattr(operation, "cover_photos", ())), None),
        )
        for operation in operations
    ]
