"""Django's entry to this package: stances."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Hangs stances on the pages about people."""

    name = "network"

    def ready(self) -> None:
        """Register panels, cells, filters and undo."""
        from contacts import history, refreshing, relations
        from network import (
            exported,
            filters,
            panels,
            personal_sources,
            stances,
            telling,
            turnover,
            undoing,
        )
        from network.models import StanceChange
        from ui import batches, hanging, registry, undo

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
        turnover.register()
        registry.register_row_action(
            "stakeholder_list",
            registry.RowAction(template="network/cell.html", prepare=panels.cells),
        )
        refreshing.register(stances.settle)
        relations.register("network.Standing", "stakeholder", relations.Rule(stays=True))
        hanging.never_holds("network.Standing")
        batches.describe(StanceChange, on_restored=refreshing.restored)
        filters.register()
        exported.register()
        personal_sources.register()
        history.register("stakeholder", telling.stance_changes)
        undo.register(undoing.NAME, undoing.take_back)
