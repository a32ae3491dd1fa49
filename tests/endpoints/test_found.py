"""What search engines, feed readers and analysts find: pages, schema.org, feeds, a line of code."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pandas as pd
import pytest
from publishcases import Page, Site, publishing
from pyshacl import validate
from rdflib import Graph

from components.exhibit.kinds import KINDS
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import COLUMNS
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.documents import load_topics

BASE = "https://monitor.voorbeeld.nl/pad/"
FIGURES = ["bevolking", "bijstand-aandeel", "vraag-en-instroom", "uitkeringen-totaal"]
# What a search engine for datasets asks of a description.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://schema.org/> .
[] a sh:NodeShape ; sh:targetClass s:Dataset ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 5 ] ,
    [ sh:path s:description ; sh:minCount 1 ; sh:minLength 50 ; sh:maxLength 5000 ] ,
    [ sh:path s:url ; sh:minCount 1 ] , [ sh:path s:creator ; sh:minCount 1 ;
      sh:class s:Organization ] ,
    [ sh:path s:license ; sh:maxCount 1 ; sh:pattern "^https://" ] ,
    [ sh:path s:temporalCoverage ;
      sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}$" ] ,
    [ sh:path s:dateModified ; sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" ] ,
    [ sh:path s:includedInDataCatalog ; sh:minCount 1 ; sh:class s:DataCatalog ] ,
    [ sh:path s:distribution ; sh:minCount 3 ; sh:class s:DataDownload ] .
[] a sh:NodeShape ; sh:targetClass s:DataDownload ;
  sh:property [ sh:path s:contentUrl ; sh:minCount 1 ; sh:pattern "^https://" ] ,
    [ sh:path s:encodingFormat ; sh:minCount 1 ; sh:pattern "/" ] .
"""


def head_of(site: Site, path: str) -> tuple[Page, str]:
    reply = site.ask(path)
    assert reply.status == 200, path
    return Page(reply.text), reply.text


def told(html: str) -> dict[str, Any]:
    """The object of schema.org in a page."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data: dict[str, Any] = json.loads(found)
    assert data["@context"] == "https://schema.org"
    return data


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_a_page_of_its_own_that_can_be_read_without_scripts(
    configured: Site, name: str
) -> None:
    page, html = head_of(configured, f"/deel/{name}")
    series, text = load_series(name), unescape(html)
    assert series.indicator.definition in text and len(page.rows) > 1
    links = {link["rel"]: link["href"] for link in page.all("link")}
    assert links["canonical"] == f"{BASE}deel/{name}"
    assert not [meta for meta in page.all("meta") if meta.get("name") == "robots"]
    assert f"regio-in-beeld?onderdeel={series.indicator.topic}" in text
    image = next(m["content"] for m in page.all("meta") if m.get("property") == "og:image")
    assert image == f"{BASE}og/tegel/{name}.png"
    data = {link["type"]: link["href"] for link in page.all("link") if link["rel"] == "alternate"}
    assert data["text/csv"] == f"{BASE}tegel/{name}/alles.csv"
    described = configured.ask("/" + data["application/json+oembed"].removeprefix(BASE)).json
    assert described["type"] == "rich" and f"tegel/{name}" in described["html"]
    for address in data.values():
        assert configured.ask("/" + address.removeprefix(BASE)).status == 200, address


def test_a_choice_of_a_figure_is_not_listed_and_a_tile_neither(configured: Site) -> None:
    for path in (
        "/deel/bevolking?gebied=GM0202",
        "/tegel/bevolking",
        "/deel/bevolking/GM0202.html",
    ):
        robots = [m for m in head_of(configured, path)[0].all("meta") if m.get("name") == "robots"]
        assert [meta["content"] for meta in robots] == ["noindex"], path
    for path in ("/api", "/tegel", "/deel/doel/vaardigheden-medewerkers"):
        page, _ = head_of(configured, path)
        assert not [meta for meta in page.all("meta") if meta.get("name") == "robots"], path


@pytest.mark.parametrize("name", FIGURES)
def test_what_schema_org_reads_of_a_figure_is_whole(configured: Site, name: str) -> None:
    data = told(head_of(configured, f"/deel/{name}")[1])
    whole = {**data, "@context": {"@vocab": "https://schema.org/"}}
    whole["includedInDataCatalog"]["url"] = whole["includedInDataCatalog"]["@id"]
    graph = Graph().parse(data=json.dumps(whole), format="json-ld")
    shapes = Graph().parse(data=SHAPES, format="turtle")
    valid, _, report = validate(graph, shacl_graph=shapes)
    assert valid, report
    broken = Graph().parse(
        data=json.dumps(whole | {"description": "te kort", "distribution": []}), format="json-ld"
    )
    assert not validate(broken, shacl_graph=shapes)[0]
    is_open = load_series(name).provenance.is_open
    assert ("license" in data) == is_open
    for item in data["distribution"]:
        reply = configured.ask("/" + item["contentUrl"].removeprefix(BASE))
        assert reply.status == 200
        assert reply.headers["content-type"].startswith(item["encodingFormat"])


def test_the_page_of_the_api_is_the_catalogue_of_all_figures(configured: Site) -> None:
    data = told(head_of(configured, "/api")[1])
    assert data["@type"] == "DataCatalog"
    names = [item["@id"].rpartition("/")[2] for item in data["dataset"]]
    assert names == list(fetched_indicators())


def test_a_figure_comes_with_a_line_that_reads_it(site: Site) -> None:
    page, _ = head_of(site, "/deel/bevolking")
    lines = {item["id"]: item["value"] for item in page.all("input") if item.get("readonly") == ""}
    frame = eval(lines["pandas"], {"pd": pd})
    assert len(frame) == len(load_series("bevolking").frame)
    assert str(frame.dtypes["peildatum"]).startswith("datetime")
    assert lines["r"].startswith("read.csv(") and "bevolking" in lines["r"]


@pytest.mark.parametrize("topic", ["", "doelen", *load_topics()])
def test_a_feed_can_be_read_and_leads_somewhere(configured: Site, topic: str) -> None:
    path = f"/nieuw/{topic}.atom" if topic else "/nieuw.atom"
    reply = configured.ask(path)
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(reply.body)
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.id == f"{BASE}{path[1:]}" and feed.feed.updated
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    for entry in feed.entries[:3]:
        assert configured.ask("/" + entry.link.removeprefix(BASE)).status == 200, entry.link
        assert topic in {"", entry.tags[0].term}


def test_the_feed_has_every_figure_of_which_the_source_says_when_it_changed(site: Site) -> None:
    entries = feedparser.parse(site.ask("/nieuw.atom").body).entries
    known = {
        f"{site.url}/deel/{name}": series.provenance.modified.isoformat()
        for name in fetched_indicators()
        if (series := load_series(name)).provenance.modified
    }
    found = {entry.link: entry.updated[:10] for entry in entries}
    assert found == known != {}


def test_a_measurement_is_news_of_the_goals(tmp_path: Path) -> None:
    goal = next(iter(load_goals().values()))
    row = ["M0001", goal.id, "2026-06-30", "1234", goal.unit, "Rapportage", "beleidsmedewerker"]
    ledger = tmp_path / "metingen.csv"
    lines = [",".join(COLUMNS), ",".join([*row, "2026-07-15", "", ""])]
    ledger.write_text("\r\n".join(lines) + "\r\n", "utf-8")
    with publishing(MONITOR_METINGEN=str(ledger), MONITOR_STORE=str(tmp_path)) as measured:
        (entry,) = feedparser.parse(measured.ask("/nieuw/doelen.atom").body).entries
        assert entry.title == goal.title and entry.updated.startswith("2026-07-15")
        assert "1.234" in entry.summary and "30 juni 2026" in entry.summary
        assert measured.ask("/" + entry.link.removeprefix(f"{measured.url}/")).status == 200
        everything = feedparser.parse(measured.ask("/nieuw.atom").body).entries
        assert entry.id in {item.id for item in everything}


def test_an_unknown_topic_has_no_feed(site: Site) -> None:
    reply = site.ask("/nieuw/weer.atom")
    assert reply.status == 404 and "pendel" in reply.json["detail"]


def test_every_kind_has_pages_to_list(configured: Site) -> None:
    for kind in KINDS.values():
        if "since" in kind.deck.parts:
            continue
        name = next(iter(kind.entries()))[0]
        page, _ = head_of(configured, f"/deel/{kind.path_of(name)}")
        assert page.all("link")[0]["href"].startswith(f"{BASE}deel/")
