"""Where this package holds data about people (`contacts.personal_data`)."""

from django.utils.translation import gettext_lazy

from contacts import personal_data


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
    personal_data.holds_nobody("brochures.Edition", why="a printed brochure names no stakeholder")
