"""Sizes, names and habits of the code (docs/architecture.md says why)."""

import ast
from pathlib import PurePath

import pytest

from tests.house.tree import ROOT, product_files, python_files

FORBIDDEN = {"utils", "helpers", "services", "common", "base", "misc", "manager", "managers"}
LONGEST_MODULE = 400
LONGEST_TEST = 300
LONGEST_FUNCTION = 50
LONGEST_VIEW = 25
DRAWINGS = "crm/demo/drawings/"  # a drawing is a list of strokes, as long as it needs
SIGNALS = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed", "receiver"}


def line_count(name: str) -> int:
    return len((ROOT / name).read_text().splitlines())


def functions(name: str) -> list[ast.FunctionDef]:
    tree = ast.parse((ROOT / name).read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_length(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its signature, its docstring and its decorators."""
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    if not statements:
        return 0
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1


def test_no_module_is_longer_than_one_reads():
    limits = {
        name: LONGEST_TEST if name.startswith("tests/") else LONGEST_MODULE
        for name in python_files()
    }
    long = {name: line_count(name) for name in limits if line_count(name) > limits[name]}
    assert long == {}


def test_no_function_is_longer_than_one_screen():
    long = {
        f"{name}:{function.name}": body_length(function)
        for name in product_files()
        if not name.startswith(DRAWINGS)
        for function in functions(name)
        if body_length(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_view_hides_no_rule():
    views = [name for name in product_files() if "views" in PurePath(name).with_suffix("").parts]
    long = {
        f"{name}:{function.name}": body_length(function)
        for name in views
        for function in functions(name)
        if body_length(function) > LONGEST_VIEW
    }
    assert long == {}


def test_modules_are_named_for_their_matter():
    vague = [
        name for name in python_files() if FORBIDDEN & set(PurePath(name).with_suffix("").parts)
    ]
    assert vague == []


def test_every_module_says_what_it_is_for():
    silent = [
        name
        for name in product_files()
        if (ROOT / name).read_text().strip()
        and not ast.get_docstring(ast.parse((ROOT / name).read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize("name", product_files())
def test_views_are_functions_and_apps_do_not_signal_each_other(name):
    tree = ast.parse((ROOT / name).read_text())
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert "as_view" not in used
    assert used & SIGNALS == set()
