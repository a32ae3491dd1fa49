"""One figure is one figure: in the app, its tile, the API and every download."""

from __future__ import annotations

import csv
import io
from html import unescape

import pytest
from openpyxl import load_workbook
from publishcases import Page, Site, svg_texts

from components.exhibit.asked import forms_of
from components.exhibit.on_page import compared, newest_choice, page_exhibit
from components.exhibit.sheet import series_sheet
from components.files.formats import FORMATS
from components.insights.sentences import NO_FIGURE
from components.markup.templates import macro
from components.words.formatting import format_shown
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.export import observation_records
from data_loaders.files.csvtext import plain_number
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

AREAS = ("GM0202", "GM0268")
Key = tuple[str, str, str]
Texts = dict[Key, str]


def key(row: dict[str, object]) -> Key:
    period = str(row["periode"] or "").replace("-M", "-")  # so that Excel leaves a month alone
    return str(row["gebied_code"]), period, str(row["kenmerk"] or "")


def written(value: object) -> str:
    return "" if value is None else plain_number(float(str(value)))


def of_csv(text: str, delimiter: str = ",") -> Texts:
    """The values in a CSV, up to the empty line after which the source stands."""
    lines = text.removeprefix("\ufeff").partition("\r\n\r\n")[0]
    reader = csv.DictReader(io.StringIO(lines, newline=""), delimiter=delimiter)
    return {key(row): row["waarde"].replace(",", ".") for row in reader}


def of_json(rows: list[dict[str, object]]) -> Texts:
    return {key(row): written(row["waarde"]) for row in rows}


def of_workbook(content: bytes) -> Texts:
    """The values in a workbook: the numbers themselves, and nothing that looks like one."""
    head, *rows = load_workbook(io.BytesIO(content))["Gegevens"].iter_rows(values_only=True)
    found = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    assert {type(row["waarde"]) for row in found} <= {int, float, type(None)}
    return {
        key(row | {"kenmerk": row["kenmerk"] or "", "periode": row["periode"] or ""}): written(
            row["waarde"]
        )
        for row in found
    }


def of_series(series: Series) -> Texts:
    return {
        (
            str(row["region_code"]),
            str(row["period"]),
            "; ".join(str(row[c]) for c in ("characteristic", "breakdown") if row[c]),
        ): "" if row["value"] != row["value"] else plain_number(row["value"])
        for row in records(series.frame)
    }


@pytest.mark.parametrize("name", list(fetched_indicators()))
def test_every_value_is_the_same_to_the_last_digit(site: Site, name: str) -> None:
    series = load_series(name)
    values = of_series(series)
    question = f"/api/v1/observations?indicator={name}&aantal=10000"
    cube = site.ask(f"{question}&format=jsonstat").json
    everywhere = {
        "api json": of_json(site.ask(question).json["gegevens"]),
        "api csv": of_csv(site.ask(f"{question}&format=csv").text),
        "app csv": of_csv(app_file(series, "csv").decode()),
        "app excel": of_csv(app_file(series, "excel.csv").decode(), ";"),
        "app xlsx": of_workbook(app_file(series, "xlsx")),
        "api xlsx": of_workbook(site.ask(f"{question}&format=xlsx").body),
        "everything xlsx": of_workbook(site.ask(f"/tegel/{name}.xlsx?omvang=alles").body),
        "everything csv": of_csv(site.ask(f"/tegel/{name}.csv?omvang=alles").text),
    }
    assert {place: found for place, found in everywhere.items() if found != values} == {}
    cells = cube["value"]
    known = cells.values() if isinstance(cells, dict) else filter(None, cells)
    assert sorted(map(written, known)) == sorted(filter(None, values.values()))
    for query in tile_queries(series):
        path = f"/tegel/{name}{{}}?vorm=tabel{query}"
        rows = site.ask(path.format(".json")).json["gegevens"]
        there = [row for row in rows if row["status"] != NO_FIGURE]
        assert there and of_json(there).items() <= values.items(), query
        assert of_json(rows).keys() - values.keys() == of_json(rows).keys() - of_json(there).keys()
        assert of_csv(site.ask(path.format(".csv")).text) == of_json(rows), query
        assert of_csv(site.ask(path.format(".excel.csv")).text, ";") == of_json(rows), query
        assert of_workbook(site.ask(path.format(".xlsx")).body) == of_json(rows), query
        html = site.ask(path.format("")).text
        assert shown_in(html) == shown_by(series, rows)[:60], query
        table = app_table(series, query)
        assert table in html, query
        assert shown_in(table) == shown_by(series, rows)[:60], query


def app_file(series: Series, ending: str) -> bytes:
    """All of a series as the app gives it."""
    write = FORMATS[ending].write
    assert write is not None
    return write(series_sheet(series, observation_records(series)))


def tile_queries(series: Series) -> list[str]:
    """The choices to look at: without one, and the last area of a sample that it has."""
    known = set(series.frame["region_code"])
    areas = [area for area in AREAS if area in known and series.indicator.form == "kaart"]
    return ["", *(f"&gebied={area}" for area in areas[-1:])]


def shown_in(html: str) -> list[str]:
    """The column of values of the first table of a page: the last that is not about it."""
    head, *rows = Page(html).rows
    values = [i for i, name in enumerate(head) if name not in {"Gebied", "Periode", "Status"}]
    return [row[values[-1]] for row in rows]


def shown_by(series: Series, rows: list[dict[str, object]]) -> list[str]:
    """The same values as a reader sees them, newest first as in a table."""
    ordered = sorted(rows, key=lambda row: str(row["periode"]), reverse=True)
    return [
        format_shown(
            float("nan") if row["waarde"] is None else float(str(row["waarde"])),
            series.indicator,
            str(row["status"]),
            str(row["toelichting"] or ""),
        )
        for row in ordered
    ]


def app_table(series: Series, query: str) -> str:
    """The table as the app has it for the same choice."""
    name = series.indicator.id
    if series.indicator.form == "kaart":
        area = query.rpartition("=")[2] or load_regions().default
        shown = compared(name, newest_choice(name, (area,)), "licht", dutch_today()).ranking
    else:
        shown = page_exhibit(name, "licht", dutch_today())
    foot = macro("vitrine", "foot", shown)
    return foot[foot.index("<table") : foot.index("</table>")]


@pytest.mark.parametrize("name", ["bijstand-aandeel", "bevolking", "werknemers-zelfstandigen"])
def test_a_drawing_shows_the_values_of_its_table(site: Site, name: str) -> None:
    html = site.ask(f"/tegel/{name}?vorm=staaf").text
    drawn = svg_texts(html[html.index("<svg") : html.index("</svg>")])
    title = unescape(Page(html).words["h1"])
    assert shown_in(html)
    for value in shown_in(html):  # the total of counts would dwarf the bars: it is in the title
        assert value in unescape(drawn) or f"Midden-Gelderland {value}" in title, value


def test_large_values_are_those_of_the_table(site: Site) -> None:
    for name in fetched_indicators():
        if forms_of(load_series(name))[0] != "cijfer":
            continue
        html = site.ask(f"/tegel/{name}").text
        large = html.partition('class="groot"><span>')[2].partition("</span>")[0]
        assert [unescape(large)] == shown_in(html), name
