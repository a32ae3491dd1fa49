"""A Python client made from the description of the API: it calls every operation."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from publishcases import Site

NAME = "gemaakte_klant"
NAMES = {"indicators": "bevolking", "registers": "acties"}
# The generator knows no ZIP: of this one it makes a call without an answer to read.
UNREAD = {"get_alles_zip"}


@pytest.fixture(scope="module")
def made(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("klant")
    described = folder / "openapi.json"
    described.write_bytes(site.ask("/api/v1/openapi.json").body)
    generator = Path(sys.executable).with_name("openapi-python-client")
    command = [str(generator), "generate", "--path", str(described), "--meta", "none"]
    told = subprocess.run(
        [*command, "--output-path", str(folder / NAME)],
        env=os.environ | {"PATH": f"{generator.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert (told.stdout + told.stderr).count("WARNING") == len(UNREAD), told.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


def operations(made: ModuleType) -> Iterator[ModuleType]:
    folder = Path(str(made.__file__)).parent / "api"
    for file in sorted(folder.glob("*/get_*.py")):
        yield importlib.import_module(f"{NAME}.api.{file.parent.name}.{file.stem}")


def test_every_operation_can_be_called_and_read(site: Site, made: ModuleType) -> None:
    client = made.Client(base_url=f"{site.url}/api/v1", raise_on_unexpected_status=True)
    described = site.ask("/api/v1/openapi.json").json["paths"]
    called = list(operations(made))
    assert len(called) == len(described)
    for operation in called:
        name = operation.__name__.rpartition(".")[2]
        if name in UNREAD:
            continue
        where = next((key for key in NAMES if f"get_{key}_by" in name), "")
        asked: dict[str, Any] = {"naam": NAMES[where]} if where else {}
        answer = operation.sync_detailed(client=client, **asked)
        assert answer.status_code == 200, name
        assert answer.parsed.to_dict()["gegevens"], name
        path = "/" + name.removeprefix("get_").replace("_by_naam", f"/{asked.get('naam', '')}")
        same = site.ask(f"/api/v1{path}").json
        assert json.loads(json.dumps(answer.parsed.to_dict()))["aantal"] == same["aantal"]


def test_values_come_out_with_their_types(site: Site, made: ModuleType) -> None:
    client = made.Client(base_url=f"{site.url}/api/v1")
    ask = importlib.import_module(f"{NAME}.api.cijfers.get_observations").sync
    found = ask(client=client, indicator=["bevolking"], gebied=["Arnhem"], van="2026")
    (row,) = found.gegevens
    assert row.waarde == 171822 and row.peildatum.isoformat() == "2026-01-01"
    assert row.kenmerk is None


def test_a_refusal_comes_out_as_a_problem(site: Site, made: ModuleType) -> None:
    client = made.Client(base_url=f"{site.url}/api/v1")
    ask = importlib.import_module(f"{NAME}.api.cijfers.get_observations").sync
    assert "Atlantis" in ask(client=client, gebied=["Atlantis"]).detail
