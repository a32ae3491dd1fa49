"""The shape of the code: layers look down only, files and functions stay small."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.files.paths import ROOT
from pages import INSIDE, PAGES

PACKAGES = ("pages", "components", "data_loaders", "endpoints", "bench")
CODE = sorted(
    [ROOT / "app.py", ROOT / "monitor.py", ROOT / "server.py"]
    + [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
)
PAGE_FILES = sorted((ROOT / "pages").glob("*/page.py"))
NOT_OURS = {"build", "out", "test-results", "node_modules", "ckan"}
# Written apart, so that this file does not hold them.
UNWANTED = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "TO" + "DO", "FIX" + "ME"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def public(node: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Functions, classes and their methods that others may use."""
    for member in node.body:
        if isinstance(member, Function | ast.ClassDef) and not member.name.startswith("_"):
            yield member
            if isinstance(member, ast.ClassDef):
                yield from public(member)


def imported(path: Path) -> set[str]:
    """The top-level names of every module a file imports."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} importeert relatief"
            found.add(str(node.module).split(".")[0])
    return found


def project_files() -> Iterator[Path]:
    """Every file of the project itself; hidden folders only where they are ours."""
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [
            name
            for name in inner
            if name in {".ci", ".streamlit", ".github"}
            or not (name.startswith((".", "__")) or name in NOT_OURS)
        ]
        yield from (Path(folder) / name for name in files)


def test_layers_look_down_only() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "lint-imports staat niet naast deze Python"
    done = subprocess.run(
        [command, "--no-logo"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "."},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_every_room_of_the_components_but_two_promises_to_know_no_streamlit() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    promised = next(c["source_modules"] for c in contracts if "screens and widgets" in c["name"])
    rooms = {f"components.{path.parent.name}" for path in ROOT.glob("components/*/__init__.py")}
    assert set(promised) == rooms - {"components.screens", "components.widgets"}
    assert not [path.name for path in ROOT.glob("components/[!_]*.py")]


@pytest.mark.parametrize("path", PAGE_FILES, ids=name_of)
def test_page_is_a_short_table_of_contents(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 80
    assert imported(path) <= {"streamlit", "components", "__future__"}


def test_the_frame_imports_only_pages_components_and_streamlit() -> None:
    allowed = {"streamlit", "components", "pages", *sys.stdlib_module_names}
    assert imported(ROOT / "app.py") <= allowed


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_module_and_its_functions_fit_on_a_page(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 250
    for function in functions(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= 40, f"{function.name} heeft {length} regels"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_module_and_everything_public_in_it_says_what_it_does(path: Path) -> None:
    module = parsed(path)
    assert ast.get_docstring(module)
    for member in public(module):
        assert ast.get_docstring(member), member.name


def test_every_page_has_its_folder_and_every_folder_its_page() -> None:
    pages = (*PAGES, *INSIDE)
    slugs = [entry.slug for entry in pages]
    assert len(slugs) == len(set(slugs)) == len({entry.title for entry in pages})
    assert sorted(slugs) == [path.parent.name for path in PAGE_FILES]
    assert not list((ROOT / "pages").glob("[!_]*.py"))


def test_no_file_names_this_machine_or_leaves_work_undone() -> None:
    seen = 0
    for path in project_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        seen += 1
        found = [word for word in UNWANTED if word in text]
        assert not found, f"{name_of(path)}: {found}"
    assert seen > 100


# The same part played by each of several modules: services of a source, formats, migrations.
PARTS = {"fetch_info", "fetch_observations", "fetch_structure", "fetch_texts", "main", "write"} | {
    "upgrade"
}


def test_one_name_stands_for_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for path in CODE:
        if path.is_relative_to(ROOT / "bench") or path.is_relative_to(ROOT / "tests"):
            continue
        for node in parsed(path).body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(name_of(path))
    doubled = {name: places for name, places in found.items() if len(places) > 1}
    assert {name: doubled[name] for name in doubled.keys() - PARTS} == {}


def test_several_are_chosen_from_one_kind_of_list() -> None:
    """Streamlit's own has a first row in English that takes all."""
    folders = [ROOT / "components", ROOT / "pages"]
    code = [path for folder in folders for path in folder.rglob("*.py")]
    calls = [path.name for path in code if "st.multiselect(" in path.read_text("utf-8")]
    assert calls == ["many.py"]
