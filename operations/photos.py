"""Photos of operations: added once and for all, put in order, removed with a way back."""

import datetime
import uuid
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from operations.models import Operation, Photo
from operations.pictures import renditions

KEPT_AFTER_REMOVAL = datetime.timedelta(days=2)  # longer than an undo may be asked for


class PhotoInUse(Exception):
    """Something else shows the photo; it cannot be removed."""


def add_photo(
    *,
    operation: Operation,
    file: IO[bytes],
    alt: str,
    author: str,
    licence: str,
    taken_on: datetime.date | None = None,
) -> Photo:
    """Scale and clean the picture, keep it with its small rendition, return its row.

    Raises UnusablePicture when the file is no picture, or too large a one. Its name says nothing.
    """
    picture, small = renditions(file, size=_length(file))
    photo = Photo(
        operation=operation,
        alt=alt,
        author=author,
        licence=licence,
        taken_on=taken_on,
        position=_last_position(operation) + 1,
    )
    photo.image.save(
        f"{uuid.uuid4().hex}.{picture.extension}", ContentFile(picture.content), save=False
    )
    photo.width, photo.height = photo.image.width, photo.image.height
    default_storage.save(photo.small_name, ContentFile(small.content))
    try:
        with transaction.atomic():
            photo.save()
    except Exception:
        _forget_files(photo)
        raise
    return photo


def move(photo: Photo, *, earlier: bool) -> None:
    """Let the photo change places with the one before it, or after it."""
    photos = list(Photo.objects.select_for_update().filter(operation=photo.operation_id))
    here = photos.index(photo)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(photos):
        return
    photos[here], photos[there] = photos[there], photos[here]
    for position, row in enumerate(photos, start=1):
        if row.position != position:
            Photo.objects.filter(pk=row.pk).update(position=position)


def remove(photo: Photo, *, now: datetime.datetime) -> None:
    """Delete the row; the files stay two days, so that `restore` can bring them back.

    Raises PhotoInUse when something still shows the photo. Sweeps older leftovers on the way.
    """
    try:
        with transaction.atomic():
            photo.delete()
    except ProtectedError as error:
        users = ", ".join(f"« {row} »" for row in list(error.protected_objects)[:3])
        raise PhotoInUse(
            _("This photo is still used: %(users)s. Choose another one there first.")
            % {"users": users}
        ) from error
    transaction.on_commit(lambda: sweep(now=now))


def restore(pk: int) -> Photo | None:
    """Bring a removed photo back as it was; return None when its files are gone."""
    existing = Photo.objects.filter(pk=pk).first()
    if existing is not None:
        return existing
    record: Any = Photo.history.filter(id=pk, history_type="-").order_by("-history_date").first()
    if record is None or not default_storage.exists(record.instance.image.name):
        return None
    photo: Photo = record.instance
    photo.save(force_insert=True)
    return photo


def sweep(*, now: datetime.datetime) -> int:
    """Delete the files of photos removed more than two days ago; return how many photos."""
    gone = Photo.history.filter(
        history_type="-", history_date__lt=now - KEPT_AFTER_REMOVAL
    ).exclude(id__in=Photo.objects.values("pk"))
    count = 0
    for record in gone.order_by("pk"):
        photo = record.instance
        if photo.image and default_storage.exists(photo.image.name):
            _forget_files(photo)
            count += 1
    return count


def _forget_files(photo: Photo) -> None:
    for name in (str(photo.image.name), photo.small_name):
        default_storage.delete(name)


def _last_position(operation: Operation) -> int:
    found = Photo.objects.filter(operation=operation).aggregate(last=Max("position"))
    return found["last"] or 0


def _length(file: IO[bytes]) -> int:
    file.seek(0, 2)
    length = file.tell()
    file.seek(0)
    return length
