"""One drawing for light and dark: a variable wherever the two themes differ. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from components.charts.theme import PALETTES, Palette, ThemeName

_COLOUR = re.compile(r"(#[0-9a-fA-F]{6})\b")
_OWN = {
    "tekst": "text",
    "zacht": "muted",
    "vlak": "background",
    "grond": "surface",
    "lijn": "line",
    "accent": "accent",
    "signaal": "signal",
}
"""The colours of the page itself: the name of the variable, and the field of a palette."""


@dataclass
class Colours:
    """The variables of one page: which light and dark colour each stands for."""

    pairs: dict[tuple[str, str], str] = field(default_factory=dict)

    def join(self, light: str, dark: str) -> str:
        """Return `light` with a variable at each place where `dark` has another colour.

        The two are the same text drawn in two themes. Raises ValueError when they differ in
        anything but colours.
        """
        ours, theirs = _COLOUR.split(light), _COLOUR.split(dark)
        if ours[::2] != theirs[::2]:
            raise ValueError("licht en donker verschillen in meer dan kleur")
        for place in range(1, len(ours), 2):
            if ours[place] != theirs[place]:
                ours[place] = f"var({self._name(ours[place], theirs[place])})"
        return "".join(ours)

    def _name(self, light: str, dark: str) -> str:
        return self.pairs.setdefault((light, dark), f"--k{len(self.pairs)}")

    def rules(self, theme: ThemeName | None) -> str:
        """Return the style rules that fill the variables: one theme, or the reader's own."""
        if theme is not None:
            return f":root{{{self._values(theme)}}}"
        dark = f"@media (prefers-color-scheme:dark){{:root{{{self._values('donker')}}}}}"
        return f":root{{{self._values('licht')}}}{dark}"

    def _values(self, theme: ThemeName) -> str:
        own = "".join(f"--{name}:{_of(PALETTES[theme], key)};" for name, key in _OWN.items())
        place = 0 if theme == "licht" else 1
        drawn = "".join(f"{name}:{pair[place]};" for pair, name in self.pairs.items())
        scheme = "light" if theme == "licht" else "dark"
        return f"color-scheme:{scheme};{own}{drawn}"


def _of(palette: Palette, key: str) -> str:
    return str(getattr(palette, key))
