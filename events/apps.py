"""Django's entry to this package: when we meet them."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events, among the installed applications."""

    name = "events"
