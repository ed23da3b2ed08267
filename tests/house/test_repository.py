"""What stands in the repository, and what must not."""

import json
import re

import pytest

from tests.house.tree import ROOT, text_of, tracked

# Written in pieces, so that this file does not find itself.
REGISTRY = re.compile(
    "|".join(("py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian"))
)
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(("work", "farm", "ro" + "ot", "home")) + r")/\w")
HEAVIEST = 2_000_000  # bytes
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "docs/architecture.md",
    "docs/vocabulary.md",
    "docs/settings.md",
    "docs/production.md",
    ".pre-commit-config.yaml",
    ".python-version",
)


def test_no_address_of_a_registry_and_no_path_of_a_machine():
    found = [
        name
        for name in tracked()
        if "/static/vendor/" not in name
        and not name.endswith((".svg", ".pdf"))
        and (REGISTRY.search(text_of(name)) or MACHINE.search(text_of(name)))
    ]
    assert found == []


def test_no_file_is_heavy():
    heavy = [name for name in tracked() if (ROOT / name).stat().st_size > HEAVIEST]
    assert heavy == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_are_there(name):
    assert (ROOT / name).read_text().strip()


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name in tracked()
        if name.endswith(".md")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(name))
        if not target.startswith(("http", "mailto"))
        and not ((ROOT / name).parent / target).exists()
    ]
    assert broken == []


def test_every_requirement_is_pinned_with_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        pinned = [line for line in lines if re.match(r"[a-z0-9]", line)]
        assert [line for line in pinned if "==" not in line or not line.endswith("\\")] == []


def test_what_stands_in_requirements_in_stands_in_the_compiled_file():
    for name in ("requirements", "requirements-dev"):
        compiled = (ROOT / f"{name}.txt").read_text().lower()
        for line in (ROOT / f"{name}.in").read_text().split():
            if not line.startswith("-") and not line.endswith(".txt"):
                package = re.split(r"[~=<>\[]", line.lower())[0].replace("_", "-")
                assert re.search(rf"^{re.escape(package)}(\[|==)", compiled, re.MULTILINE), package


def test_vendored_packages_name_their_licence():
    manifest = json.loads((ROOT / "ui/static/vendor/manifest.json").read_text())
    packages = manifest["packages"]
    assert [one["folder"] for one in packages if not (one["version"] and one["licence"])] == []
