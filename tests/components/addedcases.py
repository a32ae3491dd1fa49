"""What the tests of one more format and one more kind share: lines added to a copy, and a site."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "endpoints"))

from publishcases import Page, Reply, Site, publishing

__all__ = ["Page", "Reply", "Run", "Site", "add", "publishing"]

Run = Callable[..., subprocess.CompletedProcess[str]]


def add(path: Path, *changes: tuple[str, str]) -> None:
    """Put text before a text that is in a file once, so that it is all that changes."""
    text = path.read_text("utf-8")
    for before, added in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, f"{added}{before}")
    path.write_text(text, "utf-8")
