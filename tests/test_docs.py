"""What the documents name is there: files, modules, commands, rooms, dependencies."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest
from packaging.utils import canonicalize_name

from components.files.formats import FORMATS
from data_loaders.files.paths import ROOT
from monitor import main

DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
CODE = ("components", "data_loaders", "endpoints", "pages")
FOLDERS = (*CODE, "assets", "bench", "deploy", "docs", "tests", ".ci", ".streamlit")
PATH = re.compile(r"(\.?[\w<@*][\w.<>@*-]*)(/[\w.<>@*-]+)*/?")
ENDINGS = (".py", ".toml", ".csv", ".md", ".typ", ".sh", ".conf", ".html")
MODULE = re.compile(rf"({'|'.join((*CODE, 'bench'))})(\.\w+)+")
# Made while it runs, not ours (Streamlit's own page), or an ending alone.
ELSEWHERE = (
    ".monitor/*",
    ".venv/*",
    "codeboek.csv",
    "index.html",
    "_nginx.conf",
    ".csv",
    ".excel.csv",
    ".toml",
)


def _there() -> set[str]:
    """Every file and folder of the project, by its way from the root."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        found += [ROOT / folder, *(ROOT / folder).rglob("*")]
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


THERE = _there()


def code(document: Path) -> list[str]:
    """What stands in a block or between backticks."""
    text = document.read_text("utf-8")
    found = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    return [block or line for block, line in found]


def is_path(word: str) -> bool:
    """Whether a word names a file or a folder of the project."""
    if not PATH.fullmatch(word) or any(fnmatch(word, made) for made in ELSEWHERE):
        return False
    return word.endswith(ENDINGS) or word.partition("/")[0] in FOLDERS


def is_there(word: str) -> bool:
    """Whether a path exists; `<id>` is any name, and the first folders may be left out."""
    pattern = re.sub("<[^>]*>", "*", word.rstrip("/"))
    return any(fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}") for path in THERE)


def is_module(word: str) -> bool:
    """Whether a dotted name is a module or a package of the project."""
    path = word.replace(".", "/")
    return path in THERE or f"{path}.py" in THERE


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCS, ids=name_of)
def test_every_path_and_module_a_document_names_is_there(document: Path) -> None:
    named = {word for part in code(document) for word in part.split()} - set(FORMATS)
    assert [word for word in sorted(named) if is_path(word) and not is_there(word)] == []
    modules = [word for word in sorted(named) if MODULE.fullmatch(word) and not is_path(word)]
    assert [word for word in modules if not is_module(word)] == []


def test_a_path_is_told_from_an_address_and_found_by_its_end() -> None:
    assert is_path("components/deck/pins.py") and is_path("storage.py") and is_path("pages/<slug>/")
    assert not any(
        map(is_path, ("/api/v1/", "application/problem+json", "regio", "AM07", "text/css"))
    )
    assert is_there("deck/pins.py") and is_there("pages/<slug>/page.py") and is_there("tests/")
    assert not is_there("it.py") and not is_there("deck/pages/pins.py") and not is_there("geen.csv")
    assert is_module("endpoints.guard") and not is_module("endpoints.guard.gone")


@pytest.mark.parametrize("document", [*DOCS, ROOT / "CHANGELOG.md"], ids=name_of)
def test_every_link_to_a_file_leads_there(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCS, ids=name_of)
def test_every_command_a_document_names_can_be_given(document: Path) -> None:
    given = r"(?:^|(?<=[\s/]))monitor ([a-z]+)(?: ([a-z]+))?"
    for name, inner in (found for part in code(document) for found in re.findall(given, part)):
        command = main.commands.get(name)
        assert command, f"monitor {name}"
        assert not isinstance(command, click.Group) or inner in command.commands, inner


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in main.commands if f"`monitor {name}" not in text] == []


def test_the_architecture_names_every_room_in_its_order() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["components"])
    text = (ROOT / "docs" / "architectuur.md").read_text("utf-8")
    part = text.split("## Rooms of the components")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ((?:`\w+` ?)+)\|", part, re.MULTILINE)
    told = [room for cell in cells for room in re.findall(r"\w+", cell)]
    assert told == re.findall(r"\w+", " ".join(layers))


def test_how_to_contribute_stays_short() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 60


def direct(name: str) -> set[str]:
    """The packages in the first part of a file of requirements."""
    first = (ROOT / name).read_text("utf-8").split("\n\n")[0]
    return {canonicalize_name(n) for n in re.findall(r"^([\w.-]+)==", first, re.MULTILINE)}


def test_every_package_that_is_imported_is_required_directly() -> None:
    known = packages_distributions()
    needed = set()
    files = [ROOT / "app.py", ROOT / "monitor.py", ROOT / "server.py"]
    files += [path for package in CODE for path in (ROOT / package).rglob("*.py")]
    for node in (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            needed |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            needed.add(str(node.module).split(".")[0])
    needed -= sys.stdlib_module_names | {*CODE, "app", "monitor", "server"}
    names = {canonicalize_name(known[module][0]) for module in needed}
    assert names - direct("requirements.txt") == set()


def test_every_direct_dependency_has_its_line() -> None:
    rows = (ROOT / "docs" / "afhankelijkheden.md").read_text("utf-8")
    cells = re.findall(r"^\| ([^|]+) \|", rows, re.MULTILINE)
    told = {canonicalize_name(n) for cell in cells for n in re.findall(r"[\w-]+", cell)}
    needed = direct("requirements.txt") | direct("requirements-dev.txt")
    assert needed - {canonicalize_name(name) for name in ("Flask", "flask-cors")} <= told
    assert (
        not told
        - needed
        - {"package", "with", "s3fs"}
        - direct("requirements-s3.txt")
        - {"psycopg"}
    )
