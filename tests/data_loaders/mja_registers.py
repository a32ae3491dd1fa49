"""What the tests of the Meerjarenagenda's registers share: reading them as plain rows."""

from __future__ import annotations

import csv

from transcribed import given

from data_loaders.files.paths import DATA

FOLDER = DATA / "afspraken"


def every(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read(name: str) -> list[dict[str, str]]:
    """What the document gave."""
    return given(name, every(name))


def by_id(name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read(name)}
