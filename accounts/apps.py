"""Django's entry to this package: who we are."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, roles, the cooperative."""

    name = "accounts"

    def ready(self) -> None:
        """Keep the roles in step after each migration."""
        from accounts.roles import sync_roles

        post_migrate.connect(sync_roles, sender=self)
