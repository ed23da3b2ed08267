"""What the last files of the register ask of us, as sentences of the home page."""

from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import turnover
from contacts.models import TurnoverLine
from ui.templatetags.ui import day, number


def waiting() -> dict[str, Any] | None:
    """Return the sentence about the review that waits, with its reason; None when none does."""
    lines = TurnoverLine.objects.open()
    count = lines.count()
    if not count:
        return None
    on = lines.aggregate(latest=Max("edition__published_on"))["latest"]
    text = ngettext(
        "The register changes one thing for those you follow: say what becomes of it.",
        "The register changes %(count)s things for those you follow: say what becomes of them.",
        count,
    )
    new = turnover.new_where_we_build().count()
    reason = _("File of %(day)s") % {"day": day(on)}
    if new:
        more = ngettext(
            "%(count)s new holder where we build", "%(count)s new holders where we build", new
        )
        reason = f"{reason} · {more % {'count': number(new)}}"
    return {
        "sentence": text % {"count": number(count)},
        "reason": reason,
        "href": reverse("turnover_review"),
    }
