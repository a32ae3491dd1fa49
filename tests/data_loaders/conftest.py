"""What several tests of the data layer share: a copy to damage, and the open data once."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from copied import copy_parts

from data_loaders.indicator import Indicator
from data_loaders.open_data import export_all
from data_loaders.registry import read_indicator

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Copy the data layer with its assets into a folder with a space in its name."""

    def copy(into: Path) -> Path:
        return copy_parts(into / "een kopie", "data_loaders", "assets")

    return copy


@pytest.fixture(scope="session")
def run_in() -> Run:
    """Run Python in a copy: `run_in(root, "-m", "data_loaders", "validate")`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run_python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=root,
            env=env | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run_python


@pytest.fixture
def project(tmp_path: Path, copy_project: Callable[[Path], Path]) -> Path:
    """A copy of the project's data layer, to be damaged."""
    return copy_project(tmp_path)


@pytest.fixture
def run(project: Path, run_in: Run) -> Run:
    """Run Python in `project`."""
    return partial(run_in, project)


@pytest.fixture
def indicator(tmp_path: Path) -> Callable[[str, str], Indicator]:
    """Read an indicator written for a test: `indicator(extra top lines, [bron] lines)`."""

    def read(top: str = "", source: str = "") -> Indicator:
        lines = {
            "titel": '"Proef"',
            "onderwerp": '"inwoners"',
            "volgorde": "1",
            "eenheid": '"mensen"',
            "soort": '"aantal"',
            "definitie": '"Een proef."',
            "frequentie": '"jaar"',
            "vorm": '"lijn"',
        }
        lines |= dict(line.split(" = ", 1) for line in top.splitlines())
        document = 'soort = "document"\ndocument = "mja-2026"\nparagraaf = "1"\nbron = "X"'
        path = tmp_path / "proef.toml"
        text = "\n".join(f"{key} = {value}" for key, value in lines.items())
        path.write_text(f"{text}\n[bron]\n{source or document}\n", encoding="utf-8")
        return read_indicator(path)

    return read


@pytest.fixture(scope="session")
def open_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the exported open data."""
    out = tmp_path_factory.mktemp("open data")
    export_all(out)
    return out


@pytest.fixture(scope="session")
def observations(open_data: Path) -> list[dict[str, str]]:
    """The records of `waarnemingen.csv`, read back strictly."""
    with (open_data / "waarnemingen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
