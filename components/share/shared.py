"""What is said when a tile is shared: its addresses, the code to embed it, and a citation. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from components.charts.theme import ThemeName
from components.exhibit.asked import THEME
from components.exhibit.model import Exhibit
from components.exhibit.plain_path import PAGE, PlainPath
from components.markup.templates import macro
from components.words.formatting import format_date
from data_loaders.monitor import MONITOR

Pairs = Sequence[tuple[str, str]]
LIVE_HEIGHT = 900  # pixels: a page scrolls inside its frame
_LIVE_THEMES: dict[ThemeName, str] = {"licht": "light_theme", "donker": "dark_theme"}


@dataclass(frozen=True)
class Shared:
    """A tile that is shared, and where it stands.

    `base` is the address of the site with a slash at its end, `path` what comes after `tegel/`,
    `query` what was asked of the tile but for its theme. `plain` is there when what was asked
    stands in the path.
    """

    base: str
    path: str
    query: Pairs
    theme: ThemeName | None
    exhibit: Exhibit
    plain: PlainPath | None = None

    @property
    def live(self) -> str:
        """Return the address of the same thing in the app."""
        return f"{self.base}{self.exhibit.live}"

    @property
    def tile(self) -> str:
        """Return the address of the tile."""
        return self.file("", themed=True)

    @property
    def oembed(self) -> str:
        """Return the address that describes the tile to a site that embeds by link."""
        return f"{self.base}oembed?{urlencode({'url': self.tile, 'format': 'json'})}"

    def file(self, ending: str, more: Pairs = (), *, themed: bool = False) -> str:
        """Return the address of a file of the tile; `more` takes the place of what was asked."""
        if self.plain and more:
            return f"{self.base}tegel/{self.plain.everything(ending)}"
        if self.plain:
            return f"{self.base}tegel/{self.plain.file(ending or PAGE, themed=themed)}"
        pairs = [*(more or self.query)]
        if themed and self.theme:
            pairs.append((THEME, self.theme))
        dot = f".{ending}" if ending else ""
        return f"{self.base}tegel/{self.path}{dot}{f'?{urlencode(pairs)}' if pairs else ''}"


def tile_code(shared: Shared, width: int, height: int) -> Markup:
    """Return the HTML that puts the tile in another page. Sizes are in pixels."""
    return frame_code(shared.tile, shared.exhibit.headline, width, height)


def live_code(shared: Shared, width: int) -> Markup:
    """Return the HTML that puts the page of the app in another page. The width is in pixels."""
    options = [("embed", "true")]
    if shared.theme:
        options.append(("embed_options", _LIVE_THEMES[shared.theme]))
    start = "&" if "?" in shared.live else "?"
    source = f"{shared.live}{start}{urlencode(options)}"
    return frame_code(source, shared.exhibit.headline, width, LIVE_HEIGHT)


def frame_code(source: str, headline: str, width: int, height: int) -> Markup:
    """Return the HTML of a frame around an address. Sizes are in pixels."""
    return macro("delen", "iframe", source, f"{headline} | {MONITOR.name}", width, height)


def citation(shared: Shared, today: date) -> str:
    """Return how to name the figure in a text: figure, area, date, source, day and address."""
    exhibit = shared.exhibit
    what = [_values(exhibit) or exhibit.headline, exhibit.subtitle.replace(" · ", ", ")]
    if exhibit.source:
        when = dict(exhibit.source.dates).get("peildatum", "")
        what += [f"Peildatum: {when}"] if when else []
        what.append(f"Bron: {exhibit.source.text}")
    said = " ".join(f"{part.strip().rstrip('.')}." for part in what if part.strip())
    return f"{said} {MONITOR.name}, geraadpleegd op {format_date(today)}, {shared.live}"


def _values(exhibit: Exhibit) -> str:
    """Return the values in large type as words."""
    return "; ".join(f"{item.label}: {item.value} {item.unit}".strip() for item in exhibit.values)
