"""The catalogue as CKAN harvests it, with its own profile of DCAT-AP 3."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from publishcases import Site

from data_loaders.cache import fetched_indicators, load_series
from data_loaders.open_registers import register_names

HERE = Path(__file__).resolve().parents[1] / "clients"
PYTHON = HERE / "ckan" / "bin" / "python"
pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif(not PYTHON.exists(), reason="make test-clients installs it"),
]


@pytest.fixture(scope="module")
def harvested(configured: Site) -> dict[str, dict[str, Any]]:
    """The datasets by the last part of their identifier."""
    made = subprocess.run(
        [str(PYTHON), str(HERE / "harvest.py")],
        input=configured.ask("/catalogus.ttl").text,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-3000:]
    found = json.loads(made.stdout[made.stdout.index("[{") :])
    return {_extra(item, "identifier").rpartition("/")[2]: item for item in found}


def _extra(item: dict[str, Any], name: str) -> str:
    return next((str(e["value"]) for e in item["extras"] if e["key"] == name), "")


def test_every_figure_and_register_becomes_a_dataset(harvested: dict[str, Any]) -> None:
    registers = {f"register-{name}" for name in register_names()}
    assert set(fetched_indicators()) | registers <= set(harvested)


def test_a_dataset_comes_over_whole(harvested: dict[str, Any]) -> None:
    found = harvested["bevolking"]
    assert found["title"].startswith("Inwoners op 1 januari") and len(found["notes"]) > 50
    assert {"arbeidsmarkt", "inwoners"} <= {tag["name"] for tag in found["tags"]}
    told = {name: _extra(found, name) for name in ("temporal_start", "frequency", "provenance")}
    assert told["temporal_start"] == "2012-01-01" and told["frequency"].endswith("/ANNUAL")
    assert "03759ned" in told["provenance"]
    assert json.loads(_extra(found, "spatial_bbox"))["type"] == "Polygon"
    assert _extra(found, "publisher_name") == "Voorbeeld"
    assert _extra(found, "contact_email") == "cijfers@voorbeeld.nl"


def test_every_file_comes_over_with_its_licence(harvested: dict[str, Any]) -> None:
    for name, item in harvested.items():
        assert item["resources"], name
        for file in item["resources"]:
            is_open = name in fetched_indicators() and load_series(name).provenance.is_open
            assert ("by/4.0" in file["license"]) == is_open, name
            assert file["url"].startswith("https://monitor.voorbeeld.nl/pad/")
            assert file["format"] and file["mimetype"] and file["name"]
