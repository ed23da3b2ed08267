"""Templates obey the order of the packages, and the rules of a page."""

import re
from collections.abc import Iterator

import pytest
from django.template.loader import get_template
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from tests.house.tree import PACKAGES, ROOT, is_lower_or_same, product_files, templates

LONGEST = 150
URL = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
FILE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"'/]+)/""")
IN_PYTHON = re.compile(r"""(?:reverse|redirect|url_name=)\(?["']([a-z_]+)["']""")
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:")
# Templates whose posts change nothing twice, with the reason.
NO_KEY_NEEDED = {
    "accounts/templates/account/": "signing in and out, passwords: allauth's own views",
    "ui/templates/ui/parts/switches.html": "theme and language: the last choice wins",
    "ui/templates/ui/parts/user_menu.html": "signing out twice is signing out",
    "ui/templates/ui/page.html": "the undo form: an undo is harmless the second time",
}
# Printed by the PDF engine or sent as a file, never shown as a page.
NOT_PAGES = ("/print/", "/pdf/")


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def owners() -> dict[str, str]:
    """Return the package each URL name belongs to; the sign-in pages are ours in accounts."""
    found = {}
    for entry in patterns(get_resolver()):
        package = entry.callback.__module__.split(".")[0]
        found[str(entry.name)] = package if package in PACKAGES else "accounts"
    return found


def pages() -> dict[str, str]:
    return {name: text for name, text in templates().items() if name.endswith(".html")}


@pytest.mark.parametrize("name", templates())
def test_a_template_names_only_its_own_package_and_lower_ones(name):
    package, text, owner = name.split("/")[0], templates()[name], owners()
    named = {f"url {url}": owner.get(url, "nobody has it") for url in URL.findall(text)}
    named |= {
        f"template {used}": {"account": "accounts"}.get(used, used)
        for used in FILE.findall(text)
        if used != "django"
    }
    higher = {what for what, theirs in named.items() if not is_lower_or_same(theirs, package)}
    assert higher == set()


@pytest.mark.parametrize("name", templates())
def test_a_template_loads_the_tags_and_filters_it_uses(name):
    get_template(name.partition("/templates/")[2])


@pytest.mark.parametrize("name", product_files())
def test_a_module_names_only_addresses_of_its_own_package_and_lower_ones(name):
    package, owner = name.split("/")[0], owners()
    named = {url for url in IN_PYTHON.findall((ROOT / name).read_text()) if url in owner}
    assert {url for url in named if not is_lower_or_same(owner[url], package)} == set()


def test_no_template_is_longer_than_one_reads():
    lines = {name: text.count("\n") for name, text in templates().items()}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_every_form_that_posts_carries_its_two_keys():
    forms = [(name, form) for name, text in pages().items() for form in FORM.findall(text)]
    assert [form for form in forms if "{% csrf_token %}" not in form[1]] == []
    exempt = tuple(NO_KEY_NEEDED)
    bare = [form for form in forms if "{% once %}" not in form[1]]
    assert [name for name, _form in bare if not name.startswith(exempt)] == []


def test_no_page_carries_script_or_style_of_its_own():
    inline = {
        name: INLINE.findall(text)
        for name, text in pages().items()
        if not any(place in name for place in NOT_PAGES) and INLINE.search(text)
    }
    assert inline == {}


def test_templates_live_under_the_name_of_their_package():
    allowed = {"accounts": {"accounts", "account", "429.html"}}
    astray = [
        name
        for name in templates()
        if name.split("/")[2] not in allowed.get(name.split("/")[0], {name.split("/")[0]})
    ]
    assert astray == []
