"""What stands under `static/vendor/`: names, versions, licences and hashes, kept in a manifest."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"


def hashes() -> dict[str, str]:
    """Return the SHA-256 of every vendored file, keyed by its path under `static/vendor/`."""
    return {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(VENDOR.rglob("*"))
        if path.is_file() and path != MANIFEST
    }


def recorded() -> dict[str, str]:
    """Return the hashes the manifest promises, in the same shape as `hashes`."""
    packages = json.loads(MANIFEST.read_text())["packages"]
    return {
        f"{package['folder']}/{name}": digest
        for package in packages
        for name, digest in package["files"].items()
    }
