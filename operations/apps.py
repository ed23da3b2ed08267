"""Django's entry to this package: homes and residents."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Operations, among the installed applications."""

    name = "operations"
