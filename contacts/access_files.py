"""The files that hold a copy of somebody's data: where they lie, when they go."""

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from contacts.models import Stakeholder
from contacts.models.privacy import AccessFile
from contacts.personal_data import Table

KEPT_DAYS = 7
COPIES = Table(model="contacts.AccessFile", to=("stakeholder",), about=("",))


def path_of(file: AccessFile) -> Path:
    """Return where the file lies, private: it is served by a view that checks who asks."""
    folder = Path(settings.MEDIA_ROOT) / "access"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{file.key}.zip"


def remove(file: AccessFile, *, now: datetime.datetime) -> None:
    """Delete the file; the row stays and says when it went."""
    path_of(file).unlink(missing_ok=True)
    AccessFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now)


def remove_old(*, now: datetime.datetime) -> int:
    """Delete the files made more than a week ago; return how many."""
    old = AccessFile.objects.filter(
        removed_at=None, asked_at__lt=now - datetime.timedelta(days=KEPT_DAYS)
    )
    for file in old:
        remove(file, now=now)
    return len(old)


def erase(stakeholder: Stakeholder) -> int:
    """Delete every copy of somebody's data, and what was noted of it."""
    files = AccessFile.objects.filter(COPIES.mine(stakeholder))
    for file in files:
        remove(file, now=timezone.now())
    return files.delete()[0]
