"""Reads the boxes ticked in a list, each with what was typed or chosen beside it."""

from django.http import QueryDict

from ui.keys import key_of


def ticked(data: QueryDict, *, box: str, beside: str) -> dict[int, str]:
    """Return, by primary key of the rows ticked, the text of the field `<beside>-<key>`."""
    keys = {key: key_of(key) for key in data.getlist(box)}
    return {
        pk: data.get(f"{beside}-{key}", "").strip() for key, pk in keys.items() if pk is not None
    }
