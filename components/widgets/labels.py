"""Words of the data as the label of a widget, which Streamlit reads as Markdown."""

from __future__ import annotations

import re

# Also what Streamlit adds to it: colours and icons (`:red[...]`, `:material/...:`) and formulas.
_ACTIVE = re.compile(r"[\\`*_\[\]<>~$&]|:(?=[\w+-]+[:\[/])")


def plain_label(text: str) -> str:
    """Return a label that shows exactly this text."""
    return _ACTIVE.sub(r"\\\g<0>", text)
