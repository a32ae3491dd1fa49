"""A copy of the whole project, for tests that add something to it or damage it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from copied import copy_parts

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of this test file, in a folder with a space in its name."""
    root = tmp_path_factory.mktemp("een meer") / "een kopie"
    folders = ("data_loaders", "components", "assets", "pages", "endpoints", ".streamlit")
    return copy_parts(root, *folders, "app.py", "server.py")


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
