"""What a file really is, told by its content and never by its name."""

import zipfile
from pathlib import Path

from contacts.importing.reading.refusing import (
    LARGEST,
    PARTS,
    RATIO,
    RATIO_FROM,
    UNPACKED,
    Unreadable,
)

HEAD = 64 * 1024  # bytes looked at
XLSX, VCARD, TEXT = "xlsx", "vcard", "text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SPACES = b" \t\r\n"
_STRAY = 8
_FEW = 0.02  # of the signs, under which stray control characters are only stray


def recognise(path: Path) -> str:
    """Return XLSX, VCARD or TEXT. Raises Unreadable for everything else."""
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty")
    if size > LARGEST:
        raise Unreadable("large")
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK"):
        return _zip(path)
    _refuse_known(head)
    return _text(head)


def _refuse_known(head: bytes) -> None:
    if head.startswith(_OLE):
        raise Unreadable("protected" if _ENCRYPTED in head else "xls")
    if head.startswith(b"%PDF"):
        raise Unreadable("pdf")
    if head.startswith(_PICTURES):
        raise Unreadable("picture")
    if head.startswith(_ARCHIVES):
        raise Unreadable("archive")


def _text(head: bytes) -> str:
    if head.startswith(_UTF16):
        return TEXT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACES)
    lower = start[:200].lower()
    if lower.startswith(b"begin:vcard"):
        return VCARD
    if lower.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<body")):
        raise Unreadable("page")
    if lower.startswith((b"{", b"[{", b"{\\rtf")):
        raise Unreadable("unknown")
    strange = sum(byte < ord(" ") and byte not in _SPACES for byte in head)
    if strange > max(_STRAY, len(head) * _FEW):
        raise Unreadable("unknown")
    return TEXT


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            kind = archive.read("mimetype")[:200] if "mimetype" in archive.namelist() else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error
    names = {part.filename for part in parts}
    if b"opendocument" in kind:
        raise Unreadable("ods" if b"spreadsheet" in kind else "unknown")
    if "xl/workbook.xml" not in names:
        raise Unreadable(_other_zip(names))
    _weigh(parts)
    return XLSX


def _other_zip(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return "numbers"
    if any(name.startswith("ppt/") for name in names):
        return "unknown"
    return "archive"


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse a workbook that would unpack to far more than it is worth."""
    if len(parts) > PARTS:
        raise Unreadable("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("protected")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise Unreadable("bomb")
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > RATIO * max(1, part.compress_size):
            raise Unreadable("bomb")
