"""The project as it is installed and committed: the command, its version, and what is committed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from copied import copy_parts

from data_loaders.files.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What the script in .venv/bin does: no more than this.
COMMAND = "import sys; from {module} import {attr}; sys.argv[0] = 'monitor'; sys.exit({attr}())"
GOOD = '"""A module."""\n\nNAME = "monitor"\n'
UNUSED, UGLY = '"""A module."""\n\nimport os\n', '"""A module."""\n\nNAME   = "monitor"\n'


def done(
    command: list[str], folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"} | (env or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def monitor(root: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Give the command of the project in `root` from another folder."""
    entry = EntryPoint("monitor", PROJECT["scripts"]["monitor"], "console_scripts")
    code = COMMAND.format(module=entry.module, attr=entry.attr)
    return done([sys.executable, "-c", code, *arguments], folder, {"PYTHONPATH": str(root)})


def test_the_command_tells_the_version_of_the_project(tmp_path: Path) -> None:
    assert (
        monitor(ROOT, tmp_path, "--version").stdout == f"Arbeidsmarktmonitor {PROJECT['version']}\n"
    )
    old = done([sys.executable, "-m", "data_loaders", "--version"], ROOT)
    assert old.stdout == f"Arbeidsmarktmonitor {PROJECT['version']}\n"
    assert f"\n## {PROJECT['version']} - " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_command_checks_the_data_from_any_folder(tmp_path: Path) -> None:
    found = monitor(ROOT, tmp_path, "validate")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Alles klopt: ")


def test_the_command_says_under_which_name_it_was_called(tmp_path: Path) -> None:
    assert monitor(ROOT, tmp_path, "--help").stdout.startswith("Usage: monitor ")
    old = done([sys.executable, "-m", "data_loaders", "--help"], ROOT)
    assert old.stdout.startswith("Usage: python -m data_loaders ")


def test_what_cannot_be_used_ends_the_command_with_one_sentence(tmp_path: Path) -> None:
    copy_parts(tmp_path, "data_loaders", "assets", "monitor.py")
    (tmp_path / "assets" / "data" / "documenten.toml").write_text("stuk =", "utf-8")
    found = monitor(tmp_path, tmp_path, "status")
    assert found.returncode == 1
    (sentence,) = found.stderr.splitlines()
    assert sentence.startswith("Error: ") and "documenten.toml" in sentence


@pytest.fixture
def committer(tmp_path: Path) -> Path:
    """A repository with our settings and our virtual environment, in a path with a space."""
    root = tmp_path / "een map"
    root.mkdir()
    for name in ("pyproject.toml", ".pre-commit-config.yaml"):
        shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    assert done(["git", "init", "--quiet"], root).returncode == 0
    return root


@pytest.mark.parametrize(
    ("text", "failed"), [(GOOD, ""), (UNUSED, "ruff check"), (UGLY, "ruff format")]
)
def test_what_is_committed_passes_ruff_without_a_connection(
    committer: Path, text: str, failed: str
) -> None:
    (committer / "module.py").write_text(text, "utf-8")
    done(["git", "add", "module.py", ".pre-commit-config.yaml"], committer)
    # A proxy that is not there: whatever would fetch something fails.
    away = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY"), "http://127.0.0.1:9")
    env = away | {"PRE_COMMIT_HOME": str(committer / "bewaard")}
    found = done([sys.executable, "-m", "pre_commit", "run", "--color=never"], committer, env)
    assert found.returncode == (1 if failed else 0), found.stdout + found.stderr
    states = dict(line.split("...", 1) for line in found.stdout.splitlines() if "..." in line)
    assert {n for n, state in states.items() if state.endswith("Failed")} == {failed} - {""}
    assert set(states) == {"ruff check", "ruff format"}
    assert (committer / "module.py").read_text("utf-8") == text
