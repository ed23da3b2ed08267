"""Files of the register waiting to be loaded, kept in a private folder until they are.

Nobody but the server reads that folder: these files hold birth dates.
"""

import datetime
import json
import time
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from directory.register_file import NotARegisterFile, RegisterFile, date_in_name, recognise
from directory.register_rows import survey
from directory.reporting import recognised

KEPT = 2 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Waiting:
    """A file that was recognised: what is said of it before it is loaded."""

    key: str
    owner_pk: int
    name: str
    kind: str
    rows: int
    territories: int
    sentence: str
    sha256: str
    latest_on: str
    proposed_on: str

    @property
    def path(self) -> Path:
        """Return where the file is."""
        return folder() / f"{self.key}.csv"

    @property
    def latest(self) -> datetime.date | None:
        """Return the latest start of a mandate in the file."""
        return datetime.date.fromisoformat(self.latest_on) if self.latest_on else None

    @property
    def proposed(self) -> datetime.date | None:
        """Return the day of publication its name carries; None when it must be asked."""
        return datetime.date.fromisoformat(self.proposed_on) if self.proposed_on else None


def folder() -> Path:
    """Return the private folder of the files that wait."""
    path = Path(settings.DATA_DIR) / "register-uploads"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(*, chunks: Iterable[bytes], name: str, owner: Any) -> Waiting:
    """Store a file and say what it is. Raises NotARegisterFile, and then keeps nothing."""
    _forget_old()
    key = uuid.uuid4().hex
    path = folder() / f"{key}.csv"
    path.touch(mode=0o600)
    try:
        with path.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
        waiting = _described(recognise(path), key=key, name=Path(name).name[:200], owner=owner)
    except NotARegisterFile:
        path.unlink()
        raise
    (folder() / f"{key}.json").write_text(json.dumps(asdict(waiting)))
    return waiting


def _described(file: RegisterFile, *, key: str, name: str, owner: Any) -> Waiting:
    seen = survey(file)
    proposed = date_in_name(Path(name))
    return Waiting(
        key=key,
        owner_pk=owner.pk,
        name=name,
        kind=file.layout.kind.value,
        rows=file.row_count,
        territories=seen.territory_count,
        sentence=recognised(file),
        sha256=file.sha256,
        latest_on=seen.latest_on.isoformat() if seen.latest_on else "",
        proposed_on=proposed.isoformat() if proposed else "",
    )


def find(key: str, *, owner: Any) -> Waiting | None:
    """Return the file that waits under this key, when it is this user's."""
    try:
        waiting = Waiting(**json.loads((folder() / f"{key}.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return waiting if waiting.owner_pk == owner.pk and waiting.path.exists() else None


def forget(key: str) -> None:
    """Remove a file that was loaded, or that nobody wants any more."""
    for suffix in ("csv", "json"):
        (folder() / f"{key}.{suffix}").unlink(missing_ok=True)


def _forget_old() -> None:
    limit = time.time() - KEPT
    for path in folder().iterdir():
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
