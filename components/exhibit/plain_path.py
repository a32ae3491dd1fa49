"""A tile in an address without a question mark, as a file in a folder has it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from components.exhibit.asked import AREA, COMPACT, FORM, THEME, THEMES
from components.words.share_links import EVERYTHING

PAGE = "html"
"""The ending of a page where it is a file."""
((SCOPE, WHOLE),) = EVERYTHING
STEPS = re.compile(
    rf"(?:/(?P<area>[A-Z]{{2}}[A-Z0-9-]{{0,12}}))?(?:/(?P<whole>{WHOLE}))?"
    rf"(?:/(?P<form>{COMPACT}))?(?:/(?P<theme>{'|'.join(THEMES)}))?"
)


@dataclass(frozen=True)
class PlainPath:
    """What is asked of a tile, as steps below its own path: `bevolking/GM0202/compact/donker`.

    `own` is the path of the tile, `area` a code, `whole` everything that is known of a figure;
    `form` is empty or compact.
    """

    own: str
    area: str = ""
    whole: bool = False
    form: str = ""
    theme: str = ""

    @property
    def path(self) -> str:
        """Return the path without an ending."""
        steps = (self.own, self.area, WHOLE if self.whole else "", self.form, self.theme)
        return "/".join(filter(None, steps))

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """Return the same as parameters of an address."""
        scope = WHOLE if self.whole else ""
        pairs = ((AREA, self.area), (FORM, self.form), (THEME, self.theme), (SCOPE, scope))
        return tuple(pair for pair in pairs if pair[1])

    def file(self, ending: str, *, themed: bool = False) -> str:
        """Return the path of a file; only what is `themed` looks different in another theme."""
        way = self if themed else replace(self, form="", theme="")
        return f"{way.path}.{ending}"

    def everything(self, ending: str) -> str:
        """Return the path of the file with everything that is known of the figure."""
        return PlainPath(self.own, whole=True).file(ending)


def plain_path(own: str, steps: str) -> PlainPath | None:
    """Return the tile `own` with these steps (each with its `/`); None for what is no step."""
    found = STEPS.fullmatch(steps)
    if found is None:
        return None
    area, whole, form, theme = found.groups(default="")
    return PlainPath(own, area, bool(whole), form, theme)
