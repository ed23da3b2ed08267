"""Settings: each variable is described, and production refuses to guess."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

READ = re.compile(r"""env\.\w+\(\s*["'](\w+)["']|os\.environ(?:\.get\(|\[)["'](\w+)["']""")
SOURCES = ("crm/settings.py", "crm/management/commands/serve.py")


def variables() -> set[str]:
    found = set()
    for name in SOURCES:
        for pair in READ.findall((ROOT / name).read_text()):
            found |= set(pair) - {""}
    return found


def test_every_variable_is_described():
    page = (ROOT / "docs" / "settings.md").read_text()
    assert {name for name in variables() if f"`{name}`" not in page} == set()


def test_every_variable_described_exists():
    page = (ROOT / "docs" / "settings.md").read_text()
    described = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert described - variables() - {"CHROME", "PYTHON", "PROCESSES", "POSTGRES_PORT"} == set()


def started_with(folder: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import crm.settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE)"],
        cwd=ROOT,
        env=kept | {"ENTREGENT_DATA_DIR": str(folder)} | environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_without_any_variable_a_copy_works(tmp_path):
    assert started_with(tmp_path).stdout == "False False\n"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "missing"),
    [({}, "SECRET_KEY"), ({"SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS")],
)
def test_production_stops_when_something_is_missing(tmp_path, given, missing):
    started = started_with(tmp_path, ENTREGENT_PRODUCTION="1", **given)
    assert started.returncode == 1
    assert f"{missing} is needed" in started.stderr


def test_production_starts_once_told(tmp_path):
    started = started_with(
        tmp_path,
        ENTREGENT_PRODUCTION="1",
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS="entregent.example",
    )
    assert started.stdout == "False True\n"
