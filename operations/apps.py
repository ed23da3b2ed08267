"""Django's entry to this package: homes and residents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Operations, among the installed applications."""

    name = "operations"

    def ready(self) -> None:
        """Take a place in the menu, hang our facts on lower pages, name what can be undone."""
        from contacts import places, relations
        from operations import finding, naming, panels, personal_sources, search_index, tying
        from operations.views import photos, residents
        from ui import undo, upkeep
        from ui.registry import MenuEntry, register_menu_entry

        register_menu_entry(
            MenuEntry(url_name="operation_list", label=_("Operations"), icon="buildings", order=30)
        )
        panels.register()
        places.register(finding.communes)
        personal_sources.register()
        tying.register()
        naming.describe()
        upkeep.register(search_index.RESIDENTS)
        relations.register(
            "operations.Partner",
            "organization",
            relations.Rule(
                apart=_("the card you keep has this role in the operation already"),
                said=lambda row: f"{row.operation} ({row.get_role_display()})",
            ),
        )
        undo.register("operations.photo_delete", photos.undo_delete)
        undo.register("operations.consent_withdraw", residents.undo_withdraw)
