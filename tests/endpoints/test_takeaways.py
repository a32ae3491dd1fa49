"""What a page lets a visitor take along is at an address, the same as the page would hand out."""

from __future__ import annotations

import io
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from publishcases import Site

from components.exhibit.on_page import Compared, compared, newest_choice, page_exhibit
from components.exhibit.sector_live import INDICATORS, LiveChoice, live_figure
from components.exhibit.sheet import Sheet, register_sheet
from components.files.formats import BUTTONS, FORMATS
from components.words.choice import Choice
from components.words.registers import agreements_mark, kept_rows
from components.words.share_links import EVERYTHING, TILE, FilePlace
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import fetched_indicators
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.open_data import open_data, open_data_csv
from data_loaders.open_registers import register_names
from data_loaders.reports.workbooks import goal_groups, measuring_name, workbooks

ENDINGS = [item.ending for item in BUTTONS]
MAPS = [item.id for item in fetched_indicators().values() if item.form == "kaart"]
OTHERS = [item.id for item in fetched_indicators().values() if item.form != "kaart"]
SOME = {"projecten": ("id", 3), "partners": ("organisatie_id", 2), "acties": ("id", 5)}


def given(site: Site, place: FilePlace, ending: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file, as a browser has them that follows the link."""
    address = place.link("", ending, "").address
    reply = site.ask(address.removeprefix("."))
    assert reply.status == 200, (address, reply.text[:300])
    return reply.headers["content-disposition"].split('filename="')[1].rstrip('"'), reply.body


def check(site: Site, place: FilePlace, sheet: Sheet, stem: str) -> None:
    """Text is equal to the byte; a workbook holds the time of its making, so its rows are."""
    for ending in ENDINGS:
        item = FORMATS[ending]
        name, content = given(site, place, ending)
        assert item.write and name == item.file_name(stem)
        if ending.endswith("csv"):
            assert content == item.write(sheet), (place, ending)
        else:
            assert len(content) > 100
    name, book = given(site, place, "xlsx")
    rows = load_workbook(io.BytesIO(book), read_only=True)["Gegevens"].iter_rows(values_only=True)
    assert len(list(rows)) == len(sheet.rows) + 1


def choices(indicator_id: str) -> list[Choice]:
    newest = newest_choice(indicator_id, ("AM07",))
    return [newest, Choice(("GM0202", "GM0299"), newest.period, newest.characteristic)]


@pytest.mark.parametrize("indicator_id", MAPS)
def test_rows_of_a_choice_of_areas(site: Site, indicator_id: str) -> None:
    for choice in choices(indicator_id):
        made: Compared = compared(indicator_id, choice, "licht", dutch_today())
        check(site, made.files, made.ranking.sheet(), made.ranking.stem)


@pytest.mark.parametrize("indicator_id", OTHERS)
def test_rows_of_a_figure_as_a_whole(site: Site, indicator_id: str) -> None:
    sheet = page_exhibit(indicator_id, "licht", dutch_today()).sheet()
    place = FilePlace(f"{TILE}/{indicator_id}", EVERYTHING)
    for ending in ("csv", "excel.csv"):
        write = FORMATS[ending].write
        assert write and given(site, place, ending)[1] == write(sheet)


@pytest.mark.parametrize("register", register_names())
def test_rows_of_a_register(site: Site, register: str) -> None:
    column, count = SOME.get(register, ("id", 0))
    values = [row[column] for row in kept_rows(register, None)][:count] if count else []
    rows = kept_rows(register, set(values) if values else None, column)
    place = FilePlace(f"api/v1/registers/{register}", tuple((column, v) for v in values))
    if rows:
        check(site, place, register_sheet(register, rows), register)


@pytest.mark.parametrize("sector", [item.id for item in load(Sector)])
def test_figures_of_a_sector(site: Site, sector: str) -> None:
    for indicator in INDICATORS:
        choice = LiveChoice(sector, indicator, ("AM07", "GM0202"), "licht", dutch_today())
        path = f"speerpuntsectoren/{sector}/{indicator}"
        try:
            made = live_figure(choice, agreements_mark())
        except DataError:
            assert site.ask(f"/{path}.csv").status in (404, 503)
            continue
        if made.exhibit:
            place = FilePlace(path, tuple(("gebied", code) for code in made.areas))
            check(site, place, made.exhibit.sheet(), made.exhibit.stem)


@pytest.mark.parametrize("name", list(open_data()))
def test_files_of_the_open_data(site: Site, name: str) -> None:
    place = FilePlace(f"api/v1/alles/{name.removesuffix('.csv')}")
    assert given(site, place, "csv") == (name, open_data_csv(name))


def test_workbooks_to_report_with(site: Site) -> None:
    assert {measuring_name(code) for code in goal_groups()} < set(workbooks())
    for stem in workbooks():
        name, content = given(site, FilePlace(f"meting-doorgeven/{stem}"), "xlsx")
        assert name == f"{stem}.xlsx"
        assert load_workbook(io.BytesIO(content)).sheetnames


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/api/v1/alles/bestaat-niet.csv", 404, "waarnemingen.csv"),
        ("/meting-doorgeven/bestaat-niet.xlsx", 404, "metingen-hca"),
        ("/speerpuntsectoren/zorg/bestaat-niet.csv", 404, "banen-sector"),
        ("/speerpuntsectoren/bestaat-niet/banen-sector.csv", 404, "banen-sector"),
        ("/regio-in-beeld/bestaat-niet.csv", 404, "vergelijkt geen gebieden"),
        ("/regio-in-beeld/bijstand-aandeel.exe", 404, "xlsx"),
        ("/regio-in-beeld/bijstand-aandeel.csv?gebied=Atlantis", 400, "Atlantis"),
        ("/regio-in-beeld/bijstand-aandeel.csv?periode=1850", 400, "periode"),
        ("/regio-in-beeld/bijstand-aandeel.csv?maat=ellen", 400, "maat"),
        (f"/meting-doorgeven/{quote('../../etc/passwd')}.xlsx", 404, ""),
    ],
)
def test_what_is_not_there_is_one_sentence(site: Site, path: str, status: int, word: str) -> None:
    reply = site.ask(path)
    assert reply.status == status and word in reply.text
    assert "Traceback" not in reply.text
