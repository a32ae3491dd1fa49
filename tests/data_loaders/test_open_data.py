"""The open data: RFC 4180, fixed columns, plain numbers, no formulas."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.agreements.registers import register_files
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.export import observation_records
from data_loaders.files.csvtext import plain_number, safe_cell, to_csv
from data_loaders.geo.regions import load_regions
from data_loaders.open_data import open_data as open_data_files
from data_loaders.series import STATUSES

FIGURES = [
    "waarnemingen.csv",
    "indicatoren.csv",
    "bronnen.csv",
    "gebieden.csv",
    "tegenstrijdigheden.csv",
]
REGISTERS = sorted(
    [*(path.name for path in register_files()), "kanttekeningen.csv", "metingen.csv"]
)
FILES = FIGURES + REGISTERS
EMPTY = {"metingen.csv", "kanttekeningen.csv"}
COLUMNS = (
    "indicator_id,indicator,onderwerp,kenmerk,gebied_code,gebied,gebied_niveau,periode,"
    "peildatum,waarde,eenheid,status,bron,document,paragraaf,toelichting"
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_figure_and_every_register_is_written(open_data: Path) -> None:
    assert sorted(path.name for path in open_data.iterdir()) == sorted(FILES)
    assert list(open_data_files()) == FILES


def test_columns_are_exactly_those_that_were_promised(open_data: Path) -> None:
    first = (open_data / "waarnemingen.csv").read_bytes().split(b"\r\n", 1)[0]
    assert first.decode() == COLUMNS


@pytest.mark.parametrize("name", FILES)
def test_file_is_rfc_4180(open_data: Path, name: str) -> None:
    raw = (open_data / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    text = raw.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > (0 if name in EMPTY else 3)
    outside_quotes = re.sub(r'"[^"]*"', "", text)
    assert outside_quotes.count("\n") == outside_quotes.count("\r\n") == len(rows)


def test_every_observation_is_in_the_file_with_known_words(
    observations: list[dict[str, str]],
) -> None:
    assert {row["indicator_id"] for row in observations} == set(fetched_indicators())
    for row in observations:
        assert row["status"] in STATUSES
        region = load_regions().get(row["gebied_code"])
        assert (row["gebied"], row["gebied_niveau"]) == (region.name, region.level)
        assert row["bron"]
        assert bool(row["document"]) == bool(row["paragraaf"])
        assert bool(row["waarde"]) == (row["status"] not in {"onbekend", "niet getoond"})
        assert re.fullmatch(r"(-?\d+(\.\d+)?)?", row["waarde"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["peildatum"])
        assert bool(row["periode"]) == bool(row["peildatum"])


def test_one_record_per_observation(observations: list[dict[str, str]]) -> None:
    keys = [
        (row["indicator_id"], row["kenmerk"], row["gebied_code"], row["periode"])
        for row in observations
    ]
    assert len(set(keys)) == len(keys)


def test_registers_point_at_each_other(open_data: Path, observations: list[dict[str, str]]) -> None:
    indicators = {row["indicator_id"]: row for row in read(open_data / "indicatoren.csv")}
    sources = {row["bron_id"]: row for row in read(open_data / "bronnen.csv")}
    areas = {row["gebied_code"]: row for row in read(open_data / "gebieden.csv")}
    assert set(indicators) == {row["indicator_id"] for row in observations}
    assert {row["gebied_code"] for row in observations} <= set(areas)
    assert {row["document"] for row in observations} - {""} <= set(sources)
    for row in indicators.values():
        tables = row["tabel"].split(", ") if row["tabel"] else [row["document"]]
        assert set(tables) <= set(sources)
    for row in read(open_data / "tegenstrijdigheden.csv"):
        assert set(row["cijfers"].split()) <= set(indicators)


def test_areas_have_the_promised_codes(open_data: Path) -> None:
    rows = read(open_data / "gebieden.csv")
    codes = {row["gebied_code"] for row in rows}
    assert {"AM07", "AM08", "GMR", "PV25", "NL01"} <= codes
    assert len([code for code in codes if re.fullmatch(r"GM\d{4}", code)]) == 18
    arnhem = next(row for row in rows if row["gebied"] == "Arnhem")
    assert arnhem["ligt_in"] == "AM07 GMR PV25"


def test_cbs_sources_carry_table_licence_and_dates(open_data: Path) -> None:
    source = {row["bron_id"]: row for row in read(open_data / "bronnen.csv")}["03759ned"]
    assert (source["licentie"], source["gewijzigd"], source["opgehaald"]) == (
        "CC BY 4.0",
        "2026-06-23",
        "2026-07-02",
    )


@given(st.integers(-(10**13), 10**13), st.integers(0, 6))
def test_plain_number_reads_back_as_the_same_number(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    text = plain_number(value)
    assert float(text) == value
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (405500.0, "405500"),
        (7.1, "7.1"),
        (-4.4, "-4.4"),
        (110.92, "110.92"),
        (0.0, "0"),
        (-0.0, "0"),
        (-1e-9, "0"),
        (18130208.0, "18130208"),
        (1e16, "10000000000000000"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_plain_number_is_short_and_without_exponent(value: float, text: str) -> None:
    assert plain_number(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x.nl")',
        "+1+1",
        "-1+1",
        "-cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "-",
        "--1",
    ],
)
def test_cell_like_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-4.4", "-4,4", "+31", "-14", "405500", "", "Zorg & Welzijn", "a=b", "2024-12-31"]
)
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_no_cell_starts_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = safe_cell(text)
    assert cell in {text, f"'{text}"}
    if cell[:1] in set("=+-@\t\r\n"):
        assert re.fullmatch(r"[-+][\d.,]+", cell)


@given(
    st.lists(
        st.tuples(st.text(), st.text(alphabet=',;"\r\n =a', max_size=8)), min_size=1, max_size=4
    )
)
def test_any_text_survives_the_file(rows: list[tuple[str, str]]) -> None:
    raw = to_csv([{"een": one, "twee": two} for one, two in rows])
    back = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert back == [["een", "twee"], *([safe_cell(a), safe_cell(b)] for a, b in rows)]


def test_rounding_and_margin_of_one_value_go_along() -> None:
    series = load_series("bijstand-totaal-nederland")
    frame = series.frame
    found = observation_records(replace(series, _frame=frame.tail(4).assign(margin=500.0)))
    assert [row["toelichting"] for row in found] == [
        "Marge van de bron: 500.",
        *["De bron rondde deze waarde af op 1000. Marge van de bron: 500."] * 3,
    ]
