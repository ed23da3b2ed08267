"""Django's entry to this package: stances."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Network, among the installed applications."""

    name = "network"
