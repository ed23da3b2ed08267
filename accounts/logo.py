"""The logo of the cooperative: a real picture, not too large, nothing hidden inside."""

import io
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LARGEST_AREA = 40_000_000  # pixels, as the file declares them
LARGEST = (1600, 800)  # pixels of the logo kept
FORMATS = ("JPEG", "PNG", "WEBP")


class UnusableLogo(Exception):
    """The file cannot become a logo; its text says why."""


def prepared(file: IO[bytes]) -> ContentFile[bytes]:
    """Return the logo as a PNG of reasonable size, without metadata. Raises UnusableLogo."""
    try:
        file.seek(0)
        image = Image.open(file, formats=FORMATS)
        if image.width * image.height > LARGEST_AREA:
            raise UnusableLogo(_("This picture has too many pixels. Choose a smaller version."))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnusableLogo(_("Choose a PNG, JPEG or WebP file for the logo.")) from error
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    bare.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    bare.save(buffer, "PNG", optimize=True)
    return ContentFile(buffer.getvalue(), name="logo.png")
