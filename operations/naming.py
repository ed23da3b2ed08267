"""How residents are filed and found: by their name and their operation, without accents or case."""

from collections.abc import Iterable

from directory import names
from directory.folding import fold
from operations.models import Operation, Resident
from ui import batches
from ui.word_index import framed

LONGEST = 600


def prepare(resident: Resident) -> Resident:
    """Fill `sort_key` and `search_text`; does not save."""
    resident.sort_key = names.sort_key(resident.last_name, resident.first_name)
    said = (str(resident), resident.operation.name)
    resident.search_text = framed("  ".join(filter(None, map(fold, said))), LONGEST)
    return resident


def describe() -> None:
    """Say which fields derive from the others, for what is taken back (`ui.batches`)."""
    batches.describe(
        Resident,
        derived=("sort_key", "search_text"),
        on_restored=lambda rows: refresh(
            Resident.everyone.filter(pk__in=list(rows[Resident])).select_related("operation")
        ),
    )


def refresh(residents: Iterable[Resident]) -> None:
    """Compute again what these residents are found by, and store it."""
    for resident in residents:
        prepare(resident)
        Resident.everyone.filter(pk=resident.pk).update(
            sort_key=resident.sort_key, search_text=resident.search_text
        )


def refresh_of(operation: Operation) -> None:
    """Let the residents of an operation be found by the name it has now."""
    refresh(operation.residents.select_related("operation"))
