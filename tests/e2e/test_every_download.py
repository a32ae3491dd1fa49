"""A figure of every form and source: both downloads open, agree, and hold what its table shows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page
from tabled import as_shown
from visit import open_downloads, visit

from data_loaders.cache import fetched_indicators

pytestmark = pytest.mark.browser

# The table under the figure, as text: area and value of each row, and whether it is cut off.
TABLE = """tile => {
  const fold = [...tile.querySelectorAll('details')].find(
    node => node.querySelector('summary').textContent === 'Tabel');
  const heads = [...fold.querySelectorAll('thead th')].map(cell => cell.textContent);
  const area = heads.indexOf('Gebied');
  return {
    cut: fold.querySelector('caption').textContent.includes('nieuwste'),
    rows: [...fold.querySelectorAll('tbody tr')].map(row =>
      [row.children[area].textContent, row.querySelector('.amm-getal').textContent]),
  };
}"""
Record = dict[str, str]


def download(page: Page, label: str) -> tuple[str, str]:
    """Return the name and the text behind a download, with its byte order mark if any."""
    link = page.get_by_role("link", name=label)
    # A connection that lay still may just be closed by the server: a browser asks once more too.
    answer = page.request.get(link.evaluate("link => link.href"), max_retries=2)
    assert answer.headers["content-type"].startswith("text/csv")
    name = re.search(r'filename="([^"]+)"', answer.headers["content-disposition"])
    assert name is not None
    return name.group(1), answer.body().decode("utf-8")


def read_machine(text: str) -> list[Record]:
    """Read RFC 4180 and nothing else."""
    assert not text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def read_excel(text: str) -> list[Record]:
    """Read what Dutch Excel reads: a header and records, and nothing below."""
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def as_dutch(record: Record) -> Record:
    """Return a record as Dutch Excel has it: a decimal comma, no month that looks like a day."""
    months = {name: re.sub(r"^(\d{4})-(\d\d)$", r"\1-M\2", cell) for name, cell in record.items()}
    return months | {"waarde": record["waarde"].replace(".", ",")}


def check_tile(page: Page, tile: Locator) -> None:
    name, text = download(page, "Download CSV")
    records = read_machine(text)
    excel_name, excel_text = download(page, "Download voor Excel")

    indicator_id = records[0]["indicator_id"]
    assert re.fullmatch(rf"{indicator_id}_[a-z0-9-]+(_[a-z0-9-]+)?\.csv", name)
    assert excel_name == name.replace(".csv", "_excel.csv")
    assert read_excel(excel_text) == [as_dutch(record) for record in records]

    table = tile.evaluate(TABLE)
    shown, held = Counter(map(tuple, table["rows"])), Counter(map(as_shown, records))
    assert shown <= held, shown - held
    whole = "verkenner" not in (tile.get_attribute("class") or "") and not table["cut"]
    assert not whole or shown == held


# tests/app/test_tables_hold.py holds the table of every figure against its file.
ONE_OF_EACH = {(item.form, type(item.source)): item for item in fetched_indicators().values()}


def test_figures_can_be_taken_along(page: Page, site: str) -> None:
    assert len(ONE_OF_EACH) > 5
    for item in ONE_OF_EACH.values():
        visit(page, site, "/regio-in-beeld", cijfer=item.id)
        place = ".st-key-verkenner" if item.form == "kaart" else f".st-key-tegel-{item.id}"
        open_downloads(page, place)
        try:
            check_tile(page, page.locator(place))
        except AssertionError as problem:
            raise AssertionError(item.id) from problem
