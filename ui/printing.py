"""Sets a page in print: HTML to a tagged PDF (PDF/UA-1), with our own fonts and nothing else.

Nothing is read from the network nor from the disk, except the fonts of `ui/print` and the pictures
the caller hands over. Nothing is kept either: who wants a cache makes one.
"""

import base64
import io
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from fontTools.ttLib import woff2  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(__file__).parent / "print" / "fonts"
PICTURE_DPI = 200  # what a photo is printed at; more only makes the file heavier
VARIANT = "pdf/ua-1"
_SVG = "data:image/svg+xml;base64,"
# Pango's font maps are not safe to share between threads.
one_at_a_time = threading.Lock()


class RenderingFailed(Exception):
    """The page cannot be made without dropping something; the text says what."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A finished document; `sections` says on which page each id begins."""

    pdf: bytes
    page_count: int
    sections: dict[str, int]


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
    """Return a font of `ui/print/fonts`, unpacked once per process."""
    known = {path.name: path for path in FONTS.glob("*.woff2")}
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


def print_pdf(html: str, *, css: str, pictures: Mapping[str, bytes] | None = None) -> Printed:
    """Return the document of a whole page of HTML with this style sheet.

    `pictures` maps private addresses ("photo:12") to their bytes. Raises RenderingFailed rather
    than leaving anything out.
    """
    with one_at_a_time:
        return _make(html.replace("</head>", f"<style>{css}</style></head>", 1), pictures or {})


def _make(html: str, pictures: Mapping[str, bytes]) -> Printed:
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
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
    return Printed(pdf=pdf, page_count=len(document.pages), sections=sections)


def _check_labels(metadata: Any) -> None:
    """Refuse a document without title or language: WeasyPrint would still call it PDF/UA."""
    if not metadata.title or not metadata.lang:
        raise RenderingFailed(_("A printed document has a title and a language."))


def svg_uri(svg: str) -> str:
    """Return a drawing as the address of an image."""
    return _SVG + base64.b64encode(svg.encode()).decode()
