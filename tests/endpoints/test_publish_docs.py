"""The manuals name what is really there."""

from __future__ import annotations

import re
from pathlib import Path

from publishcases import Site

from components.exhibit import asked as choice
from components.exhibit.kinds import KINDS
from components.files.formats import FORMATS
from endpoints.api.endpoints import ENDPOINTS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_manual_of_the_api_names_every_address_and_parameter() -> None:
    text = (DOCS / "api.md").read_text("utf-8")
    for endpoint in ENDPOINTS:
        assert f"`{endpoint.path.replace('{naam}', '<naam>')}`" in text
        for parameter in endpoint.parameters:
            assert f"`{parameter.name}`" in text, parameter.name
            for form in parameter.choices() if parameter.name == "format" else ():
                assert f"`{form}`" in text, form


def test_every_example_in_the_manual_works(site: Site) -> None:
    examples = re.findall(r"^(/api/\S+)$", (DOCS / "api.md").read_text("utf-8"), re.MULTILINE)
    assert len(examples) == 6
    for path in examples:
        assert site.ask(path).status == 200, path


def test_the_manual_of_embedding_names_every_choice() -> None:
    text = (DOCS / "insluiten.md").read_text("utf-8")
    for name in (choice.AREA, choice.FORM, choice.PERIOD, choice.CHARACTERISTIC, choice.THEME):
        assert f"| `{name}` |" in text
    for value in (*choice.FORMS, *choice.THEMES):
        assert f"`{value}`" in text
    for ending in FORMATS:
        assert f"| `.{ending}` |" in text
    for kind in KINDS.values():
        named = r"[a-z-]+" if kind.has_forms else re.escape(kind.path_of("<naam>"))
        assert re.search(rf'/tegel/{named}[`"?]', text), kind.name
