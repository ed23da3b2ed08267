"""Where a row comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where we know something from: the day goes with it, in `source_on`."""

    REGISTER = "register", _("register of elected officials")
    HAND = "hand", _("entered by hand")
    FILE = "file", _("imported from a file")
