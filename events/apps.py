"""Django's entry to this package: when we meet them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events, among the installed applications."""

    name = "events"

    def ready(self) -> None:
        """Hang the agenda in the menu, events on lower pages, and name what can be undone."""
        from contacts import relations
        from events import panels, personal_sources, uses
        from events.views import events, guests, hosts
        from operations import consents
        from ui import registry, undo
        from ui.templatetags.ui import day

        registry.register_menu_entry(
            registry.MenuEntry(url_name="event_month", label=_("Agenda"), icon="calendar", order=50)
        )
        for page, context, name in (
            ("stakeholder_detail", panels.of_stakeholder, "panel_stakeholder"),
            ("operation_detail", panels.of_operation, "panel_place"),
            ("territory_detail", panels.of_territory, "panel_place"),
            ("seat_detail", panels.of_territory, "panel_place"),
        ):
            template = f"events/parts/{name}.html"
            panel = registry.Panel(template=template, context=context, place="side", order=50)
            registry.register_panel(page, panel)
        personal_sources.register()
        relations.register(
            "events.Guest",
            "stakeholder",
            relations.Rule(
                apart=_("the card you keep is invited to this event already"),
                said=lambda guest: f"{guest.event} – {day(guest.event.starts_on)}",
            ),
        )
        consents.register_use(uses.hostings)
        undo.register("event.status", events.undo_status)
        undo.register("event.guest", guests.undo_removal)
        undo.register("event.guests", guests.undo_invitations)
        undo.register("event.host", hosts.undo_removal)
        undo.register("event.hosts", hosts.undo_hosts)
