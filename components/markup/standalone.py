"""What a page of its own needs, outside Streamlit: its style, and leave to run a script. Pure.

Style sheets and scripts are our own files, and go into a page as they are.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from markupsafe import Markup

from data_loaders.files.paths import ASSETS
from data_loaders.files.text import read_text

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def style_sheet(name: str) -> Markup:
    """Return a style sheet of ours on one line, without comments. Raises DataError without it."""
    lines = _REMARK.sub("", read_text(ASSETS / "css" / name)).splitlines()
    return Markup("".join(map(str.strip, lines)))


@cache
def script(name: str) -> Markup:
    """Return a script of ours. Raises DataError without it."""
    return Markup(read_text(ASSETS / "scripts" / name).strip())


def script_hash(script: str) -> str:
    """Return the source by which a Content-Security-Policy lets this one script run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
