"""The embedded CBS copies say what CBS published. The figures below were read by hand."""

from __future__ import annotations

from datetime import date

import pytest

from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions
from data_loaders.sources.cbs import read_table

# indicator, characteristic, area, period, value, status
FIGURES = [
    ("bevolking", "", "GM0202", "2019", 159265, "definitief"),
    ("bevolking", "", "GM0202", "2026", 171822, "definitief"),
    ("bevolking", "", "GM0277", "2024", 1831, "definitief"),
    ("bevolking", "", "GM0944", "2026", 8192, "definitief"),
    ("bevolking", "", "PV25", "2026", 2173349, "definitief"),
    ("bevolking", "", "NL01", "2026", 18130208, "definitief"),
    ("huishoudens", "", "GM0202", "2022", 83213, "definitief"),
    ("huishoudens", "", "GM0202", "2024", 85255, "definitief"),
    ("leeftijdsopbouw", "65 jaar of ouder", "GM0274", "2022", 29, "definitief"),
    ("leeftijdsopbouw", "25 tot 45 jaar", "GM0268", "2022", 30, "definitief"),
    ("opleidingsniveau", "Laag", "GM0277", "2022", 140, "definitief"),
    ("opleidingsniveau", "Middelbaar", "GM0299", "2022", 16000, "definitief"),
    ("opleidingsniveau", "Hoog", "GM0268", "2022", 66490, "definitief"),
    ("bedrijfsvestigingen", "", "GM0202", "2022", 22075, "definitief"),
    ("bedrijfsvestigingen", "", "GM0202", "2023", 23260, "definitief"),
    ("vestigingen-totaal", "", "GM0202", "2026", 25975, "definitief"),
    ("arbeidsparticipatie-gemeenten", "", "GM0221", "2022", 58, "definitief"),
    ("werknemers-zelfstandigen", "Zelfstandigen", "GM0277", "2022", 26, "definitief"),
    ("beroepsbevolking-nederland", "Beroepsbevolking", "NL01", "2026-Q1", 10260000, "definitief"),
    ("onbenut-nederland", "Werkloos", "NL01", "2026-Q1", 413000, "definitief"),
    (
        "onbenut-nederland",
        "Wil meer uren werken, beschikbaar",
        "NL01",
        "2026-Q1",
        559000,
        "definitief",
    ),
    ("onbenut-nederland", "Beschikbaar, niet gezocht", "NL01", "2026-Q1", 178000, "definitief"),
    ("onbenut-nederland", "Gezocht, niet beschikbaar", "NL01", "2020-Q2", 119000, "definitief"),
    (
        "arbeidsdeelname-nederland",
        "Netto arbeidsparticipatie",
        "NL01",
        "2026-Q1",
        73.2,
        "definitief",
    ),
    ("werkloosheid-nederland", "", "NL01", "2026-06", 3.8, "definitief"),
    ("werkloosheid-nederland", "", "NL01", "2020-04", 4.5, "definitief"),
    (
        "arbeidsdeelname-maand-nederland",
        "Bruto arbeidsparticipatie",
        "NL01",
        "2026-06",
        76,
        "definitief",
    ),
    (
        "uitkeringen-nederland",
        "Bijstand tot de AOW-leeftijd",
        "NL01",
        "2026-04",
        348000,
        "voorlopig",
    ),
    ("uitkeringen-nederland", "WW", "NL01", "2026-04", 203100, "voorlopig"),
    ("uitkeringen-nederland", "WIA", "NL01", "2015-12", 229600, "definitief"),
    ("uitkeringen-nederland", "Wajong", "NL01", "2026-04", 248300, "voorlopig"),
    ("bijstand-totaal-nederland", "", "NL01", "2015-12", 428200, "definitief"),
    ("ww-seizoen-nederland", "", "NL01", "2015-12", 439700, "definitief"),
]


@pytest.mark.parametrize(
    ("indicator_id", "characteristic", "area", "period", "value", "status"), FIGURES
)
def test_published_figure_is_in_the_copy(
    indicator_id: str, characteristic: str, area: str, period: str, value: float, status: str
) -> None:
    frame = load_series(indicator_id).frame
    found = frame[
        (frame["characteristic"] == characteristic)
        & (frame["region_code"] == area)
        & (frame["period"] == period)
    ]
    assert list(found["value"]) == [value]
    assert list(found["status"]) == [status]
    assert list(found["origin"]) == ["bron"]


def test_every_cbs_table_is_checked_above() -> None:
    checked = {load_series(figure[0]).provenance.identifier for figure in FIGURES}
    assert {table for tables in checked for table in tables.split(", ")} == {
        "03759ned",
        "37789ksz",
        "80590ned",
        "85224NED",
        "85318NED",
        "85618NED",
        "85984NED",
        "70904ned",
        "83765NED",
        "84286NED",
        "84583NED",
        "84799NED",
        "81575NED-totaal",
    }


def test_population_covers_all_municipalities_and_years() -> None:
    frame = load_series("bevolking").frame
    own = frame[(frame["origin"] == "bron") & (frame["period"] >= "2019")]
    everyone = {region.code for region in load_regions().municipalities()} | {"PV25", "NL01"}
    years = [str(year) for year in range(2019, 2027)]
    assert {(row.region_code, row.period) for row in own.itertuples()} == {
        (code, year) for code in everyone for year in years
    }


def test_nine_municipalities_add_up_to_the_405500_of_the_agenda() -> None:
    frame = load_series("bevolking").frame
    in_2024 = frame[frame["period"] == "2024"].set_index("region_code")
    members = list(load_regions().members("AM07"))
    assert in_2024.loc[members, "value"].sum() == 405500
    assert in_2024.loc["AM07", "value"] == 405500
    assert in_2024.loc["AM07", "origin"] == "berekend"


def test_participation_per_municipality_is_one_year_and_no_series() -> None:
    """The definition changed between 2021 and 2022."""
    assert set(load_series("arbeidsparticipatie-gemeenten").frame["period"]) == {"2022"}


@pytest.mark.parametrize(
    ("table", "modified", "captured"),
    [
        ("03759ned", date(2026, 6, 23), date(2026, 7, 2)),
        ("37789ksz", date(2026, 6, 30), None),
        ("80590ned", date(2026, 7, 16), None),
        ("85224NED", date(2026, 4, 30), None),
        ("85318NED", None, date(2026, 2, 27)),
        ("85984NED", None, None),
    ],
)
def test_dates_of_a_table_are_those_we_know_and_no_others(
    table: str, modified: date | None, captured: date | None
) -> None:
    info = read_table(table).info
    assert (info.modified, info.captured) == (modified, captured)
    assert info.note or captured
