"""Every page, every part and every choice renders; the registries are walked."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from render import UNAVAILABLE, headings_of, html_of, open_link, open_topic, problems_of

from components.exhibit.topics import figures_of_topic
from components.markup.menu import FOOT
from components.widgets.labels import plain_label
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.documents import load_topics
from data_loaders.geo.regions import load_elsewhere, load_regions
from data_loaders.registry import load_registry
from pages import INSIDE, PAGES

MAPS = [i.id for i in fetched_indicators().values() if i.form == "kaart"]
FOUR = ["GM0202", "GM0221", "GM0226", "GM1705"]
CHOICES = [
    ["GM0202"],
    FOUR,
    ["GM0277"],
    ["GM1955"],
    ["AM08"],
    ["GMR"],
    ["NL01"],
    ["AM07", "GM0268"],
]


def test_every_folder_of_pages_is_a_page() -> None:
    folders = {path.parent.name for path in (Path("pages")).glob("*/page.py")}
    assert folders == {entry.slug for entry in (*PAGES, *INSIDE)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.slug)
def test_every_page_renders_in_its_frame(entry, theme) -> None:
    app = open_link(entry.slug, theme=theme)
    assert problems_of(app) == []
    html = html_of(app)
    assert len(app.title) + html.count("<h1 ") == 1
    assert html.count('<footer class="amm-voet"') == html.count('<header class="amm-balk"') == 1
    assert html.count('aria-current="page">') >= (entry.group != FOOT)
    assert "amm-melding" not in html_of(app)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("topic", load_topics())
def test_every_topic_shows_every_figure_it_has(topic: str, theme) -> None:
    app = open_link(f"regio-in-beeld?onderdeel={topic}", theme=theme)
    assert problems_of(app) == []
    shown = headings_of(html_of(app))
    assert f">{load_topics()[topic].title}</li>" in html_of(app)
    figures = figures_of_topic(topic)
    opened = app.session_state["cijfer"]
    others = [item.name for item in figures if item.id != opened]
    assert [name for name in others if not any(h.startswith(name) for h in shown)] == []
    assert [pill for pill in app.pills[0].options] == [plain_label(item.name) for item in figures]


@pytest.mark.parametrize("indicator_id", fetched_indicators())
def test_every_figure_opens_by_its_own_link(indicator_id: str) -> None:
    app = open_link(f"regio-in-beeld?cijfer={indicator_id}")
    assert problems_of(app) == []
    html = html_of(app)
    assert UNAVAILABLE not in html and "amm-melding" not in html
    assert app.session_state["cijfer"] == indicator_id
    assert load_registry().get(indicator_id).definition in unescape(html)


@pytest.mark.parametrize("topic", load_topics())
def test_every_topic_renders_for_every_kind_of_choice(topic: str) -> None:
    app = open_topic(topic)
    for areas in CHOICES:
        app.multiselect(key="gebied").set_value(areas).run()
        assert problems_of(app) == [], f"{topic} met {areas}"


@pytest.mark.parametrize("indicator_id", MAPS)
def test_every_map_renders_for_every_characteristic_and_period(indicator_id: str) -> None:
    series = load_series(indicator_id)
    periods = sorted(series.frame["period"].unique())
    characteristics = list(dict.fromkeys(series.frame["characteristic"]))
    app = open_topic(series.indicator.topic, f"cijfer={indicator_id}")
    assert app.session_state["cijfer"] == indicator_id
    for characteristic in characteristics:
        if len(characteristics) > 1:
            app.selectbox(key="kenmerk").set_value(characteristic).run()
        for period in {periods[0], periods[-1]} if len(periods) > 1 else ():
            app.selectbox(key="periode").set_value(period).run()
            assert problems_of(app) == [], f"{indicator_id}, {characteristic}, {period}"
    assert problems_of(app) == []


def test_the_menu_of_areas_has_every_area_with_figures() -> None:
    app = open_link("regio-in-beeld")
    options = app.multiselect(key="gebied").options
    own = {r.code: r.label for r in load_regions().regions}
    there = {code: r.label for code, r in load_elsewhere().items() if not r.last_year}
    others = [label for code, label in there.items() if code not in own]
    assert options == [*own.values(), *others]
    assert {"Utrecht", "arbeidsmarktregio Achterhoek"} < set(options)
    assert not [name for name in options if "opgeheven" in name]
