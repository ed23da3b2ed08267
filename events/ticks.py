"""Reads the boxes ticked in a list, each with what was typed or chosen beside it."""

from django.http import QueryDict

LONGEST_KEY = 18  # digits; a longer number is nobody's key, and more than a database holds


def ticked(data: QueryDict, *, box: str, beside: str) -> dict[int, str]:
    """Return, by primary key of the rows ticked, the text of the field `<beside>-<key>`."""
    keys = [key for key in data.getlist(box) if key.isdecimal() and len(key) <= LONGEST_KEY]
    return {int(key): data.get(f"{beside}-{key}", "").strip() for key in keys}
