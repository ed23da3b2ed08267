import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageFile

from operations.pictures import LARGEST_FILE, UnusablePicture, renditions
from tests.operations.pictures import GPS, jpeg, png


def opened(rendition):
    return Image.open(io.BytesIO(rendition.content))


def kept(file):
    return renditions(file, size=len(file.getvalue()))


def test_a_photo_comes_out_without_position_device_or_comment():
    file = jpeg(gps=True, comment=b"Chez Mme Le Gall, code 42B")
    assert Image.open(file).getexif().get_ifd(GPS)
    for rendition in kept(file):
        image = opened(rendition)
        assert dict(image.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(image.info)
        assert b"Ondine" not in rendition.content
        assert b"42B" not in rendition.content


def test_a_photo_held_sideways_stands_upright():
    picture, _small = kept(jpeg((900, 600), orientation=6))
    assert opened(picture).size == (600, 900)


def test_a_large_photo_is_scaled_once_and_has_a_small_rendition():
    picture, small = kept(jpeg((3600, 1800)))
    assert opened(picture).size == (2400, 1200)
    assert opened(small).size == (800, 400)


def test_a_small_photo_is_not_blown_up():
    picture, small = kept(jpeg((500, 400)))
    assert opened(picture).size == opened(small).size == (500, 400)


def test_only_true_transparency_stays_a_png():
    assert kept(png(colour=(10, 120, 90, 255)))[0].extension == "jpg"
    assert kept(png(colour=(10, 120, 90, 120)))[0].extension == "png"


def test_colours_are_brought_to_srgb_before_the_profile_is_dropped():
    file = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    Image.new("RGB", (400, 400), (200, 30, 30)).save(file, "JPEG", icc_profile=profile.tobytes())
    picture, _small = kept(file)
    assert "icc_profile" not in opened(picture).info


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_colours_are_taken(mode):
    file = io.BytesIO()
    Image.new(mode, (400, 400)).save(file, "JPEG")
    assert opened(kept(file)[0]).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0 broken"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(UnusablePicture, match="JPEG"):
        kept(io.BytesIO(content))


def test_a_truncated_picture_is_refused(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    whole = jpeg((1200, 900)).getvalue()
    with pytest.raises(UnusablePicture, match="JPEG"):
        kept(io.BytesIO(whole[: len(whole) // 2]))


def test_a_gif_is_refused_whatever_its_name():
    file = io.BytesIO()
    Image.new("P", (400, 400)).save(file, "GIF")
    with pytest.raises(UnusablePicture):
        kept(file)


@pytest.mark.parametrize("side", [9_500, 12_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(side):
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    content = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    with pytest.raises(UnusablePicture, match="pixels"):
        kept(io.BytesIO(content))


def test_a_stamp_is_refused():
    with pytest.raises(UnusablePicture, match="120 × 90"):
        kept(jpeg((120, 90)))


def test_a_file_over_20_mb_is_refused_before_it_is_opened():
    with pytest.raises(UnusablePicture, match="20"):
        renditions(io.BytesIO(b""), size=LARGEST_FILE + 1)
