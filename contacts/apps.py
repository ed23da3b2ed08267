"""Django's entry to this package: people and organizations."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Contacts, among the installed applications."""

    name = "contacts"
