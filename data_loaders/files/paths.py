"""Where the files of the project live."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INDICATORS = ROOT / "data_loaders" / "indicators"
ASSETS = ROOT / "assets"
DATA = ASSETS / "data"
GEO = ASSETS / "geo"
