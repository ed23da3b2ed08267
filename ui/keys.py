"""Primary keys as addresses and forms carry them: digits, or anything else somebody typed."""

LONGEST = 18  # digits; a longer number is nobody's key, and more than a database holds


def key_of(text: str) -> int | None:
    """Return the key a text writes, or None when it writes none."""
    is_key = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_key else None
