"""The identity of the cooperative, as every paper carries it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import Cooperative

IDENTITY = {"name": "Habitat des Rives", "city": "Port-Élorn", "accent": "#0f5c4a"}


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


def picture(size: tuple[int, int] = (2000, 500), kind: str = "JPEG") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", size, "#0f5c4a").save(
        buffer, kind, **({"exif": exif} if kind == "JPEG" else {})
    )
    return SimpleUploadedFile(f"logo.{kind.lower()}", buffer.getvalue(), f"image/{kind.lower()}")


def sent(desk: Any, **changes: Any) -> Any:
    address = reverse("cooperative_edit")
    seen = desk.get(address).context["form"].version_seen
    return desk.post(address, IDENTITY | {"_seen": seen} | changes)


def test_an_instance_without_a_name_yet_shows_the_form(desk):
    assert desk.get(reverse("cooperative_edit")).status_code == 200
    assert not Cooperative.objects.exists()


def test_the_identity_is_kept(desk):
    assert sent(desk, founded_in="1954").status_code == 302
    stored = Cooperative.current()
    assert (stored.name, stored.city, stored.founded_in) == (
        "Habitat des Rives",
        "Port-Élorn",
        1954,
    )


def test_a_logo_is_scaled_and_bare_of_metadata(desk):
    assert sent(desk, logo=picture()).status_code == 302
    with Cooperative.current().logo.open("rb") as file, Image.open(file) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("PNG", (1600, 400), {})
    answer = desk.get(reverse("cooperative_logo"))
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_the_logo_stays_when_no_other_is_chosen(desk):
    sent(desk, logo=picture())
    name = Cooperative.current().logo.name
    assert sent(desk, city="Brest").status_code == 302
    assert Cooperative.current().logo.name == name


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"accent": "green"}, "accent"),
        ({"logo": SimpleUploadedFile("logo.png", b"<svg/>", "image/png")}, "logo"),
        ({"logo": picture((20, 20), "GIF")}, "logo"),
    ],
)
def test_bad_input_says_why_and_changes_nothing(desk, changes, field):
    answer = sent(desk, **changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Cooperative.objects.exists()


def test_no_logo_is_a_page_not_found(desk):
    assert desk.get(reverse("cooperative_logo")).status_code == 404
