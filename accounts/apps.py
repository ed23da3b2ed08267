"""Django's entry to this package: who we are."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, roles, the cooperative."""

    name = "accounts"

    def ready(self) -> None:
        """Keep the roles in step after each migration; add the administrator's pages."""
        from accounts import views
        from accounts.roles import sync_roles
        from ui import registry, undo

        post_migrate.connect(sync_roles, sender=self)
        undo.register(views.REOPEN, views.undo_close)
        registry.register_account_pages(
            change_password="account_change_password",  # noqa: S106 - the name of a page
            sign_out="account_logout",
        )
        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="user_list",
                label=_("The team"),
                icon="users-group",
                order=910,
                permission="accounts.manage_users",
                is_settings=True,
            )
        )
        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="cooperative_edit",
                label=_("Your cooperative"),
                icon="building-community",
                order=920,
                permission="accounts.manage_settings",
                is_settings=True,
            )
        )
