"""Veranderd sinds, in a browser: by keyboard, in the link, and as a download."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visit import said, settle

from data_loaders.since.records import CHANGE_COLUMNS

pytestmark = pytest.mark.browser
FIELD = "Datum van het vorige beraad"


def test_day_is_chosen_by_keyboard_and_stays_in_the_link(page: Page, site: str) -> None:
    page.goto(f"{site}/beraad?deel=sinds")
    settle(page)
    assert "Kies de dag van het vorige beraad" in page.locator("[data-testid=stApp]").inner_text()
    page.get_by_label(FIELD).focus()
    page.keyboard.type("30 juni 2026")
    page.keyboard.press("Enter")
    sentence = said(page, "Sinds 30 juni 2026: ")
    expect(sentence).to_be_visible(timeout=20_000)
    assert "sinds=2026-06-30" in page.url
    heading = page.get_by_role("heading", name="Acties waarvan de einddatum voorbij is")
    expect(heading).to_be_visible()
    page.reload()
    expect(sentence).to_be_visible(timeout=20_000)
    expect(page.get_by_label(FIELD)).to_have_value("30-06-2026")


def test_what_changed_can_be_downloaded(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/beraad?sinds=2026-06-30")
    settle(page)
    part = page.get_by_role("heading", name="Wat hier niet te zeggen is")
    expect(part).to_be_visible(timeout=20_000)
    with page.expect_download() as found:
        page.get_by_role("link", name="Download CSV").click()
    assert found.value.suggested_filename == "veranderd-sinds-2026-06-30.csv"
    found.value.save_as(tmp_path / "sinds.csv")
    with (tmp_path / "sinds.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and tuple(rows[0]) == CHANGE_COLUMNS
    assert {row["soort"] for row in rows} >= {"actie: begonnen"}
