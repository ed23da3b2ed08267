"""Django's entry to this package: public reference data."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Directory, among the installed applications."""

    name = "directory"
