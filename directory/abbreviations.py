"""What people type for a word: "bzh" is Bretagne. The table is `data/abbreviations.tsv`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "abbreviations.tsv"


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Return what each abbreviation may mean, in folded words."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {typed: tuple(meant.split("|")) for typed, meant in pairs}


def spellings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return each folded word with what it may stand for, as a search index is asked."""
    return [(word, *table().get(word, ())) for word in words]
