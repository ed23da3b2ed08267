import datetime
import io

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from operations import photos
from operations.models import Photo
from operations.pictures import UnusablePicture
from tests import make
from tests.operations.pictures import jpeg

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta(days=1)


def added(operation, alt="Façade sud"):
    return photos.add_photo(
        operation=operation, file=jpeg(), alt=alt, author="Ondine", licence="Presse, 2027"
    )


def test_an_added_photo_has_a_name_that_says_nothing_and_two_files():
    photo = added(make.operation())
    assert "Ondine" not in photo.image.name
    assert default_storage.exists(photo.image.name)
    assert default_storage.exists(photo.small_name)
    assert (photo.width, photo.height) == (800, 600)


def test_photos_come_in_the_order_they_were_added_and_may_change_places():
    operation = make.operation()
    first, second, third = (added(operation, alt) for alt in "abc")
    photos.move(third, earlier=True)
    photos.move(first, earlier=True)
    assert list(operation.photos.all()) == [first, third, second]
    photos.move(first, earlier=False)
    assert list(operation.photos.all()) == [third, first, second]


def test_a_removed_photo_comes_back_as_it_was():
    photo = added(make.operation())
    photos.remove(photo, now=timezone.now())
    assert not Photo.objects.exists()
    back = photos.restore(photo.history.model.objects.latest("history_date").id)
    assert back == Photo.objects.get()
    assert default_storage.exists(back.image.name)
    assert photos.restore(back.pk) == back


def test_files_of_a_removed_photo_are_swept_after_two_days():
    photo = added(make.operation())
    pk, name = photo.pk, photo.image.name
    kept = added(photo.operation)
    photos.remove(photo, now=timezone.now())
    assert photos.sweep(now=timezone.now() + DAYS) == 0
    assert photos.sweep(now=timezone.now() + 3 * DAYS) == 1
    assert not default_storage.exists(name)
    assert photos.restore(pk) is None
    assert default_storage.exists(kept.image.name)


def test_a_file_that_is_no_picture_leaves_nothing_behind(media):
    with pytest.raises(UnusablePicture):
        photos.add_photo(
            operation=make.operation(),
            file=io.BytesIO(b"bonjour"),
            alt="a",
            author="b",
            licence="c",
        )
    assert not Photo.objects.exists()
    assert list(media.rglob("*.*")) == []
