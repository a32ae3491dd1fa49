"""What a page of its own needs, outside Streamlit: its style, and leave to run a script. Pure."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from data_loaders.files.paths import ASSETS
from data_loaders.files.text import read_text


@cache
def style_sheet(name: str) -> str:
    """Return a style sheet of ours on one line, without comments. Raises DataError without it."""
    lines = map(str.strip, read_text(ASSETS / "css" / name).splitlines())
    return "".join(line for line in lines if not line.startswith("/*"))


def script_hash(script: str) -> str:
    """Return the source by which a Content-Security-Policy lets this one script run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
