"""The reference of a card in an exported file, by which the file finds it again when it comes back.

It bears a few signs made with the secret of this copy: the reference of another base means nothing
here, and a number typed by mistake finds nobody.
"""

import re

from django.conf import settings
from django.db.models import Model
from django.utils.crypto import salted_hmac

from contacts.models import Organization, Stakeholder

LETTERS: dict[type[Model], str] = {Stakeholder: "P", Organization: "O"}
_REFERENCE = re.compile(r"([PO])\s*(\d{1,15})-([0-9a-f]{6})", re.IGNORECASE)


def of(row: Model) -> str:
    """Return the reference of a person or of an organization: "P123-9f3a2c"."""
    return _written(LETTERS[type(row)], int(row.pk))


def read(text: str) -> tuple[type[Model] | None, int]:
    """Return what a reference is about and its primary key; (None, 0) when it is none of ours."""
    match = _REFERENCE.fullmatch(text.strip())
    if match is None or _written(match[1].upper(), int(match[2])).lower() != match[0].lower():
        return None, 0
    model: type[Model] = Stakeholder if match[1].upper() == "P" else Organization
    return model, int(match[2])


def _written(letter: str, pk: int) -> str:
    made = salted_hmac(
        "contacts.references", f"{letter}{pk}", secret=settings.SECRET_KEY, algorithm="sha256"
    )
    return f"{letter}{pk}-{made.hexdigest()[:6]}"
