"""What the public is told of one goal, on every face of a monitor that needs no browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import requests

from data_loaders.clock import dutch_today

GOAL = "contact-jongeren"


def _text(url: str) -> str:
    answer = requests.get(url, timeout=60)
    answer.raise_for_status()
    return answer.text


def _open_data(server: str) -> str:
    everything = requests.get(f"{server}/api/v1/alles.zip", timeout=60)
    with zipfile.ZipFile(io.BytesIO(everything.content)) as files:
        return files.read("metingen.csv").decode()


FACES: dict[str, Callable[[str], str]] = {
    "tegel": lambda server: _text(f"{server}/tegel/doel/{GOAL}"),
    "dia": lambda server: _text(f"{server}/beraad/tonen?v=1&tegels=d.{GOAL}"),
    "veranderd sinds": lambda server: _text(f"{server}/tegel/wijzigingen?sinds={yesterday()}"),
    "API": lambda server: _text(f"{server}/api/v1/registers/metingen"),
    "open data": _open_data,
}
KEEPING = {"tegel", "dia", "API", "open data"}
"""The faces that also keep what was corrected since."""


def yesterday() -> str:
    return (dutch_today() - timedelta(days=1)).isoformat()


def faces_with(server: str, value: str) -> set[str]:
    """Return the faces on which a server tells this value, written as 31.500."""
    bare = value.replace(".", "")
    return {name for name, read in FACES.items() if bare in read(server).replace(".", "")}
