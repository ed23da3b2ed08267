"""Where this package holds data about people (`contacts.personal_data`)."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy

from contacts import personal_data


def register() -> None:
    """Name the changes of stance."""
    personal_data.register(
        personal_data.rows(
            "network.StanceChange",
            label=gettext_lazy("Stances on housing projects"),
            # A change without an exchange rests on a written reason: something stays there.
            blank={"reason": Case(When(evidence=None, then=Value("—")), default=Value(""))},
            order=30,
        )
    )
    personal_data.register(
        personal_data.rows("network.Standing", label=gettext_lazy("Where they stand now"), order=31)
    )
