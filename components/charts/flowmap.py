"""The map to explore: commuter flows as arcs, in deck.gl. Made only when someone opens it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pydeck as pdk

from components.charts.theme import PALETTES, ThemeName
from components.words.formatting import format_value
from components.words.hosting import map_geometry
from data_loaders.cache import load_series
from data_loaders.documents import FlowPlace, load_flow_places
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.series import Series, records

HEIGHT = 460
# Widest arc in pixels; the others follow in proportion.
MAX_WIDTH = 22
SIDES: dict[str, tuple[int, int]] = {
    "het zuiden": (0, 45),
    "het westen": (90, 45),
    "het noorden": (180, 45),
    "het oosten": (270, 45),
    "recht boven": (0, 0),
}
"""From where the map can be seen: the bearing and the pitch of the eye, in degrees."""
WHOLE = "de hele kaart"
_MIDDLE, _FAR, _NEAR = (51.97, 5.95), 8.6, 10.2


@dataclass(frozen=True)
class Eye:
    """From which side a visitor looks, and at which region. Choices, so that nobody has to drag."""

    side: str = next(iter(SIDES))
    at: str = WHOLE


@dataclass(frozen=True)
class FlowMap:
    """A deck.gl map as compact JSON, in the form Streamlit takes, and what is not on it."""

    json: str
    missing: tuple[str, ...]
    regions: tuple[str, ...]
    height: int = HEIGHT

    def to_json(self) -> str:
        """Return the map for the browser."""
        return self.json

    @property
    def _tooltip(self) -> dict[str, str]:
        return {"text": "{tip}"}


def make_flow_map(indicator_id: str, version: str, theme: ThemeName, eye: Eye = Eye()) -> FlowMap:
    """Return the arcs of an indicator with the form `stroom`.

    Characteristics without a place (totals, the rest) or without a flow are named in `missing`:
    none has no arc, and what is not known neither. Raises
    DataError when the series or the places cannot be read.
    """
    return _make_flow_map(indicator_id, version, theme, eye, boundaries_state())


@lru_cache(maxsize=64)
def _make_flow_map(
    indicator_id: str, _version: str, theme: ThemeName, eye: Eye, _boundaries: Fingerprint
) -> FlowMap:
    series = load_series(indicator_id)
    flow = series.indicator.flow
    assert flow is not None
    places = load_flow_places()
    home = places[flow.home]
    placed = (r for r in records(series.frame) if r["characteristic"] in places)
    rows = [row for row in placed if float(row["value"]) > 0]
    arcs = [_arc(row, series, home, places[row["characteristic"]], flow.direction) for row in rows]
    shown = {row["characteristic"] for row in rows}
    missing = tuple(name for name in series.frame["characteristic"] if name not in shown)
    deck = pdk.Deck(
        layers=[_outlines(theme), _arcs(arcs, theme), _points(arcs, theme)],
        initial_view_state=_seen(eye, places),
        map_provider=None,
    )
    text = json.dumps(json.loads(deck.to_json()), separators=(",", ":"))
    return FlowMap(text, missing, tuple(name for name in places if name in {*shown, flow.home}))


def _seen(eye: Eye, places: Mapping[str, FlowPlace]) -> pdk.ViewState:
    bearing, pitch = SIDES[eye.side]
    near = places.get(eye.at)
    latitude, longitude = (near.lat, near.lon) if near else _MIDDLE
    zoom = _NEAR if near else _FAR
    return pdk.ViewState(
        latitude=latitude, longitude=longitude, zoom=zoom, bearing=bearing, pitch=pitch
    )


def _arc(
    row: dict[str, Any], series: Series, home: FlowPlace, other: FlowPlace, direction: str
) -> dict[str, Any]:
    start, end = (home, other) if direction == "uit" else (other, home)
    amount = format_value(float(row["value"]), series.indicator)
    return {
        "from": [start.lon, start.lat],
        "to": [end.lon, end.lat],
        "other": [other.lon, other.lat],
        "amount": float(row["value"]),
        "label": f"{other.region} {amount}",
        "tip": f"Van {start.region} naar {end.region}: {amount} {series.indicator.unit}",
    }


def _rgb(color: str) -> list[int]:
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def _outlines(theme: ThemeName) -> pdk.Layer:
    geometry = map_geometry()
    palette = PALETTES[theme]
    return pdk.Layer(
        "GeoJsonLayer",
        id="gemeenten",
        data=geometry.get("url") or geometry["values"],
        get_fill_color=_rgb(palette.surface),
        get_line_color=_rgb(palette.rest),
        line_width_min_pixels=1,
    )


def _arcs(arcs: list[dict[str, Any]], theme: ThemeName) -> pdk.Layer:
    palette = PALETTES[theme]
    widest = max((arc["amount"] for arc in arcs), default=1.0)
    for arc in arcs:
        arc["width"] = MAX_WIDTH * arc["amount"] / widest
    return pdk.Layer(
        "ArcLayer",
        id="stromen",
        data=arcs,
        get_source_position="from",
        get_target_position="to",
        get_width="width",
        get_source_color=_rgb(palette.accent),
        get_target_color=_rgb(palette.signal),
        pickable=True,
    )


def _points(arcs: list[dict[str, Any]], theme: ThemeName) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id="namen",
        data=arcs,
        get_position="other",
        get_text="label",
        get_size=15,
        get_color=_rgb(PALETTES[theme].text),
        get_pixel_offset=[0, 18],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("'Source Sans', sans-serif"),
        parameters={"depthCompare": "always"},  # no part of the map lies over a name
    )
