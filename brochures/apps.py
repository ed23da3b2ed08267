"""Django's entry to this package: what we hand over."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrochuresConfig(AppConfig):
    """Brochures, among the installed applications."""

    name = "brochures"

    def ready(self) -> None:
        """Take a place in the menu, hang our facts on lower pages, name what can be undone."""
        from brochures import panels, personal_sources, uses
        from brochures.views import editions, figures
        from operations import consents
        from ui import undo
        from ui.registry import MenuEntry, register_menu_entry

        register_menu_entry(
            MenuEntry(url_name="brochure_list", label=_("Brochures"), icon="book-2", order=60)
        )
        panels.register()
        personal_sources.register()
        consents.register_use(uses.drafts_quoting)
        undo.register("brochures.handover", editions.undo_handover)
        undo.register("brochures.figure", figures.undo_figure)
