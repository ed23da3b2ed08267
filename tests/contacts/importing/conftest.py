"""Files of contacts are kept in a folder of the test's own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    """Keep the files that are chosen apart from the copy at hand."""
    settings.DATA_DIR = tmp_path
