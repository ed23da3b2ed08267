"""The settings of the product, with what tests need different; no environment variable decides."""

import tempfile
from pathlib import Path

from crm.settings import *  # noqa: F403
from crm.settings import TEMPLATES

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="entregent-tests-"))
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
ACCOUNT_RATE_LIMITS = {"login": "1000/m/ip", "login_failed": "1000/m/ip"}


class UndefinedVariable(str):
    """Makes a template that names an unknown variable fail instead of printing nothing."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        """Refuse to print the unknown variable."""
        raise LookupError(f"undefined template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
