"""The French catalogue: complete, compiled, and set as French is set."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.house.tree import PACKAGES, ROOT

CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
SOURCES = {".py", ".html", ".txt"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%\((\w+)\)d|\{(\w+)\}")
# What French typography forbids.
BAD_SETTING = re.compile(
    r"\w'\w"  # a straight apostrophe
    r"|(?<![=\w])\"\w|\w\"(?![>\s/])"  # straight quotes around words
    r"|[^\s\u202f\u00a0] ?[!?;](?=\s|$)"  # no space, or a breaking one, before ! ? ;
    r"|[^\s\u00a0\d/] ?:(?=\s|$)"  # the same before a colon
    r"|« (?=\w)|(?<=\w) »"  # breaking spaces inside guillemets
)

type Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(scope="module")
def in_code(tmp_path_factory) -> set[Key]:
    """Return every text the code marks for translation, found afresh."""
    place = tmp_path_factory.mktemp("sources")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, place / package, ignore=ignored)
    (place / "locale").mkdir()
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "fr", "--no-location", "-v", "0"],
        cwd=place,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        check=True,
    )
    return {key(entry) for entry in polib.pofile(str(place / "locale/fr/LC_MESSAGES/django.po"))}


def ignored(folder: str, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if (Path(folder) / name).is_file() and Path(name).suffix not in SOURCES
    } | {"__pycache__", "static"}


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(catalogue, in_code):
    listed = {key(entry) for entry in catalogue if not entry.obsolete}
    assert (sorted(map(str, in_code - listed)), sorted(map(str, listed - in_code))) == ([], [])


def test_every_text_has_its_french(catalogue):
    missing = [entry.msgid for entry in catalogue if not all(texts(entry)) and not entry.obsolete]
    assert missing == []


def test_no_french_is_a_guess(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []


def test_the_compiled_catalogue_says_the_same(catalogue):
    compiled = {key(entry): texts(entry) for entry in polib.mofile(str(COMPILED))}
    written = {key(entry): texts(entry) for entry in catalogue if all(texts(entry))}
    assert compiled == written


def test_placeholders_are_kept(catalogue):
    changed = [
        entry.msgid
        for entry in catalogue
        if any(
            set(PLACEHOLDER.findall(text))
            - set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
            for text in texts(entry)
        )
    ]
    assert changed == []


def test_french_is_set_as_french(catalogue):
    bad = [
        text
        for entry in catalogue
        for text in texts(entry)
        if BAD_SETTING.search(re.sub(r"<[^>]+>|https?://\S+", "", text))
    ]
    assert bad == []
