"""From a printed page's HTML to a tagged PDF (PDF/UA-1) and to images of its pages.

Nothing is read from the network nor from the disk, except what stands in `brochures/print` and the
pictures the caller names. The same input gives the same bytes, kept under a hash of all of it.
"""

import base64
import hashlib
import io
import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
from django.conf import settings
from django.utils.translation import gettext as _
from fontTools.ttLib import woff2  # type: ignore[import-untyped]
from PIL import Image
from weasyprint import HTML, VERSION
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PRINT = Path(__file__).parent / "print"
PICTURE_DPI = 200  # what a photo is printed at; more only makes the file heavier
PAGE_IMAGE_DPI = 110
THUMBNAIL_DPI = 44
KEPT_FILES = 400
VARIANT = "pdf/ua-1"
_SVG = "data:image/svg+xml;base64,"
# Pango's font maps are not safe to share between threads.
_one_at_a_time = threading.Lock()


class PictureMissing(Exception):
    """A picture the page names cannot be read; the text says which, in the user's language."""


class RenderingFailed(Exception):
    """The page cannot be made without dropping something; the text says what."""


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


class PrintFetcher(URLFetcher):  # type: ignore[misc]
    """Fetches our own fonts, our own drawings and the named pictures: nothing else exists."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset", "photo", "logo", "data"), fail_on_errors=True)
        self.pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the bytes behind one of our private addresses; raise ValueError for any other."""
        if url in self.pictures:
            return URLFetcherResponse(url, self.pictures[url], {"Content-Type": "image/*"})
        if url.startswith(_SVG):
            drawing = base64.b64decode(url.removeprefix(_SVG))
            return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
        if url.startswith("asset:fonts/"):
            return URLFetcherResponse(url, _font(url.removeprefix("asset:fonts/")))
        raise ValueError("This address is not one of ours.")


@cache
def _font(name: str) -> bytes:
    """Return a font of `brochures/print/fonts`, unpacked once per process."""
    known = {path.name: path for path in (PRINT / "fonts").glob("*.woff2")}
    if name not in known:
        raise ValueError("This font is not one of ours.")
    unpacked = io.BytesIO()
    woff2.decompress(io.BytesIO(known[name].read_bytes()), unpacked)
    return unpacked.getvalue()


class _Complaints(logging.Handler):
    """Collects what WeasyPrint reports as an error while it goes on regardless."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


def render(paper: Paper) -> Rendered:
    """Return the document, from the cache when the very same one was already made.

    Raises PictureMissing or RenderingFailed rather than leaving anything out.
    """
    pictures = {address: _read(*named) for address, named in paper.pictures.items()}
    key = _key(paper, pictures)
    kept = _kept(key)
    if kept is not None:
        return kept
    with _one_at_a_time:
        pdf, sections, page_count = _make(paper, pictures)
    _keep(f"{key}.pdf", pdf)
    _keep(f"{key}.json", json.dumps({"sections": sections, "pages": page_count}).encode())
    return Rendered(key=key, pdf=pdf, page_count=page_count, sections=sections)


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
    files = sorted(PRINT.rglob("*.css")) + sorted(PRINT.rglob("*.woff2"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _make(paper: Paper, pictures: Mapping[str, bytes]) -> tuple[bytes, dict[str, int], int]:
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    styles = "".join((PRINT / name).read_text() for name in paper.css)
    html = paper.html.replace("</head>", f"<style>{styles}</style></head>", 1)
    try:
        document = HTML(string=html, url_fetcher=PrintFetcher(pictures)).render(
            font_config=FontConfiguration(), dpi=PICTURE_DPI
        )
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, dpi=PICTURE_DPI)
    except FatalURLFetchingError as error:
        raise RenderingFailed(_("The page names a file that is not one of ours.")) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.messages:
        raise RenderingFailed(" ".join(complaints.messages))
    _check_labels(document.metadata)
    sections: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            sections.setdefault(name, number)
    return pdf, sections, len(document.pages)


def _check_labels(metadata: Any) -> None:
    """Refuse a document without title or language: WeasyPrint would still call it PDF/UA."""
    if not metadata.title or not metadata.lang:
        raise RenderingFailed(_("A printed document has a title and a language."))


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
    with _one_at_a_time:
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


def svg_uri(svg: str) -> str:
    """Return a drawing as the address of an image."""
    return _SVG + base64.b64encode(svg.encode()).decode()
