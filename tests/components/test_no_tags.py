"""HTML stands in templates: no module has a tag in its texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from data_loaders.files.paths import ROOT

FOLDERS = ("pages", "components", "data_loaders", "endpoints")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        ROOT / "app.py",
        ROOT / "server.py",
        *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")),
    )
)
TAG = re.compile(r"(?<!\(\?)(?<!\(\?P)<[a-z/!]")
"""The start of a tag; `(?P<name>` and `(?<!` are of patterns."""


def texts_of(source: str) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines, those between the braces of an f-string too."""
    tree = ast.parse(source)
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    said |= {id(item) for node in ast.walk(tree) if is_pattern(node) for item in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def is_pattern(node: ast.AST) -> bool:
    """Whether a pattern is made here: one that looks for tags in pages of others has them."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"


def tags_in(source: str) -> list[int]:
    """The lines of a module with a tag in a text."""
    return sorted({line for line, text in texts_of(source) if TAG.search(text)})


@pytest.mark.parametrize("module", MODULES)
def test_no_text_of_a_module_has_a_tag(module: str) -> None:
    assert tags_in((ROOT / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "<p>"',
        "x = f'{y}</p>'",
        'x = "<!-- -->"',
        'def f():\n    """Doc."""\n    return f"a{b}<li>{c}"',
        'f("a", key="<br>")',
    ],
)
def test_a_tag_is_seen_in_any_text(source: str) -> None:
    assert tags_in(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Gives a <p>."""',
        'x = 1\n"""What <x> is."""',
        're.compile("(?P<name>a)(?<!b)(?<=c)")',
        're.compile("<title>")',
        'x = "a < b"',
        "x = a<b",
        'x = b"<p>"',
        '# <p>\nx = "<"',
    ],
)
def test_what_is_no_tag_is_left_alone(source: str) -> None:
    assert tags_in(source) == []


def test_every_module_is_looked_at() -> None:
    assert {"app.py", "server.py", "components/exhibit/model.py"} <= set(MODULES)
    assert len(MODULES) > 200
