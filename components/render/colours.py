"""One drawing for light and dark: a variable wherever the two themes differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from components.charts.theme import PALETTES, Palette, ThemeName, roles_of
from components.exhibit.model import Drawn
from components.words.legend import Swatch

_COLOUR = re.compile(r"(#[0-9a-fA-F]{6})\b")


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

    def legend(self, drawn: Sequence[Drawn]) -> list[Swatch]:
        """Return the meaning of the colours of a figure in both themes; nothing without one."""
        if not drawn:
            return []
        light, dark = (item.legend for item in drawn)
        return [
            Swatch(self.join(ours.color, theirs.color), ours.label)
            for ours, theirs in zip(light, dark, strict=True)
        ]

    def rules(self, theme: ThemeName | None) -> Markup:
        """Return the rules that fill the variables: one theme or the reader's, light on paper."""
        light = f":root{{{self._values('licht')}}}"
        if theme == "licht":
            return Markup(light)
        where = "screen" if theme else "screen and (prefers-color-scheme:dark)"
        return Markup(f"{light}@media {where}{{:root{{{self._values('donker')}}}}}")

    def _values(self, theme: ThemeName) -> str:
        place = 0 if theme == "licht" else 1
        drawn = "".join(f"{name}:{pair[place]};" for pair, name in self.pairs.items())
        scheme = "light" if theme == "licht" else "dark"
        return f"color-scheme:{scheme};{role_values(PALETTES[theme])}{drawn}"


def role_values(palette: Palette) -> str:
    """Return the colours of a palette as the properties that style sheets use."""
    return "".join(f"--{name}:{color};" for name, color in roles_of(palette).items())
