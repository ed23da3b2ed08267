"""How operations are found by a few words, without minding accents or case."""

from typing import Any

from django.db.models import QuerySet
from rapidfuzz.distance import OSA

from directory.folding import fold, words_of
from operations.models import Operation
from ui.vocabulary import SHORTEST_TYPED
from ui.word_index import MOST_WORDS

AT_MOST = 12  # proposals in a list


def matching_operations(text: str, *, is_forgiving: bool = False) -> list[int]:
    """Return the keys of the operations a text may mean, in the order of their communes.

    Every word must stand in the name, the commune, its department or its postal codes. A
    cooperative has built some hundreds of operations, so that reading their names costs less than
    a search index on each engine.
    """
    wanted = words_of(text)[:MOST_WORDS]
    rows = Operation.objects.order_by("commune__sort_key", "name", "pk").values_list(
        "pk",
        "name",
        "commune__name",
        "commune__postal_codes",
        "commune__department__name",
        "commune__department__code",
    )
    said = {pk: fold(" ".join(filter(None, texts))) for pk, *texts in rows}
    found = [pk for pk, text in said.items() if _says(wanted, text)]
    if found or not is_forgiving:
        return found
    return [pk for pk, text in said.items() if _nearly_says(wanted, text.split())]


def _says(wanted: list[str], said: str) -> bool:
    return bool(wanted) and all(part in said for part in wanted)


def _nearly_says(wanted: list[str], said: list[str]) -> bool:
    """Tell whether each word is said, a longer one with a typing error perhaps."""
    return bool(wanted) and all(
        any(
            part in word
            or (len(part) >= SHORTEST_TYPED and OSA.distance(part, word, score_cutoff=1) <= 1)
            for word in said
        )
        for part in wanted
    )


def communes() -> QuerySet[Any]:
    """Return the primary keys of the communes where we build, or have built."""
    return Operation.objects.order_by().values_list("commune", flat=True).distinct()
