"""Django's entry to this package: the whole, composed."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    """Crm, among the installed applications."""

    name = "crm"
