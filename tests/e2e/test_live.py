"""A connected machine becomes live by itself, and stays as it was when the source goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cbsserver import cbs
from faultserver import FaultServer, always, status
from madetables import benefits, population
from playwright.sync_api import Browser, expect
from serving import serving
from visit import said, visit

from data_loaders.storage.store import Store

pytestmark = pytest.mark.browser


def wait_until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 90
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def test_app_follows_its_sources_and_outlives_them(browser: Browser, tmp_path: Path) -> None:
    tables = {"80794ned": benefits(), "03759ned": population("2026-06-24")}
    store = Store(tmp_path / "opslag")
    with FaultServer(cbs(tables)) as source:
        mirrors = ("CBS_V3_URL", "CBS_V4_URL", "PDOK_URL", "PDOK_WFS_URL")
        urls = {f"MONITOR_{name}": source.url for name in mirrors}
        with serving(MONITOR_STORE=str(store.root), MONITOR_REFRESH="on", **urls) as site:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            for table in tables:
                wait_until(lambda t=table: bool(store.current(f"cbs/{t}")), f"{table} not fetched")
            for dataset in ("indeling/gemeenten", "cbs/85554NED"):  # jobs run beside each other
                wait_until(lambda d=dataset: bool(store.read_state(d).last_attempt), dataset)
            source.handler = always(status(503))
            visit(page, site, "/regio-in-beeld", onderdeel="Inwoners", cijfer="bevolking")
            explorer = page.locator(".st-key-verkenner")
            expect(explorer.locator(".amm-bron").last).to_contain_text("live")
            visit(
                page,
                site,
                "/regio-in-beeld",
                onderdeel="Uitkeringen",
                cijfer="uitkeringsontvangers",
            )
            expect(explorer.locator("h3").first).to_contain_text("Mensen met een uitkering")
            explorer.locator("details", has_text="Tabel").first.click()
            expect(explorer.locator("tr", has_text="Rozendaal").first).to_contain_text(
                "niet getoond"
            )
            visit(page, site, "/bronnen")
            said(page, "Toon per bron hoe het bijwerken gaat").click()
            row = page.locator("tr", has_text="CBS-tabel 85554NED")
            expect(row).to_contain_text("heeft deze gegevens niet meer op dit adres")
            expect(page.locator("tr", has_text="CBS-tabel 80794ned")).to_contain_text("geen")
