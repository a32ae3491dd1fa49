"""The one place for colours, type and the Vega configuration.

Colours are tested: 3:1 against the page (charts), 4.5:1 for text and for the names of
lines; neighbours are plainly different colours, and parts that touch have an edge in the
colour of the page. Values of the page itself stand in `.streamlit/config.toml`; a test
holds the two together.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from itertools import chain
from typing import Any, Literal

from components.words.formatting import MONTHS, SHORT_MONTHS

ThemeName = Literal["licht", "donker"]

FONT = "Source Sans, 'Source Sans 3', Segoe UI, Helvetica Neue, Arial, sans-serif"
TYPE = 13
"""The size of the letters of a figure, in pixels."""

NUMBER_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}
TIME_LOCALE = {
    "dateTime": "%a %e %B %Y %X",
    "date": "%d-%m-%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
    "months": list(MONTHS),
    "shortMonths": list(SHORT_MONTHS),
}


@dataclass(frozen=True)
class Palette:
    """Colours of one theme (all `#rrggbb`).

    `background` is that of a panel, on which figures stand; `surface` that of the page around
    it. `series` are the chart colours in order of use; `steps` the classes of a choropleth from
    low to high; `rest` marks what is not chosen; `signal` draws attention, and is our region.
    `country` is Nederland, `goal` a target that is reached, `dot` another municipality;
    on `bar` and `foot` (head and foot of a page) letters are white.
    """

    background: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    signal: str
    country: str
    goal: str
    dot: str
    bar: str
    foot: str
    rest: str
    series: tuple[str, str, str, str]
    steps: tuple[str, str, str, str, str]
    no_data: str

    @property
    def colours(self) -> tuple[str, ...]:
        """Return every colour, in the order of the fields."""
        parts = (part if isinstance(part, tuple) else (part,) for part in astuple(self))
        return tuple(chain.from_iterable(parts))


ROLES = {
    "accent": "accent",
    "regio": "signal",
    "nl": "country",
    "doel": "goal",
    "stip": "dot",
    "lijn": "line",
    "rand": "rest",
    "tekst": "text",
    "gedempt": "muted",
    "vlak": "background",
    "grond": "surface",
    "balk": "bar",
    "voet": "foot",
}
"""The colours as style sheets call them: the name of the property, and the field of a palette."""
STEPS = ("stapeen", "staptwee", "stapdrie", "stapvier", "stapvijf")
"""The same of the classes of a map."""


def roles_of(palette: Palette) -> dict[str, str]:
    """Return every colour of a palette by the name of its property."""
    found = {name: str(getattr(palette, key)) for name, key in ROLES.items()}
    return found | dict(zip(STEPS, palette.steps, strict=True)) | {"geen": palette.no_data}


PALETTES: dict[ThemeName, Palette] = {
    "licht": Palette(
        background="#ffffff",
        surface="#f4f6f8",
        text="#1b2733",
        muted="#55636f",
        line="#d5dbe1",
        accent="#12436d",
        signal="#b8490c",
        country="#801650",
        goal="#19827a",
        dot="#8494a3",
        bar="#12436d",
        foot="#1b2733",
        rest="#7d8f9f",
        series=("#12436d", "#19827a", "#801650", "#c4520e"),
        steps=("#d9e6f2", "#a9c6df", "#6f9dc4", "#3a709f", "#12436d"),
        no_data="#e3e8ec",
    ),
    "donker": Palette(
        background="#18232c",
        surface="#10181f",
        text="#eef2f5",
        muted="#b3bfc9",
        line="#384650",
        accent="#7fb2e0",
        signal="#f5a067",
        country="#e286b8",
        goal="#35b3a5",
        dot="#8494a3",
        bar="#12436d",
        foot="#0b1218",
        rest="#71818e",
        series=("#7fb2e0", "#35b3a5", "#e286b8", "#f5a067"),
        steps=("#20384c", "#2e5375", "#41709b", "#6d9fcc", "#a9cdf0"),
        no_data="#36434d",
    ),
}

_LIGHT, _DARK = PALETTES["licht"], PALETTES["donker"]

# For a large screen: text is 7:1 against the page there. The rest is as everywhere else.
SCREEN_PALETTES: dict[ThemeName, Palette] = {
    "licht": replace(
        _LIGHT,
        muted="#44505b",
        signal="#8a3808",
        goal="#0f5e58",
        series=(_LIGHT.series[0], "#0f5e58", _LIGHT.series[2], "#8a3808"),
    ),
    "donker": replace(
        _DARK,
        goal="#45c0b2",
        country="#ef9cc8",
        series=(_DARK.series[0], "#45c0b2", "#ef9cc8", _DARK.series[3]),
    ),
}


def ink_on(fill: str, palette: Palette) -> str:
    """Return the colour of letters on a fill: of text or of the page, what stands out most."""
    return max((palette.text, palette.background), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (`#rrggbb`) as WCAG defines it: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def vega_config(theme: ThemeName) -> dict[str, Any]:
    """Return the `config` every chart gets: our type, colours and Dutch notation."""
    palette = PALETTES[theme]
    text = {"labelColor": palette.text, "titleColor": palette.muted}
    return {
        "background": "transparent",
        "font": FONT,
        "locale": {"number": NUMBER_LOCALE, "time": TIME_LOCALE},
        "view": {"stroke": None},
        "axis": {
            **text,
            "labelFontSize": TYPE,
            "titleFontSize": TYPE,
            "titleFontWeight": "normal",
            "gridColor": palette.line,
            "domainColor": palette.muted,
            "tickColor": palette.muted,
            "labelLimit": 220,
        },
        "legend": {
            **text,
            "labelFontSize": TYPE,
            "titleFontSize": TYPE,
            "titleFontWeight": "normal",
            "symbolType": "square",
            "labelLimit": 260,
        },
        "text": {"fontSize": TYPE, "color": palette.text},
        "bar": {"cornerRadiusEnd": 1},
    }
