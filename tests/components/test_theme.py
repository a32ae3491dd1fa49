"""Colours: measured contrast, told apart by colour-blind readers too, and the same everywhere."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest
from samples import THEMES

from components.charts.theme import (
    PALETTES,
    ROLES,
    SCREEN_PALETTES,
    Palette,
    ThemeName,
    ink_on,
    vega_config,
)
from data_loaders.files.paths import ASSETS, ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
STREAMLIT_NAMES: dict[ThemeName, str] = {"licht": "light", "donker": "dark"}
LARGE_SCREEN, TEXT, SHAPE = 7.0, 4.5, 3.0
# Smallest distance between neighbours in OKLab: 0.02 is just visible, 0.1 another colour.
APART = 0.1

Linear = tuple[float, float, float]


def linear(color: str) -> Linear:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def oklab(color: str) -> Linear:
    r, g, b = linear(color)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(oklab(one), oklab(other), strict=True)) ** 0.5


def colors_of(palette: Palette) -> list[str]:
    values = [getattr(palette, field.name) for field in fields(palette)]
    return [c for value in values for c in (value if isinstance(value, tuple) else [value])]


def palettes() -> list[Palette]:
    return [chosen[theme] for chosen in (PALETTES, SCREEN_PALETTES) for theme in THEMES]


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert distance("#000000", "#ffffff") == pytest.approx(1, abs=0.001)


def test_every_colour_is_written_in_the_same_way() -> None:
    for palette in palettes():
        for color in colors_of(palette):
            assert re.fullmatch(r"#[0-9a-f]{6}", color), color
        assert list(palette.colours) == colors_of(palette)


@pytest.mark.parametrize("name", ["text", "muted"])
def test_text_is_readable_on_page_and_surface(name: str) -> None:
    for palette in palettes():
        for ground in (palette.background, palette.surface):
            assert contrast(getattr(palette, name), ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_stand_out_from_the_page_and_from_a_surface(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    for color in (*palette.series, palette.accent, palette.signal, palette.rest):
        assert contrast(color, palette.background) >= SHAPE, color
        assert contrast(color, palette.surface) >= SHAPE, color


@pytest.mark.parametrize("theme", THEMES)
def test_a_name_in_the_colour_of_its_line_is_readable(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    for color in palette.series:
        assert contrast(color, palette.background) >= TEXT, color


@pytest.mark.parametrize("theme", THEMES)
def test_a_large_screen_has_the_contrast_of_a_projector(theme: ThemeName) -> None:
    palette = SCREEN_PALETTES[theme]
    for color in (palette.text, palette.muted, palette.signal, *palette.series):
        assert contrast(color, palette.background) >= LARGE_SCREEN, color


@pytest.mark.parametrize("theme", THEMES)
def test_neighbours_are_plainly_different_colours(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    roles = (palette.accent, palette.rest, palette.signal)
    for group in (palette.series, palette.steps, roles):
        assert len(set(group)) == len(group)
        for one, other in pairwise(group):
            assert distance(one, other) >= APART, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_classes_of_a_map_rise_in_even_steps_and_none_is_the_page(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    against_page = [contrast(color, palette.background) for color in palette.steps]
    assert against_page == sorted(against_page)
    assert against_page[0] > 1.2
    for one, other in pairwise(palette.steps):
        assert contrast(one, other) >= 1.35
    assert palette.no_data not in palette.steps


@pytest.mark.parametrize("theme", THEMES)
def test_letters_can_be_read_on_every_fill_of_a_map(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    for fill in (*palette.steps, palette.no_data, palette.surface, palette.background):
        assert contrast(ink_on(fill, palette), fill) >= TEXT, fill


@pytest.mark.parametrize("theme", THEMES)
def test_page_settings_are_those_of_the_palette(theme: ThemeName) -> None:
    palette, page = PALETTES[theme], CONFIG["theme"][STREAMLIT_NAMES[theme]]
    assert page["backgroundColor"] == palette.surface
    assert page["secondaryBackgroundColor"] == palette.background
    assert page["textColor"] == palette.text
    assert page["linkColor"] == palette.accent
    assert page["borderColor"] == palette.rest
    assert theme == "donker" or page["primaryColor"] == palette.accent


@pytest.mark.parametrize("theme", THEMES)
def test_buttons_links_and_borders_of_the_page_can_be_seen(theme: ThemeName) -> None:
    palette, page = PALETTES[theme], CONFIG["theme"][STREAMLIT_NAMES[theme]]
    assert contrast("#ffffff", page["primaryColor"]) >= TEXT
    assert contrast(page["primaryColor"], palette.background) >= SHAPE
    assert contrast(page["primaryColor"], palette.surface) >= SHAPE
    assert contrast(page["linkColor"], palette.background) >= TEXT
    assert contrast(page["linkColor"], palette.surface) >= TEXT
    assert contrast(page["borderColor"], palette.background) >= SHAPE


@pytest.mark.parametrize("theme", THEMES)
def test_each_role_can_be_seen_where_it_stands(theme: ThemeName) -> None:
    palette = PALETTES[theme]
    role = {name: getattr(palette, field) for name, field in ROLES.items()}
    for name in ("accent", "regio", "nl", "doel", "stip", "rand"):
        assert contrast(role[name], role["vlak"]) >= SHAPE, name
    for name in ("accent", "regio", "nl", "doel", "tekst", "gedempt"):
        assert contrast(role[name], role["vlak"]) >= TEXT, name
    for name in ("accent", "regio", "nl", "tekst", "gedempt"):
        assert contrast(role[name], role["grond"]) >= TEXT, name
    for name in ("balk", "voet"):
        assert contrast("#ffffff", role[name]) >= TEXT, name


def test_every_property_that_a_style_sheet_uses_is_made_somewhere() -> None:
    """In a style sheet, in the style of an element, or from the theme; else it is no colour."""
    folders = ("css", "sjablonen", "scripts")
    texts = {
        path: path.read_text("utf-8")
        for name in folders
        for path in (ASSETS / name).iterdir()
        if path.suffix in {".css", ".html", ".js"}
    }
    made = {name for text in texts.values() for name in re.findall(r"--([\w-]+)\s*:", text)}
    one_each = r"--([\w-]+)\{\{ loop\.index \}\}:"
    numbered = {name for text in texts.values() for name in re.findall(one_each, text)}
    for path, text in texts.items():
        found = set(re.findall(r"var\(--([\w-]+)\)", text))
        used = {name for name in found if name.rstrip("0123456789") not in numbered}
        assert used <= made | ROLES.keys(), path.name


def test_colours_stand_in_the_theme_and_nowhere_else() -> None:
    known = {color.removeprefix("#") for palette in palettes() for color in colors_of(palette)}
    for path in sources():
        found = set(re.findall(r"\b[0-9a-f]{6}\b", path.read_text("utf-8").lower()))
        assert not found & known, path


def sources() -> list[Path]:
    folders = ("components", "endpoints", "data_loaders", "pages", "assets/css")
    folders += ("assets/sjablonen", "assets/scripts")
    found = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    text = {".py", ".css", ".js", ".html", ".jinja", ".j2", ".typ", ".xml"}
    theme = ROOT / "components" / "charts" / "theme.py"
    return [path for path in found if path.suffix in text and path != theme]


@pytest.mark.parametrize("path", sorted((ASSETS / "css").glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_has_no_colours_of_its_own(path: Path) -> None:
    """But the black screen, and the white that a camera needs around a code."""
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))) <= {"#fff", "#000"}


@pytest.mark.parametrize("theme", THEMES)
def test_charts_speak_dutch(theme: ThemeName) -> None:
    locale = vega_config(theme)["locale"]
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", ".")
    assert locale["number"]["currency"] == ["€\u00a0", ""]
    assert locale["time"]["months"][2] == "maart"
    assert [len(locale["time"][name]) for name in ("days", "shortDays", "months")] == [7, 7, 12]
    assert locale["time"]["days"][0] == "zondag"
