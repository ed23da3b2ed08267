"""Django's entry to this package: what we hand over."""

from django.apps import AppConfig


class BrochuresConfig(AppConfig):
    """Brochures, among the installed applications."""

    name = "brochures"
