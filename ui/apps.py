"""Django's entry to this package: how a page looks."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Ui, among the installed applications."""

    name = "ui"
