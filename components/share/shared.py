"""What is said when a tile is shared: its addresses, the code to embed it, and a citation. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlencode

from components.charts.theme import ThemeName
from components.exhibit.asked import THEME
from components.exhibit.content import SITE, TileContent
from components.words.formatting import format_date

Pairs = Sequence[tuple[str, str]]
LIVE_HEIGHT = 900  # pixels: a page scrolls inside its frame
_LIVE_THEMES: dict[ThemeName, str] = {"licht": "light_theme", "donker": "dark_theme"}


@dataclass(frozen=True)
class Shared:
    """A tile that is shared, and where it stands.

    `base` is the address of the site with a slash at its end, `path` what comes after `tegel/`,
    `query` what was asked of the tile but for its theme.
    """

    base: str
    path: str
    query: Pairs
    theme: ThemeName | None
    content: TileContent

    @property
    def live(self) -> str:
        """Return the address of the same thing in the app."""
        return f"{self.base}{self.content.live}"

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
        pairs = [*(more or self.query)]
        if themed and self.theme:
            pairs.append((THEME, self.theme))
        dot = f".{ending}" if ending else ""
        return f"{self.base}tegel/{self.path}{dot}{f'?{urlencode(pairs)}' if pairs else ''}"


def tile_code(shared: Shared, width: int, height: int) -> str:
    """Return the HTML that puts the tile in another page. Sizes are in pixels."""
    return _frame(shared.tile, shared.content.headline, width, height)


def live_code(shared: Shared, width: int) -> str:
    """Return the HTML that puts the page of the app in another page. The width is in pixels."""
    options = [("embed", "true")]
    if shared.theme:
        options.append(("embed_options", _LIVE_THEMES[shared.theme]))
    start = "&" if "?" in shared.live else "?"
    source = f"{shared.live}{start}{urlencode(options)}"
    return _frame(source, shared.content.headline, width, LIVE_HEIGHT)


def _frame(source: str, headline: str, width: int, height: int) -> str:
    title = f"{headline} | {SITE}"
    return (
        f'<iframe src="{escape(source, quote=True)}" title="{escape(title, quote=True)}" '
        f'width="{width}" height="{height}" style="border:0;max-width:100%" '
        'loading="lazy"></iframe>'
    )


def citation(shared: Shared, today: date) -> str:
    """Return how to name the figure in a text: figure, area, date, source, day and address."""
    content = shared.content
    source, *rest = content.remarks[-1].split(" · ")
    when = [f"P{part[1:]}" for part in rest if part.startswith("peildatum: ")]
    what = [_value(content)] if content.values else [content.headline]
    what += [content.subtitle.replace(" · ", ", "), *when, source]
    said = " ".join(f"{part.strip().rstrip('.')}." for part in what if part.strip())
    return f"{said} {SITE}, geraadpleegd op {format_date(today)}, {shared.live}"


def _value(content: TileContent) -> str:
    """Return the values in large type as words."""
    return "; ".join(f"{item.label}: {item.value} {item.unit}".strip() for item in content.values)
