"""What a format to download is. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from components.exhibit.sheet import Sheet


@dataclass(frozen=True)
class Format:
    """One format.

    `ending` names it in addresses, `media_type` in headers. `description` says what it is for.
    `label` is the text of its button on a page, `short` that of its link in a tile; empty where
    it has none. `write` makes the file of a sheet; a picture has none, because it is drawn.
    `is_inline` tells that a browser can show it. `api` tells whether the data API gives it too:
    of any `rows`, or of a `sheet` only, because it names one source.
    """

    ending: str
    media_type: str
    description: str
    label: str = ""
    short: str = ""
    write: Callable[[Sheet], bytes] | None = None
    is_inline: bool = False
    api: Literal["", "rows", "sheet"] = ""

    def file_name(self, stem: str) -> str:
        """Return the name of a file: where the ending has two parts, the first joins the stem."""
        first, dot, last = self.ending.partition(".")
        return f"{stem}_{first}.{last}" if dot and last == "csv" else f"{stem}.{self.ending}"
