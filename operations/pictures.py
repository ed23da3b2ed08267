"""What makes an uploaded file a safe picture: its real type, its size, nothing hidden inside."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps

LARGEST_FILE = 20 * 1024 * 1024  # bytes
LARGEST_AREA = 80_000_000  # pixels, as the file declares them
LONG_SIDE = 2400  # pixels of the picture kept
SMALL_SIDE = 800  # pixels of its rendition for lists
SMALLEST_SIDE = 300  # pixels; below, nobody recognises anything on paper
JPEG_QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

_strictness = threading.Lock()


class UnusablePicture(Exception):
    """The file cannot become a picture; its text says why to whoever chose it."""


@dataclass(frozen=True)
class Rendition:
    """An encoded picture without metadata; `extension` is "jpg" or "png"."""

    content: bytes
    extension: str


def renditions(file: IO[bytes], *, size: int) -> tuple[Rendition, Rendition]:
    """Return the picture kept and its small version, upright, in sRGB, bare of metadata.

    `size` is the file's length in bytes. Raises UnusablePicture.
    """
    if size > LARGEST_FILE:
        raise UnusablePicture(
            _("This file is larger than 20 MB. Choose a lighter version of the picture.")
        )
    with _refusing_what_cannot_be_read():
        picture = _upright(_opened(file))
    return _encoded(_within(picture, LONG_SIDE)), _encoded(_within(picture, SMALL_SIDE))


def _opened(file: IO[bytes]) -> Image.Image:
    """Read the header, judge it, and only then the pixels."""
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    width, height = image.size
    if width * height > LARGEST_AREA:
        raise _too_many_pixels()
    if min(width, height) < SMALLEST_SIDE:
        raise UnusablePicture(
            _("This picture is too small to be printed: %(width)s × %(height)s pixels.")
            % {"width": width, "height": height}
        )
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG is decoded near the size we keep
    with _wholly():
        image.load()
    return image


@contextmanager
def _wholly() -> Iterator[None]:
    """Refuse a file that stops half-way, even where another library lets Pillow be lenient."""
    with _strictness:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


@contextmanager
def _refusing_what_cannot_be_read() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, MemoryError) as error:
        raise UnusablePicture(
            _("This file is not a picture we can read. Choose a JPEG, PNG or WebP file.")
        ) from error


def _too_many_pixels() -> UnusablePicture:
    return UnusablePicture(
        _("This picture has too many pixels to be opened safely. Choose a smaller version.")
    )


def _upright(image: Image.Image) -> Image.Image:
    """Turn the picture as it was held, bring its colours to sRGB, forget all it carried."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    transparent = image.has_transparency_data
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = image.mode if image.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            image = converted or image
    image = image.convert("RGBA" if transparent else "RGB")
    if transparent and _is_opaque(image):
        image = image.convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _is_opaque(image: Image.Image) -> bool:
    return set(image.getchannel("A").histogram()[:255]) == {0}


def _within(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    return copy


def _encoded(image: Image.Image) -> Rendition:
    buffer = io.BytesIO()
    if image.mode == "RGBA":
        image.save(buffer, "PNG", optimize=True)
        return Rendition(buffer.getvalue(), "png")
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return Rendition(buffer.getvalue(), "jpg")
