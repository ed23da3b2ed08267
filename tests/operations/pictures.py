"""Draws the files that tests upload."""

import io

from PIL import Image

GPS = 0x8825


def jpeg(size=(800, 600), *, colour=(180, 90, 40), orientation=None, gps=False, comment=b""):
    """Return a JPEG file as a phone writes it, with its position when asked."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if gps:
        exif[0x010F] = "Téléphone d’Ondine"
        exif.get_ifd(GPS).update({1: "N", 2: (48.0, 6.0, 1.0), 3: "W", 4: (4.0, 19.0, 40.0)})
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=comment)
    file.seek(0)
    file.name = "IMG_Ondine_Le_Gall.jpg"
    return file


def png(size=(800, 600), *, colour=(10, 120, 90, 255)):
    """Return a PNG file with an alpha channel."""
    file = io.BytesIO()
    Image.new("RGBA", size, colour).save(file, "PNG")
    file.seek(0)
    file.name = "plan.png"
    return file
