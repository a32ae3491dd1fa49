"""`python -m data_loaders import`: shown first, kept after a yes, seen on the page after that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_loaders.files.paths import ROOT

GWU = "Gemeente;Periode;Aantal GWU\nArnhem;mei 2026;8.120\nRheden;mei 2026;1.530\n"
SHOW = """
from data_loaders.cache import load_series
series = load_series("gwu-gemeenten")
print(series.provenance.file, series.provenance.captured is not None)
print(dict(zip(series.frame["region_code"], series.frame["value"])))
"""


@pytest.fixture
def run(tmp_path: Path):
    env = os.environ | {"MONITOR_STORE": str(tmp_path / "opslag"), "PYTHONUTF8": "1"}

    def run(*args: str, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *args],
            cwd=ROOT,
            env=env,
            input=answer,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def gwu(path: Path, text: str = GWU) -> str:
    file = path / "gwu.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_without_a_yes_nothing_is_kept(run, tmp_path: Path) -> None:
    done = run("-m", "data_loaders", "import", "gwu", gwu(tmp_path), answer="n\n")
    assert done.returncode == 0, done.stderr
    assert "Arnhem" in done.stdout
    assert "Er is niets veranderd." in done.stdout
    assert not (tmp_path / "opslag").exists()


def test_what_was_kept_becomes_a_figure_and_a_later_file_adds_to_it(run, tmp_path: Path) -> None:
    assert "nog geen bestand ingelezen" in run("-c", SHOW).stderr
    assert run("-m", "data_loaders", "import", "gwu", gwu(tmp_path), answer="j\n").returncode == 0
    assert run("-c", SHOW).stdout == "gwu True\n{'GM0202': 8120.0, 'GM0275': 1530.0}\n"
    later = GWU.replace("8.120", "8.000").replace("Rheden;mei 2026;1.530", "Duiven;mei 2026;400")
    done = run("-m", "data_loaders", "import", "gwu", gwu(tmp_path, later), "--ja")
    assert done.returncode == 0, done.stderr
    assert "'GM0202': 8000.0, 'GM0275': 1530.0, 'GM0226': 400.0" in run("-c", SHOW).stdout


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("bestaat-niet", "{file}"), "'bestaat-niet' is geen soort bestand"),
        (("gwu",), "Noem het bestand dat u wilt inlezen"),
        (("gwu", "{file}", "--blad", "Blad9"), "Blad9"),
    ],
)
def test_wrong_request_is_one_sentence(run, tmp_path: Path, args, sentence: str) -> None:
    file = gwu(tmp_path)
    done = run("-m", "data_loaders", "import", *(arg.format(file=file) for arg in args))
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_file_is_refused_with_its_row_and_changes_nothing(run, tmp_path: Path) -> None:
    done = run("-m", "data_loaders", "import", "gwu", gwu(tmp_path), "--ja")
    before = run("-c", SHOW).stdout
    done = run(
        "-m", "data_loaders", "import", "gwu", gwu(tmp_path, GWU.replace("8.120", "veel")), "--ja"
    )
    assert done.returncode == 1
    assert "regel 2" in done.stderr
    assert "Er is niets veranderd." in done.stderr
    assert run("-c", SHOW).stdout == before


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_template_is_written(run, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"sjabloon.{ending}"
    done = run("-m", "data_loaders", "import", "gwu", "--sjabloon", str(target))
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 50
