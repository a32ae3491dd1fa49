"""The page for sharing: its addresses work, its code is what it shows, and it trusts nobody."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser
from publishcases import Page, Site

from components.exhibit.asked import forms_of
from components.overview.figures import tile_query
from components.words.formatting import format_date
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.documents import load_highlights
from data_loaders.export import observation_records

CHOSEN = "bijstand-aandeel?gebied=GM0202"
FILES = ("excel.csv", "csv", "xlsx", "json", "csv-metadata.json", "parquet", "png", "svg")


def fields(html: str) -> dict[str, str]:
    """What can be copied, by name."""
    found = {had["id"]: had["value"] for had in Page(html).all("input") if "readonly" in had}
    areas = re.findall(r'<textarea id="(\w+)"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    return found | {name: unescape(text) for name, text in areas}


def shared(site: Site, path: str) -> dict[str, str]:
    reply = site.ask(f"/deel/{path}")
    assert reply.status == 200, (path, reply.text[:300])
    return fields(reply.text)


def local(site: Site, url: str) -> str:
    assert url.startswith(f"{site.url}/"), url
    return url.removeprefix(site.url)


def test_the_page_says_what_is_shared_in_dutch(site: Site) -> None:
    page = Page(site.ask(f"/deel/{CHOSEN}").text)
    title = site.ask(f"/tegel/{CHOSEN.replace('?', '.json?')}").json["titel"]
    assert page.all("html") == [{"lang": "nl"}] and title.startswith(page.words["h1"])
    assert page.words["title"].startswith(page.words["h1"])
    assert "Let op: Nederland: 3,9 % is hoger" in page.words["p"]


def test_links_keep_the_selection(site: Site) -> None:
    found = shared(site, "leeftijdsopbouw?periode=2024&gebied=GM0202&gebied=GM0268")
    query = dict(parse_qsl(urlsplit(found["link"]).query))
    assert query["cijfer"] == "leeftijdsopbouw" and query["periode"] == "2024"
    assert urlsplit(found["link"]).path == "/regio-in-beeld"
    assert found["tegellink"] == (
        f"{site.url}/tegel/leeftijdsopbouw?gebied=GM0202&gebied=GM0268&periode=2024"
    )
    assert site.ask(local(site, found["tegellink"])).status == 200


def test_the_code_is_the_frame_of_the_example_to_the_letter(site: Site) -> None:
    for query in ("", "&thema=donker&vorm=staaf&breedte=280", "&soort=live&breedte=1000"):
        html = site.ask(f"/deel/{CHOSEN}{query}").text
        example = html.partition('aria-label="Voorbeeld">')[2].partition("</div>")[0]
        assert fields(html)["code"] == example
        assert len(Page(html).all("iframe")) == 1


def test_the_code_of_a_tile_says_all_it_needs(site: Site) -> None:
    found = shared(site, f"{CHOSEN}&thema=donker&vorm=staaf&breedte=280")
    frame = Page(found["code"]).all("iframe")[0]
    assert frame["src"] == f"{site.url}/tegel/{CHOSEN}&vorm=staaf&thema=donker"
    assert frame["title"].endswith("| Arbeidsmarktmonitor Arnhem-Nijmegen")
    assert (frame["width"], frame["loading"]) == ("280", "lazy")
    assert int(frame["height"]) > int(Page(shared(site, CHOSEN)["code"]).all("iframe")[0]["width"])
    assert site.ask(local(site, frame["src"])).status == 200


def test_the_code_of_the_page_itself_embeds_it(site: Site) -> None:
    frame = Page(shared(site, f"{CHOSEN}&soort=live&thema=licht")["code"]).all("iframe")[0]
    query = parse_qsl(urlsplit(frame["src"]).query)
    assert query[-2:] == [("embed", "true"), ("embed_options", "light_theme")]
    assert ("gebied", "GM0202") in query and ("cijfer", "bijstand-aandeel") in query


def test_a_form_that_is_sent_as_it_stands_changes_nothing(site: Site) -> None:
    page = Page(site.ask(f"/deel/{CHOSEN}").text)
    sent = "vorm=kaart&thema=&breedte=600&soort=tegel"
    hidden = [had for had in page.all("input") if had["type"] == "hidden"]
    assert [(had["name"], had["value"]) for had in hidden] == [("gebied", "GM0202")]
    assert shared(site, f"{CHOSEN}&{sent}") == shared(site, CHOSEN)
    assert shared(site, f"{CHOSEN}&vorm=&thema=&breedte=&soort=") == shared(site, CHOSEN)
    form = {"method": "get", "action": "#insluiten", "target": "_self"}
    assert [had for had in page.all("form") if "id" not in had] == [form]  # not the search


def test_the_form_offers_the_forms_there_are(site: Site) -> None:
    for name in ("bijstand-aandeel", "bevolking", "vraag-en-instroom"):
        html = site.ask(f"/deel/{name}").text
        offered = re.search(r'<select id="vorm".*?</select>', html, re.DOTALL)
        assert offered is not None
        assert re.findall(r'value="(\w+)"', offered[0]) == [*forms_of(load_series(name)), "compact"]
    html = site.ask(f"/deel/doel/{next(iter(load_goals()))}").text
    offered = re.search(r'<select id="vorm".*?</select>', html, re.DOTALL)
    assert offered is not None and re.findall(r'value="(\w*)"', offered[0]) == ["", "compact"]


def test_a_citation_has_figure_area_date_source_day_and_address(site: Site) -> None:
    found = shared(site, "bevolking?gebied=GM0202&periode=2024")
    text, today = found["bronvermelding"], format_date(dutch_today())
    for part in ("167.632", "Arnhem", "Peildatum: 1 januari 2024.", "Bron: CBS StatLine, tabel "):
        assert part in text
    assert text.endswith(f"geraadpleegd op {today}, {found['link']}")
    assert "\n" not in text and ".." not in text


def test_a_citation_of_large_values_names_them(site: Site) -> None:
    text = shared(site, "bijstand-aandeel?vorm=cijfer&gebied=GM0202")["bronvermelding"]
    assert text.startswith("Arnhem: 7,1\u00a0%. ")


@pytest.mark.parametrize(
    ("path", "name", "every"),
    [
        (CHOSEN, "bijstand-aandeel_arnhem_2024-12", "bijstand-aandeel_alle-gebieden_2024-12"),
        ("vraag-en-instroom", "vraag-en-instroom_", "vraag-en-instroom_"),
        ("project/soil-valley", "soil-valley", ""),
    ],
)
def test_every_download_is_there_and_named(site: Site, path: str, name: str, every: str) -> None:
    links = [
        had["href"]
        for had in Page(site.ask(f"/deel/{path}").text).all("a")
        if had["href"].startswith(f"{site.url}/tegel/")
    ]
    endings = [urlsplit(link).path.rpartition("/")[2].partition(".")[2] for link in links]
    assert list(dict.fromkeys(endings)) == list(FILES)
    for link, ending in zip(links, endings, strict=True):
        reply = site.ask(local(site, link))
        assert reply.status == 200, link
        (file,) = re.findall(r'filename="([a-z0-9_.-]+)"', reply.headers["content-disposition"])
        assert file.startswith(every if "omvang=alles" in link else name)
        assert file.endswith("_excel.csv" if ending == "excel.csv" else f".{ending}")


def test_everything_is_every_row_there_is(site: Site) -> None:
    rows = observation_records(load_series("bevolking"))
    own = site.ask("/tegel/bevolking.json?gebied=GM0202").json["gegevens"]
    every = site.ask("/tegel/bevolking.json?gebied=GM0202&omvang=alles").json["gegevens"]
    assert 0 < len(own) < len(every) == len(rows)
    book = load_workbook(io.BytesIO(site.ask("/tegel/bevolking.xlsx?omvang=alles").body))
    assert book["Gegevens"].max_row == len(rows) + 1
    table = site.ask("/tegel/bevolking.excel.csv?omvang=alles").text
    lines = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert len(lines) == len(rows) + 1 and {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("path", ["bevolking", "bevolking.png", "project/soil-valley.csv"])
def test_everything_is_only_for_the_data_of_a_figure(site: Site, path: str) -> None:
    assert site.ask(f"/tegel/{path}?omvang=alles").status == 400
    assert site.ask("/tegel/bevolking.csv?omvang=veel").status == 400


def test_the_metadata_describe_the_csv_they_stand_beside(site: Site) -> None:
    reply = site.ask("/tegel/bevolking.csv?gebied=GM0202")
    linked = re.match(r"<\./(.+?)>; rel=\"describedby\"", reply.headers["link"])
    assert linked is not None
    metadata = site.ask(f"/tegel/{linked[1]}")
    assert metadata.headers["content-type"] == "application/csvm+json"
    assert metadata.json["url"] == "bevolking.csv?gebied=GM0202"
    columns = [column["name"] for column in metadata.json["tableSchema"]["columns"]]
    assert columns == next(csv.reader(io.StringIO(reply.text)))
    kinds = {c["name"]: c["datatype"] for c in metadata.json["tableSchema"]["columns"]}
    assert (kinds["waarde"], kinds["peildatum"], kinds["periode"]) == ("decimal", "date", "string")


def test_everything_with_a_tile_can_be_shared(site: Site) -> None:
    paths = [*fetched_indicators(), *(f"doel/{goal}" for goal in load_goals())]
    for path in [*paths, *(f"project/{project}" for project in load_by_id(Project))]:
        assert shared(site, path)["tegellink"] == f"{site.url}/tegel/{path}"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        (CHOSEN, f"../deel/{CHOSEN}"),
        ("bevolking", "../deel/bevolking"),
        ("project/soil-valley", "../../deel/project/soil-valley"),
    ],
)
def test_a_tile_leads_to_its_page_for_sharing(site: Site, path: str, link: str) -> None:
    links = {had["href"] for had in Page(site.ask(f"/tegel/{path}").text).all("a")}
    assert link in links


def test_every_key_figure_of_the_start_page_can_be_shared_as_a_value(site: Site) -> None:
    for item in load_highlights():
        query = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in tile_query(item))
        assert 'class="groot"' in site.ask(f"/tegel/{item.indicator}?{query}").text
        assert shared(site, f"{item.indicator}?{query}")["bronvermelding"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("bestaat-niet", 404),
        ("doel/bestaat-niet", 404),
        ("bevolking.png", 404),
        ("", 404),
        ("..%2f..%2fapp", 404),
        ("bevolking?gebied=Atlantis", 400),
        ("bevolking?soort=raket", 400),
        ("bevolking?breedte=279", 400),
        ("bevolking?breedte=1001", 400),
        ("bevolking?breedte=%D9%A6%D9%A0%D9%A0", 400),
        ("bevolking?breedte=300&breedte=400", 400),
        ("bevolking?" + "gebied=GM0202&" * 5, 400),
        ("project/soil-valley?vorm=kaart", 400),
    ],
)
def test_what_cannot_be_shared_is_a_page_that_says_so(site: Site, path: str, status: int) -> None:
    reply = site.ask(f"/deel/{path}")
    page = Page(reply.text)
    assert reply.status == status and page.words["h1"] == "Dit is niet te delen"
    assert page.all("html") == [{"lang": "nl"}] and "Traceback" not in reply.text
    assert not page.all("iframe")


def test_a_refusal_leads_to_what_can_be_shared(site: Site) -> None:
    listed = [had["href"] for had in Page(site.ask("/deel/doel/geen").text).all("a")]
    assert listed  # at least the way to the monitor
    links = Page(site.ask("/deel/bestaat-niet").text).all("a")
    assert any(had["href"] == "../deel/bevolking" for had in links)
    inside = Page(site.ask("/deel/bevolking?vorm=taart&breedte=300").text).all("a")
    assert any(had["href"] == "?breedte=300&vorm=kaart" for had in inside)


def test_only_its_own_two_scripts_may_run_and_only_our_site_may_be_framed(site: Site) -> None:
    reply = site.ask(f"/deel/{CHOSEN}")
    rules = dict(
        rule.strip().partition(" ")[::2]
        for rule in reply.headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == rules["frame-src"] == rules["img-src"] == "'self'"
    assert re.fullmatch(r"'sha256-[\w+/=]+' 'sha256-[\w+/=]+'", rules["script-src"])
    assert len(Page(reply.text).all("script")) == 2
    assert not [had for _, had in Page(reply.text).tags if any(k.startswith("on") for k in had)]


def test_the_configured_address_counts_and_not_what_a_request_says(configured: Site) -> None:
    reply = configured.ask(f"/deel/{CHOSEN}", host="kwaad.nl")
    ours = "https://monitor.voorbeeld.nl/pad/"
    assert "kwaad" not in reply.text
    assert all(text.startswith(ours) for name, text in fields(reply.text).items() if "link" in name)
    assert (
        "frame-src 'self' https://monitor.voorbeeld.nl;"
        in (reply.headers["content-security-policy"])
    )
    assert reply.headers["cache-control"] == "public, max-age=300"


def test_an_address_from_a_request_is_kept_for_nobody_else(site: Site) -> None:
    reply = site.ask(f"/deel/{CHOSEN}", host='kwaad.nl"><script>fout()</script>')
    assert len(Page(reply.text).all("script")) in {1, 2} and "<script>fout" not in reply.text
    own = site.ask(f"/deel/{CHOSEN}")
    assert own.headers["cache-control"] == "private, max-age=300"
    assert "kwaad" not in own.text and "kwaad" not in own.headers["content-security-policy"]


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    first = site.ask(f"/deel/{CHOSEN}")
    again = site.ask(f"/deel/{CHOSEN}", if_none_match=first.headers["etag"])
    assert again.status == 304 and again.body == b""
    assert site.ask(f"/deel/{CHOSEN}&vorm=staaf").headers["etag"] != first.headers["etag"]


@pytest.mark.browser
def test_the_page_works_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}/deel/{CHOSEN}")
    assert not page.get_by_role("button", name="Kopieer").count()
    page.get_by_label("Vorm").select_option("staaf")
    page.get_by_label("Thema").select_option("donker")
    page.get_by_label("Breedte").fill("280")
    page.get_by_role("button", name="Toon de code").click()
    page.wait_for_url("**vorm=staaf**")
    assert 'width="280"' in page.locator("#code").input_value()
    inside = page.frames[1]
    assert inside.url.endswith(f"{CHOSEN}&vorm=staaf&thema=donker")
    assert inside.locator("h1").inner_text() in page.locator("h1").inner_text()
    context.close()


@pytest.mark.browser
def test_a_button_copies_the_code(browser: Browser, site: Site) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/deel/{CHOSEN}")
    page.get_by_role("button", name="Kopieer: Code voor uw pagina").press("Enter")
    page.get_by_role("status").filter(has_text="Gekopieerd.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#code").input_value() and copied.startswith("<iframe")
    assert [text for text in said if "Content Security Policy" in text] == []
    others = [url for url in asked if "/deel/" not in url and "/tegel/" not in url]
    assert [url for url in others if "favicon" not in url] == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_everyone_can_use_the_page(browser: Browser, site: Site, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{site.url}/deel/{CHOSEN}&breedte=1000")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
