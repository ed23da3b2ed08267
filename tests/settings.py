"""The settings of the product, with what tests need different; no environment variable decides.

Except one: DATABASE_URL, which names the engine (`make test-postgres`).
"""

import tempfile
from pathlib import Path

from crm.settings import *  # noqa: F403
from crm.settings import DATABASES, TEMPLATES

# Removed when Python ends.
_folder = tempfile.TemporaryDirectory(prefix="entregent-tests-", ignore_cleanup_errors=True)

SECRET_KEY = "only-for-tests"
TOMBSTONE_KEY = "only-for-tests-too"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in real life: write-ahead log, several connections, locks.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder.name) / "tests.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = Path(_folder.name) / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = Path(_folder.name) / "media"
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
