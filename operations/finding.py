"""How operations and residents are found by a few words, without minding accents or case."""

from collections.abc import Iterable

from directory.folding import fold, words_of
from operations.models import Operation, Resident

AT_MOST = 12  # proposals in a list


def matching_operations(text: str) -> list[int]:
    """Return the keys of the operations a text may mean, in the order of their communes.

    Every word must stand in the name, the commune, its department or its postal codes. A
    cooperative has built some hundreds of operations, so that reading their names costs less than
    a search index on each engine.
    """
    wanted = words_of(text)
    rows = Operation.objects.order_by("commune__sort_key", "name", "pk").values_list(
        "pk",
        "name",
        "commune__name",
        "commune__postal_codes",
        "commune__department__name",
        "commune__department__code",
    )
    return [pk for pk, *texts in rows if _says(wanted, texts)]


def matching_residents(text: str) -> list[int]:
    """Return the keys of the residents a text may mean: words of their name or operation."""
    wanted = words_of(text)
    rows = Resident.objects.order_by("last_name", "first_name", "pk").values_list(
        "pk", "first_name", "last_name", "operation__name"
    )
    return [pk for pk, *texts in rows if _says(wanted, texts)]


def _says(wanted: list[str], texts: Iterable[str | None]) -> bool:
    said = fold(" ".join(text for text in texts if text))
    return bool(wanted) and all(part in said for part in wanted)
