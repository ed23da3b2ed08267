"""Django's entry to this package: how a page looks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Ui, among the installed applications."""

    name = "ui"

    def ready(self) -> None:
        """Put the grouped changes in the menu, and let them be taken back."""
        from ui import batches, inside_words, jobs, registry, taking_back, undo, upkeep

        upkeep.register(inside_words.INSIDE)
        post_migrate.connect(upkeep.ensure, sender=self)
        undo.register(batches.UNDO, taking_back.take_back)
        jobs.register(taking_back.JOB, taking_back.work)
        registry.register_menu_entry(
            registry.MenuEntry(
                url_name="batch_list",
                label=_("Grouped changes"),
                icon="history",
                order=90,
                is_settings=True,
            )
        )
