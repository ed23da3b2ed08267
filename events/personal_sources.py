"""Where this package holds data about people (`contacts.personal_data`)."""

from django.utils.translation import gettext_lazy

from contacts import personal_data


def register() -> None:
    """Name the invitations."""
    personal_data.register(
        personal_data.rows("events.Guest", label=gettext_lazy("Invitations"), blank={}, order=40)
    )
