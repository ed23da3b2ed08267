"""Django's entry to this package: public reference data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Directory, among the installed applications."""

    name = "directory"

    def ready(self) -> None:
        """Put the register in the menu, and say who loads its files."""
        from directory import jobs as loading
        from directory import search_index
        from ui import jobs, registry, upkeep

        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="register_list",
                label=_("Directory"),
                icon="address-book",
                order=40,
                is_daily=False,
            )
        )
        upkeep.register(search_index.PEOPLE, search_index.TERRITORIES)
        upkeep.register(search_index.PEOPLE_WORDS, search_index.TERRITORY_WORDS)
        jobs.register(loading.KIND, loading.perform)
