"""Tables, downloads, and the map to explore."""

from __future__ import annotations

import csv
import io

import pytest
import requests
from playwright.sync_api import Page, expect
from visit import open_downloads, settle, visit

from data_loaders.geo.boundary_file import load_boundaries

pytestmark = pytest.mark.browser


def download(page: Page, tile: str, label: str) -> tuple[str, bytes]:
    open_downloads(page, tile)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_download_for_excel_opens_right(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", gebied="Arnhem")
    name, data = download(page, ".st-key-verkenner", "Download voor Excel")
    assert name == "bijstand-aandeel_arnhem_2024-12_excel.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    arnhem = next(row for row in rows if "GM0202" in row)
    assert arnhem[rows[0].index("waarde")] == "7,1"
    assert arnhem[rows[0].index("bron")] and all(len(row) == len(rows[0]) for row in rows)


def test_download_for_machines_holds_what_the_table_shows(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    _, data = download(page, ".st-key-verkenner", "Download CSV")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    values = {row["gebied"]: row["waarde"] for row in rows}
    page.locator(".st-key-verkenner summary", has_text="Tabel").first.click()
    table = page.locator(".st-key-verkenner table").first
    expect(table).to_be_visible()
    for row in table.locator("tbody tr").all():
        area, shown = row.locator("th").inner_text(), row.locator(".amm-getal").inner_text()
        expected = values[area].replace(".", ",")
        assert shown.replace("\u00a0", " ") == (f"{expected} %" if expected else "niet getoond")


def test_table_opens_by_keyboard(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Werkzoekenden")
    summary = page.locator("summary", has_text="Tabel").first
    summary.focus()
    page.keyboard.press("Enter")
    table = page.locator("table").first
    expect(table).to_be_visible()
    assert "11.400" in table.inner_text()
    assert "afgeleid" in table.inner_text()


def test_map_of_flows_is_fetched_when_opened(page: Page, site: str) -> None:
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url))
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel")
    assert not [file for file in files if "DeckGl" in file]
    page.locator(".st-key-tegel-pendel-uit").get_by_text("Open de kaart").click()
    expect(page.locator(".st-key-tegel-pendel-uit canvas").first).to_be_visible(timeout=30_000)
    settle(page)
    assert [file for file in files if "DeckGl" in file]


def test_rozendaal_is_a_word_and_no_bar(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    explorer = page.locator(".st-key-verkenner")
    row = explorer.locator(".amm-staven li", has_text="niet getoond")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Rozendaal")
    expect(row.locator(".amm-deel")).to_have_count(0)
    assert "Niet getoond (privacy)" in explorer.inner_text()


def test_boundaries_are_kept_by_the_browser(site: str) -> None:
    shown = load_boundaries()
    url = f"{site}/geo/{shown.name}"
    first = requests.get(url, params={"v": shown.mark}, timeout=60)
    assert first.status_code == 200
    assert "immutable" in first.headers["Cache-Control"]
    again = requests.get(url, headers={"If-None-Match": first.headers["ETag"]}, timeout=60)
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "..\\app.py"])
def test_no_way_out_of_the_folder_of_boundaries(site: str, path: str) -> None:
    request = requests.Request("GET", site).prepare()
    request.url = f"{site}/geo/{path}"
    answer = requests.Session().send(request, timeout=60)
    assert "show_style" not in answer.text
    assert answer.status_code in {400, 404} or "<title>" in answer.text


def test_plain_app_serves_the_map_too(page: Page) -> None:
    from serving import serving

    with serving("app.py") as site:
        visit(page, site, "/")
        visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
        page.locator("path[aria-label^='Arnhem:']:visible").first.wait_for()
        page.close()
