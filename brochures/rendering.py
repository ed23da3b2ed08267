"""From a printed page's HTML to a tagged PDF (PDF/UA-1) and to images of its pages.

Nothing is read from the network nor from the disk, except what stands in `brochures/print` and the
pictures the caller names. The same input gives the same bytes, kept under a hash of all of it.
"""

import hashlib
import io
import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image
from weasyprint import VERSION

from ui.printing import (
    FONTS,
    PICTURE_DPI,
    VARIANT,
    RenderingFailed,
    one_at_a_time,
    print_pdf,
    svg_uri,
)

__all__ = ["RenderingFailed", "svg_uri"]

PRINT = Path(__file__).parent / "print"
PAGE_IMAGE_DPI = 110
THUMBNAIL_DPI = 44
KEPT_FILES = 400


class PictureMissing(Exception):
    """A picture the page names cannot be read; the text says which, in the user's language."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything one document is made of.

    `pictures` maps a private address ("photo:12") to its name, for messages, and to a function that
    reads its bytes. `css` names style sheets of `brochures/print`.
    """

    html: str
    css: tuple[str, ...]
    pictures: Mapping[str, tuple[str, Callable[[], bytes]]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished document: `key` finds it again, `sections` says on which page each id begins."""

    key: str
    pdf: bytes
    page_count: int
    sections: dict[str, int]

    @property
    def sha256(self) -> str:
        """Return the checksum of the file."""
        return hashlib.sha256(self.pdf).hexdigest()


def render(paper: Paper) -> Rendered:
    """Return the document, from the cache when the very same one was already made.

    Raises PictureMissing or RenderingFailed rather than leaving anything out.
    """
    pictures = {address: _read(*named) for address, named in paper.pictures.items()}
    key = _key(paper, pictures)
    kept = _kept(key)
    if kept is not None:
        return kept
    styles = "".join((PRINT / name).read_text() for name in paper.css)
    made = print_pdf(paper.html, css=styles, pictures=pictures)
    _keep(f"{key}.pdf", made.pdf)
    _keep(f"{key}.json", json.dumps({"sections": made.sections, "pages": made.page_count}).encode())
    return Rendered(key=key, pdf=made.pdf, page_count=made.page_count, sections=made.sections)


def _read(name: str, read: Callable[[], bytes]) -> bytes:
    """Return the bytes of a picture once it is sure that they draw something."""
    try:
        data = read()
        with Image.open(io.BytesIO(data)) as picture:
            is_cut = picture.format == "JPEG" and b"\xff\xd9" not in data[-64:]
            picture.verify()
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureMissing(
            _("The picture “%(name)s” cannot be read.") % {"name": name}
        ) from error
    if is_cut:
        raise PictureMissing(_("The picture “%(name)s” is not whole.") % {"name": name})
    return data


def _key(paper: Paper, pictures: Mapping[str, bytes]) -> str:
    """Return a hash of all that the document depends on."""
    parts = [VERSION, VARIANT, str(PICTURE_DPI), paper.html, _assets_hash()]
    parts += [*paper.css]
    for address in sorted(pictures):
        parts += [address, hashlib.sha256(pictures[address]).hexdigest()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _assets_hash() -> str:
    """Return a hash of our style sheets and fonts, as they are now."""
    files = sorted(PRINT.rglob("*.css")) + sorted((FONTS).rglob("*.woff2"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def page_image(
    key: str,
    number: int,
    *,
    load: Callable[[], bytes] | None = None,
    dpi: int = PAGE_IMAGE_DPI,
) -> bytes | None:
    """Return page `number` (from 1) of a document as a PNG, kept; None when there is no such page.

    `key` is a hash of the document: the key of the cache, or a frozen file's checksum with `load`
    to read it.
    """
    name = f"{key}-{number}-{dpi}.png"
    path = _folder() / name
    if path.exists():
        return path.read_bytes()
    kept = _kept(key) if load is None else None
    pdf = load() if load else kept.pdf if kept else None
    image = image_of(pdf, number, dpi=dpi) if pdf else None
    if image is not None:
        _keep(name, image)
    return image


def image_of(pdf: bytes, number: int, *, dpi: int = PAGE_IMAGE_DPI) -> bytes | None:
    """Return page `number` (from 1) of a PDF as a PNG, or None."""
    with one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                return None
            bitmap = document[number - 1].render(scale=dpi / 72)
            picture = bitmap.to_pil().convert("RGB")
        finally:
            document.close()
    target = io.BytesIO()
    picture.save(target, format="PNG", optimize=False, compress_level=6)
    return target.getvalue()


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "cache" / "brochures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _kept(key: str) -> Rendered | None:
    pdf, facts = _folder() / f"{key}.pdf", _folder() / f"{key}.json"
    try:
        known = json.loads(facts.read_text())
        return Rendered(
            key=key,
            pdf=pdf.read_bytes(),
            page_count=known["pages"],
            sections=known["sections"],
        )
    except (FileNotFoundError, ValueError):
        return None


def _keep(name: str, data: bytes) -> None:
    """Write a file of the cache whole or not at all, and forget the oldest ones."""
    folder = _folder()
    draft = folder / f".{name}.{os.getpid()}.{threading.get_ident()}"
    draft.write_bytes(data)
    draft.replace(folder / name)
    files = sorted(folder.glob("*.*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in files[KEPT_FILES:]:
        old.unlink(missing_ok=True)
