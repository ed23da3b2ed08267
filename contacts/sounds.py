"""How a French or Breton name sounds, roughly: one key for the spellings one hears alike."""

import re
from functools import lru_cache

from directory.folding import fold

# In this order; what stands after has seen what stands before.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"(.)\1+", r"\1"),
        (r"sch|sh", "ch"),
        (r"ph", "f"),
        (r"ch$", "h"),  # Guyomarc’h
        (r"ch", "9"),
        (r"ck|qu|q|c(?![eiy])", "k"),
        (r"c", "s"),
        (r"gu(?=[eiy])", "8"),
        (r"g(?=[eiy])", "j"),
        (r"gn", "n"),
        (r"eau|au", "o"),
        (r"ai|ay|ei|ey|oe|ae", "e"),
        (r"w", "v"),
        (r"[xz]", "s"),
        (r"y", "i"),
        (r"m(?=[bp])", "n"),
        (r"h", ""),
        (r"(?<=..)[estdp]+$", ""),
        (r"(?<=.)[aeiou]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=30_000)
def sound(name: str) -> str:
    """Return the key of a name: "Le Goff", "Legoff" and "Le Gof" share one."""
    heard = fold(name)
    for pattern, kept in _SOUNDS:
        heard = pattern.sub(kept, heard)
    return heard
