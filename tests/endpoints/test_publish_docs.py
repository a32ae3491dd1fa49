"""The manuals name what is really there."""

from __future__ import annotations

import re
from pathlib import Path

from publishcases import Site

from components.exhibit import asked as choice
from endpoints.api.endpoints import ENDPOINTS
from endpoints.figures.tile_address import ENDINGS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_manual_of_the_api_names_every_address_and_parameter() -> None:
    text = (DOCS / "api.md").read_text("utf-8")
    for endpoint in ENDPOINTS:
        assert f"`{endpoint.path.replace('{naam}', '<naam>')}`" in text
        for parameter in endpoint.parameters:
            assert f"`{parameter.name}`" in text, parameter.name


def test_every_example_in_the_manual_works(site: Site) -> None:
    examples = re.findall(r"^(/api/\S+)$", (DOCS / "api.md").read_text("utf-8"), re.MULTILINE)
    assert len(examples) == 3
    for path in examples:
        assert site.ask(path).status == 200, path


def test_the_manual_of_embedding_names_every_choice() -> None:
    text = (DOCS / "insluiten.md").read_text("utf-8")
    for name in (choice.AREA, choice.FORM, choice.PERIOD, choice.CHARACTERISTIC, choice.THEME):
        assert f"| `{name}` |" in text
    for value in (*choice.FORMS, *choice.THEMES):
        assert f"`{value}`" in text
    for ending in ENDINGS:
        assert f"| `.{ending}` |" in text
