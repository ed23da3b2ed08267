"""What tests of operations share: a media store of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Keep uploaded files in a folder of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
