"""oEmbed: a link to a tile, or to its figure in the app, becomes an embedded tile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from starlette.requests import Request

from components.exhibit.asked import COMPACT, FORM
from components.exhibit.kinds import KINDS
from components.exhibit.model import Exhibit
from components.exhibit.plain_path import PAGE
from components.exhibit.topics import opened_with
from components.render.compact import TALLEST, compact_of
from components.render.image import WIDTH as IMAGE
from components.render.image import compact_image, image_height
from components.render.svg import Drawing
from components.share.shared import frame_code
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.monitor import MONITOR
from endpoints.figures.drawings import IMAGE_WIDTH, empty_drawing, height_of
from endpoints.figures.tile_address import FIGURES, PARAMETERS, read_address
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import data_mark
from endpoints.http.parameters import Parameter, read_parameters
from endpoints.http.resource import Pairs, Plan, RequestError, as_json, as_query, asked
from endpoints.http.site import base_url

WIDTH, TOPIC = 600, "onderdeel"
_SCHEMES = frozenset({"http", "https"})
"""A link is written with either, whatever the server in front makes of it."""
LARGEST = 10_000
_ROOM = 340
"""Pixels: in less width a tile is made compact."""
OEMBED_PARAMETERS = (
    Parameter("url", "Een adres van een tegel of van een pagina van deze site.", required=True),
    Parameter("format", "Alleen json; iets anders geeft 501.", default="json"),
    Parameter("maxwidth", "Hoogstens zo breed, in pixels.", span=(1, LARGEST)),
    Parameter("maxheight", "Hoogstens zo hoog, in pixels.", span=(1, LARGEST)),
)


@dataclass(frozen=True)
class _Embed:
    """What is to be embedded: the tile at this place of the site, at most so large."""

    base: str
    path: str
    query: Pairs
    most: tuple[int, int]


def plan_oembed(request: Request) -> Plan:
    """Return how a link is described."""
    base, pairs = base_url(request), asked(request)
    return Plan(("oembed", base, pairs), data_mark, lambda: _describe(_read(base, pairs)))


def _read(base: str, pairs: Pairs) -> _Embed:
    """Return what is to be embedded. Raises RequestError for what is not ours."""
    values = read_parameters(pairs, OEMBED_PARAMETERS)
    if values["format"] != ("json",):
        raise RequestError(501, "Wij geven dit alleen als JSON.")
    if not values["url"]:
        raise RequestError(400, "Geef met 'url' de link die u wilt insluiten.")
    path, query = _tile_of(values["url"][0], base)
    width, height = (
        int(values[name][0]) if values[name] else LARGEST for name in ("maxwidth", "maxheight")
    )
    return _Embed(base, path, query, (width, height))


def _tile_of(url: str, base: str) -> tuple[str, Pairs]:
    """Return the path below `/tegel/` and the query that a link stands for."""
    refusal = RequestError(404, "Deze link is niet van deze site, of er is geen tegel van.")
    asked, ours = _split(url, refusal), _split(base, refusal)
    same = asked.scheme in _SCHEMES and asked.netloc.lower() == ours.netloc.lower()
    if not same or not asked.path.startswith(ours.path):
        raise refusal
    path = asked.path.removeprefix(ours.path).rstrip("/")
    query = tuple(parse_qsl(asked.query, max_num_fields=40))
    if path.startswith(("tegel/", "deel/")):
        kept = tuple(pair for pair in query if pair[0] in PARAMETERS)
        return path.partition("/")[2], kept
    if found := tile_on(path, query) or tile_first_on(path, query):
        return found
    raise refusal


def tile_on(page: str, query: Pairs) -> tuple[str, Pairs] | None:
    """Return path and query of the tile of what is chosen on a page of the app, if anything."""
    for kind in KINDS.values():
        found = [value for key, value in query if key in {kind.parameter, kind.name}]
        if page == kind.page and len(found) == 1 and "id" in kind.deck.parts:
            kept = tuple(pair for pair in query if pair[0] in kind.parameters)
            return kind.path_of(found[0]), kept
    return None


def tile_first_on(page: str, query: Pairs) -> tuple[str, Pairs] | None:
    """Return the same of what a page opens with, where its address names nothing that is on it."""
    kind = FIGURES
    if page != kind.page or any(key in {kind.parameter, kind.name} for key, _ in query):
        return None
    try:
        name = opened_with(next((value for key, value in query if key == TOPIC), ""))
    except DataError:
        return None
    kept = tuple(pair for pair in query if pair[0] in kind.parameters)
    return (kind.path_of(name), kept) if name else None


def _split(url: str, refusal: RequestError) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise refusal from None


def _describe(embed: _Embed) -> Answer:
    embed = _fitting(embed)
    address = read_address(embed.path, embed.query)
    if address.ending:
        raise RequestError(404, "Een bestand is niet in te sluiten; de tegel zelf wel.")
    exhibit = address.exhibit(dutch_today())
    query = as_query(embed.query)
    tiles = f"{embed.base}tegel/"
    page = f"{tiles}{quote(address.page)}{query}"
    width = min(WIDTH, embed.most[0])
    height = min(height_of(exhibit, width, is_compact=address.is_compact), embed.most[1])
    described: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": exhibit.headline,
        "provider_name": MONITOR.name,
        "provider_url": embed.base,
        "cache_age": 3600,
        "html": str(frame_code(page, exhibit.headline, width, height)),
        "width": width,
        "height": height,
    }
    if size := _thumbnail(exhibit, is_compact=address.is_compact):
        described |= {"thumbnail_url": f"{tiles}{quote(address.path)}.png{query}"}
        described["thumbnail_width"], described["thumbnail_height"] = 2 * size[0], 2 * size[1]
    return answer_of(as_json(described), "application/json")


def _fitting(embed: _Embed) -> _Embed:
    """Return the smallest form of a tile where there is no room for another and none was asked."""
    plain = read_address(embed.path, embed.query).plain
    is_small = embed.most[0] < _ROOM or embed.most[1] <= TALLEST
    if not is_small or FORM in dict(embed.query) or (plain and plain.form):
        return embed
    if plain:
        return replace(embed, path=replace(plain, form=COMPACT).file(PAGE, themed=True))
    return replace(embed, query=(*embed.query, (FORM, COMPACT)))


def _thumbnail(exhibit: Exhibit, *, is_compact: bool) -> tuple[int, int] | None:
    """Return how large the image of a tile is; a table has none."""
    if is_compact:
        made = compact_image(compact_of(exhibit), "licht", exhibit.headline)
        return made.width, made.height
    return None if exhibit.is_table else (IMAGE, image_height(exhibit, _empty_image(exhibit)))


def _empty_image(exhibit: Exhibit) -> Drawing | None:
    return empty_drawing(exhibit.drawn[0], IMAGE_WIDTH) if exhibit.drawn else None
