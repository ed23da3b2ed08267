"""Files of contacts waiting to be taken in, in a private folder, for two days at most."""

import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

KEPT = 2 * 24 * 3600  # seconds


def folder() -> Path:
    """Return the private folder."""
    path = Path(settings.DATA_DIR) / "contact-imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(chunks: Iterable[bytes]) -> str:
    """Store a file that nobody but the server reads; return its key."""
    forget_old()
    key = uuid.uuid4().hex
    path = path_of(key)
    path.touch(mode=0o600)
    with path.open("wb") as out:
        for chunk in chunks:
            out.write(chunk)
    return key


def path_of(key: str) -> Path:
    """Return where the file of this key is."""
    return folder() / uuid.UUID(key).hex


def forget(key: str) -> None:
    """Remove a file that was taken in, or refused."""
    path_of(key).unlink(missing_ok=True)


def forget_old() -> None:
    """Remove the files nobody came back for."""
    limit = time.time() - KEPT
    for path in folder().iterdir():
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
