"""The register of processing activities (RGPD, article 30), as a list and as a PDF."""

import datetime

from django.template.loader import render_to_string

from accounts.models import Cooperative
from contacts import privacy_texts
from contacts.models.privacy import Processing
from ui.printing import FONTS, Printed, print_pdf

NEW = "nouveau"


def activities() -> list[tuple[Processing, bool, list[tuple[str, str]]]]:
    """Return each activity, whether the text is ours, and its facts in words."""
    return [(one.row, one.is_ours, facts(one.row)) for one in privacy_texts.processings()]


def facts(row: Processing) -> list[tuple[str, str]]:
    """Return what the law asks of an activity, each with its label."""
    names = [name for name in privacy_texts.PROCESSING_FIELDS if name != "title"]
    labels = {one.name: str(one.verbose_name) for one in Processing._meta.concrete_fields}
    return [(labels[name], getattr(row, name)) for name in names]


def row_of(key: str) -> Processing | None:
    """Return the activity of that key; a new one for `NEW`; None when there is none."""
    if key == NEW:
        return Processing(key=f"ours-{Processing.objects.count() + 1}")
    return next((one.row for one in privacy_texts.processings() if one.row.key == key), None)


def register_pdf(*, on: datetime.date) -> Printed:
    """Return the register as a tagged PDF."""
    html = render_to_string(
        "contacts/print/processing.html",
        {"activities": activities(), "cooperative": Cooperative.current(), "on": on},
    )
    return print_pdf(html, css=(FONTS.parent / "letter.css").read_text())
