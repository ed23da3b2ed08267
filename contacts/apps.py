"""Django's entry to this package: people and organizations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    """Hangs people on the menu, on the register and on the territories."""

    name = "contacts"

    def ready(self) -> None:
        """Register what contacts show on lower pages, and what may be undone."""
        from contacts import (
            answering,
            following,
            holding,
            import_traces,
            lists,
            merge_panels,
            naming,
            personal_sources,
            privacy_panels,
            reverting,
            search_index,
            turnover,
        )
        from contacts.importing import choosing
        from contacts.importing import jobs as import_jobs
        from directory import after_loading, seat_pages
        from ui import gathered, hanging, jobs, rounds, undo, upkeep

        self._hang()
        personal_sources.register()
        upkeep.register(search_index.STAKEHOLDERS, search_index.ORGANIZATIONS)
        upkeep.register(*search_index.WORDS)
        lists.register()
        naming.describe()
        hanging.never_holds("contacts.TurnoverLine", "contacts.FileImportRow")
        hanging.never_holds("contacts.StakeholderPair", "contacts.OrganizationPair")
        merge_panels.register()
        privacy_panels.register()
        import_traces.register()
        jobs.register(answering.JOB, answering.work)
        jobs.register(import_jobs.CHECK, import_jobs.check)
        jobs.register(import_jobs.RUN, import_jobs.run)
        rounds.register("contacts.imports", lambda now: choosing.forget_old(now=now))
        undo.register(following.UNDO, following.unfollow)
        gathered.say(following.KIND, following.people_followed)
        undo.register(reverting.NAME, reverting.restore)
        after_loading.register(turnover.build)
        seat_pages.register_holders(holding.holders)

    def _hang(self) -> None:
        """Hang people on the menu, on the register and on the territories."""
        from contacts import panels
        from ui import registry

        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="stakeholder_list", label=_("People"), icon="users", order=20
            )
        )
        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="turnover_review",
                label=_("After the election"),
                icon="refresh",
                order=45,
                is_daily=False,
                is_settings=True,
            )
        )
        registry.register_row_action(
            "register_list",
            registry.RowAction(
                template="contacts/parts/follow.html", prepare=panels.follow_buttons
            ),
        )
        registry.register_panel(
            "register_list",
            registry.Panel(
                template="contacts/parts/where_we_work.html",
                context=panels.where_we_work,
                place="start",
            ),
        )
        registry.register_panel(
            "territory_detail",
            registry.Panel(
                template="contacts/parts/linked_lists.html",
                context=panels.followed_here,
                order=10,
            ),
        )
