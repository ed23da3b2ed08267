import io
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from operations.models import Photo
from operations.photos import add_photo
from tests import make
from tests.operations.pictures import jpeg, png

SAID = {"alt": "La rue commune", "author": "Ondine Le Gall", "licence": "Presse, jusqu’en 2028"}


def place(operation):
    return reverse("operation_detail", args=[operation.pk]) + "#photos"


def once():
    return {"_once": str(uuid.uuid4())}


@pytest.fixture
def client(communicator, signed_in):
    return signed_in(communicator)


@pytest.fixture
def photo(db):
    return add_photo(operation=make.operation(), file=jpeg(), **SAID)


def test_a_photo_is_added_with_its_rights_and_nothing_of_its_metadata(client):
    operation = make.operation()
    url = reverse("photo_add", args=[operation.pk])
    assert client.get(url).status_code == 200
    response = client.post(url, SAID | once() | {"file": jpeg((3000, 2000), gps=True)})
    assert response.headers["Location"] == place(operation)
    photo = operation.photos.get()
    assert (photo.author, photo.width, photo.height) == ("Ondine Le Gall", 2400, 1600)
    with default_storage.open(photo.image.name) as stored:
        assert dict(Image.open(stored).getexif()) == {}


def test_a_photo_posted_twice_is_one_photo(client):
    operation = make.operation()
    url, key = reverse("photo_add", args=[operation.pk]), once()
    for _again in range(2):
        assert client.post(url, SAID | key | {"file": jpeg()}).status_code == 302
    assert operation.photos.count() == 1


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (io.BytesIO(b"%PDF-1.7"), "n’est pas une image"),
        (jpeg((100, 100)), "trop petite"),
        (io.BytesIO(b""), "vide"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_french(file, reason, client):
    operation = make.operation()
    file.seek(0)
    file.name = "photo.jpg"
    url = reverse("photo_add", args=[operation.pk])
    response = client.post(url, SAID | once() | {"file": file})
    assert response.status_code == 422
    assert reason in str(response.context["form"].errors["file"])
    assert "La rue commune" in response.content.decode()
    assert not Photo.objects.exists()


def test_a_photo_without_author_rights_or_description_is_refused(client):
    url = reverse("photo_add", args=[make.operation().pk])
    response = client.post(url, once() | {"file": png()})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"alt", "author", "licence"}


def test_what_is_said_of_a_photo_is_changed(client, photo):
    url = reverse("photo_edit", args=[photo.pk])
    seen = client.get(url).context["form"].version_seen
    changed = SAID | once() | {"_seen": seen, "alt": "Le verger"}
    assert client.post(url, changed).headers["Location"] == place(photo.operation)
    photo.refresh_from_db()
    assert photo.alt == "Le verger"
    stale = client.post(url, SAID | once() | {"_seen": seen, "alt": "La cour"})
    assert stale.status_code == 422
    assert [row[1:] for row in stale.context["form"].conflict] == [("La cour", "Le verger")]


def test_a_removed_photo_is_brought_back_by_undo(client, photo):
    response = client.post(reverse("photo_delete", args=[photo.pk]), once(), follow=True)
    assert not Photo.objects.exists()
    token = response.content.decode().split('name="token" value="')[1].split('"')[0]
    client.post(reverse("undo"), {"token": token})
    assert Photo.objects.get().image.name == photo.image.name


def test_photos_change_places(client, photo):
    later = add_photo(operation=photo.operation, file=jpeg(), **SAID)
    client.post(reverse("photo_move", args=[later.pk]), once() | {"direction": "earlier"})
    assert list(photo.operation.photos.all()) == [later, photo]


def test_the_team_gets_the_file_and_a_browser_may_keep_it_for_itself(reader, photo, signed_in):
    client = signed_in(reader)
    for name, size in (("photo_file", (800, 600)), ("photo_small", (800, 600))):
        url = reverse(name, args=[photo.pk])
        response = client.get(url)
        assert response.headers["Content-Type"] == "image/jpeg"
        assert "private" in response.headers["Cache-Control"]
        assert Image.open(io.BytesIO(response.getvalue())).size == size
        again = client.get(url, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def test_a_file_without_a_row_or_lost_from_the_store_is_not_found(reader, photo, signed_in):
    client = signed_in(reader)
    assert client.get(reverse("photo_file", args=[photo.pk + 1])).status_code == 404
    default_storage.delete(photo.image.name)
    assert client.get(reverse("photo_file", args=[photo.pk])).status_code == 404


def test_a_stranger_gets_no_photo_and_nobody_signed_out_either(
    stranger, photo, signed_in, client, settings
):
    for name in ("photo_file", "photo_small", "photo_edit", "photo_move", "photo_delete"):
        url = reverse(name, args=[photo.pk])
        assert signed_in(stranger).post(url).status_code == 404
    client.logout()
    response = client.get(reverse("photo_file", args=[photo.pk]))
    assert response.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def test_a_reader_changes_nothing(reader, photo, signed_in):
    client = signed_in(reader)
    for name in ("photo_edit", "photo_move", "photo_delete"):
        assert client.post(reverse(name, args=[photo.pk])).status_code == 403
    assert client.get(reverse("photo_add", args=[photo.operation_id])).status_code == 403


def test_every_photo_says_what_one_sees(photo):
    with pytest.raises(IntegrityError):
        Photo.objects.filter(pk=photo.pk).update(alt=None)
