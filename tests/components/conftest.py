"""A copy of the whole project, for tests that add something to it or damage it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from data_loaders.files.paths import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of this test file, in a folder with a space in its name."""
    root = tmp_path_factory.mktemp("een meer") / "een kopie"
    skip = shutil.ignore_patterns("__pycache__")
    for folder in ("data_loaders", "components", "assets", "pages", "endpoints", ".streamlit"):
        shutil.copytree(ROOT / folder, root / folder, ignore=skip)
    for file in ("app.py", "server.py"):
        shutil.copy(ROOT / file, root / file)
    return root


@pytest.fixture(scope="module")
def run(project: Path) -> Run:
    """Run Python in the copy: `run("-m", "data_loaders", "validate")`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return partial(_run, project, env | {"PYTHONUTF8": "1"})


def _run(root: Path, env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
