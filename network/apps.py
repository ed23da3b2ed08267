"""Django's entry to this package: stances."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Hangs stances on the pages about people."""

    name = "network"

    def ready(self) -> None:
        """Register panels, cells, filters and undo."""
        from contacts import filters as people_filters
        from contacts import refreshing
        from network import filters, panels, personal_sources, stances, undoing
        from network.models import StanceChange
        from ui import batches, registry, undo

        registry.register_panel(
            "stakeholder_detail",
            registry.Panel(
                template="network/panel_head.html", context=panels.head, place="head", order=10
            ),
        )
        registry.register_panel(
            "stakeholder_detail",
            registry.Panel(
                template="network/panel_ladder.html", context=panels.side, place="side", order=10
            ),
        )
        registry.register_panel(
            "stakeholder_detail",
            registry.Panel(
                template="network/panel_history.html", context=panels.main, place="main", order=40
            ),
        )
        registry.register_row_action(
            "stakeholder_list",
            registry.RowAction(template="network/cell.html", prepare=panels.cells),
        )
        refreshing.register(stances.settle)
        batches.describe(StanceChange, on_restored=refreshing.restored)
        people_filters.contribute("stance", filters.stance_filter())
        people_filters.contribute("target", filters.target_filter())
        personal_sources.register()
        undo.register(undoing.NAME, undoing.take_back)
