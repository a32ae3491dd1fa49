"""Linters and client libraries of others, in JavaScript: `make test-clients` installs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from publishcases import Site

from components.markup.templates import macro
from data_loaders.accessibility import load_statement

HERE = Path(__file__).resolve().parents[1] / "clients"
INSTALLED = HERE / "node_modules" / ".bin"
NODE = shutil.which("node") or ""
pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif(not (NODE and INSTALLED.is_dir()), reason="make test-clients installs them"),
]
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def run(*command: str, given: str = "") -> str:
    made = subprocess.run(
        [*command],
        cwd=HERE,
        input=given,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | QUIET,
        check=False,
    )
    assert made.returncode == 0, made.stdout[-4000:] + made.stderr[-4000:]
    return made.stdout


@pytest.fixture(scope="module")
def described(configured: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both descriptions, of a site of which the operator filled in everything, as files."""
    folder = tmp_path_factory.mktemp("beschrijving")
    files = {}
    for name, path in (("api", "v1"), ("tegels", "tegels")):
        files[name] = folder / f"{name}.json"
        files[name].write_bytes(configured.ask(f"/api/{path}/openapi.json").body)
    return files


def test_the_design_rules_find_no_fault(described: dict[str, Path]) -> None:
    spectral = (str(INSTALLED / "spectral"), "lint", "-r", "ontwerpregels.yaml")
    run(*spectral, "--fail-severity", "error", str(described["api"]))


@pytest.mark.parametrize("name", ["api", "tegels"])
def test_a_linter_of_openapi_finds_no_fault(described: dict[str, Path], name: str) -> None:
    run(str(INSTALLED / "redocly"), "lint", str(described[name]))


def test_a_client_made_at_run_time_calls_every_operation(site: Site) -> None:
    address = f"{site.url}/api/v1/openapi.json"
    said = run(NODE, "elke-operatie.mjs", address, f"{site.url}/api/v1")
    names = [
        item["get"]["operationId"]
        for item in site.ask("/api/v1/openapi.json").json["paths"].values()
    ]
    assert said.split("\n")[:-1] == [f"{name} 200" for name in names]


def cube(site: Site, query: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A cube as the library reads it, and the observations it is of."""
    text = site.ask(f"/api/v1/observations?{query}&format=jsonstat").text
    rows = site.ask(f"/api/v1/observations?{query}&aantal=10000").json["gegevens"]
    return json.loads(run(NODE, "kubus.mjs", given=text)), rows


@pytest.mark.parametrize(
    "query", ["indicator=bevolking", "indicator=leeftijdsopbouw&gebied=Arnhem"]
)
def test_a_cube_has_the_same_values(site: Site, query: str) -> None:
    read, rows = cube(site, query)
    values = [cell["value"] for cell in read["cells"] if cell["value"] is not None]
    assert sorted(values) == sorted(row["waarde"] for row in rows if row["waarde"] is not None)


def test_a_cube_without_any_value_can_be_read(site: Site) -> None:
    read, rows = cube(site, "indicator=bijstand-aandeel&gebied=Rozendaal")
    assert {row["waarde"] for row in rows} == {None}
    assert [cell["value"] for cell in read["cells"]] == [None] * len(rows)
    assert {cell["status"] for cell in read["cells"]} == {"niet getoond"}


OWN = (
    "/tegel",
    "/tegel/bijstand-aandeel",
    "/tegel/vraag-en-instroom",
    "/tegel/uitkeringen-totaal",
    "/tegel/doel/vaardigheden-medewerkers",
    "/tegel/project/soil-valley",
    "/tegel/bijstand-aandeel?vorm=compact",
    "/tegel/bestaat-niet",
    "/deel/bijstand-aandeel",
    "/api",
)
"""A document of each kind that our own server makes: not what Streamlit does."""


def test_our_own_documents_are_html_by_the_standard(site: Site, tmp_path: Path) -> None:
    files = []
    for number, path in enumerate(OWN):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(site.ask(path).body)
        assert files[-1].stat().st_size > 1000, path
    files.append(tmp_path / "verklaring.html")
    told = macro("toegankelijkheid", "statement", load_statement(), "", "", "")
    head = '<!doctype html><html lang="nl"><head><title>x</title></head>'
    files[-1].write_text(f"{head}<body><main>{told}</main></body></html>")
    run(str(INSTALLED / "html-validate"), "--preset", "standard", *map(str, files))
