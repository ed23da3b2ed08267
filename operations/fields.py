"""Fields that choose an operation or a resident among many."""

from typing import Any

from directory.folding import words_of
from operations.finding import AT_MOST, matching_operations
from operations.models import Operation, Resident
from ui.forms import PickField


def find_operations(text: str) -> list[Operation]:
    """Return the operations a text may mean."""
    pks = matching_operations(text)[:AT_MOST]
    found = Operation.objects.select_related("commune").in_bulk(pks)
    return [found[pk] for pk in pks]


def operation_label(operation: Operation) -> str:
    """Return how an operation is written in a list of proposals."""
    return f"{operation.name}, {operation.commune}"


def find_residents(text: str) -> list[Resident]:
    """Return the residents a text may mean."""
    words = words_of(text)
    if not words:
        return []
    found = Resident.objects.matching(words).select_related("operation")
    return list(found.order_by("sort_key", "pk")[:AT_MOST])


def resident_label(resident: Resident) -> str:
    """Return how a resident is written in a list of proposals: a name, a place, no address."""
    return f"{resident}, {resident.operation}"


class OperationField(PickField[Operation]):
    """One operation, found by its name or its commune."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            url_name="operation_pick",
            find=find_operations,
            get=lambda pk: Operation.objects.select_related("commune").filter(pk=pk).first(),
            row_label=operation_label,
            **kwargs,
        )


class ResidentField(PickField[Resident]):
    """One resident, found by their name or their operation.

    `url_name` says who may look: "resident_pick" those who read residents,
    "testimonial_resident_pick" those who collect testimonials; both show names only.
    """

    def __init__(self, *, url_name: str = "resident_pick", **kwargs: Any) -> None:
        super().__init__(
            url_name=url_name,
            find=find_residents,
            get=lambda pk: Resident.objects.select_related("operation").filter(pk=pk).first(),
            row_label=resident_label,
            **kwargs,
        )
