"""Where this package holds data about people (`contacts.personal_data`)."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brochures.models import Brochure
from contacts import personal_data
from contacts.personal_data import Entry, Source
from contacts.somebody import identities


def register() -> None:
    """Name the handovers."""
    personal_data.register(
        personal_data.rows(
            "brochures.Handover",
            label=gettext_lazy("Brochures handed over"),
            blank={"note": ""},
            order=50,
        )
    )
    personal_data.register(
        Source(
            name="brochures.quote",
            label=gettext_lazy("Brochures that quote them"),
            gather=_entries,
            data=lambda who: [
                {"model": "brochures.brochure", "pk": one.pk} for one in _quoting(who)
            ],
            erase=lambda who: _quoting(who).update(testimonial=None),
            fate=gettext_lazy("their words leave the draft; what was printed stays printed"),
            covers=("brochures.brochure", "brochures.historicalbrochure", "brochures.edition"),
            order=74,
        )
    )
    personal_data.holds_nobody(
        "brochures.Brochure_figures",
        "brochures.Brochure_operations",
        why="what a brochure is made of: nobody's figures, nobody's operations",
    )


def _quoting(who: Model) -> QuerySet[Brochure]:
    """Return the brochures that quote somebody: erasing takes their words out of the drafts."""
    residents = identities(who).get("operations.resident", [])
    return Brochure.objects.filter(testimonial__resident__in=residents).order_by("pk")


def _entries(who: Model) -> Iterator[Entry]:
    for brochure in _quoting(who).select_related("commune"):
        yield Entry(
            label=_("brochure that quotes you"),
            value=f"{brochure.headline} ({brochure.commune})",
            on=brochure.changed_at.date(),
        )
