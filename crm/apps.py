"""Django's entry to this package: the whole, composed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    """Home page, search, settings."""

    name = "crm"

    def ready(self) -> None:
        """Put the home page first in the menu, and open the search with Ctrl+K."""
        from ui import registry

        registry.register_menu_entry(
            registry.MenuEntry(url_name="home", label=_("Today"), icon="home", order=10)
        )
        registry.register_search("search")
