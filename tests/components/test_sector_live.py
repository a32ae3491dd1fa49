"""CBS figures of a sector are sums of what CBS gave, follow our definition, and stay honest."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from html import unescape
from math import isnan
from pathlib import Path

import pytest
from samples import parts_of
from sectortables import QUARTERS, SITE_YEARS, YEARS, fetched_store, jobs, sites, vacancies

from components.exhibit.sector_live import INDICATORS, LiveChoice, live_figure, shown_areas
from components.exhibit.sector_pairs import TogetherChoice, together
from components.markup.templates import macro
from components.sectors.cards import sector_cards
from components.sectors.compare import compare_table
from components.sectors.definition import definition
from components.sectors.matrix import matrix
from components.sectors.positions import positions
from components.sectors.profile import profile_head, sector_neighbours
from components.sectors.questions import sector_questions
from components.sectors.quotient import (
    Bounded,
    compared_words,
    hedged,
    quotient_text,
    rounded,
)
from components.sectors.ratio import (
    area_quotients,
    document_quotient,
    ratio_of_cbs,
    ratio_of_documents,
)
from components.sectors.themes import in_short, sector_themes
from components.sectors.work import sector_work
from components.words.registers import agreements_mark
from data_loaders.agreements import registers
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sector_series import load_sector_series
from data_loaders.agreements.sectors import Branch, Position, Sector
from data_loaders.files.errors import NotFetchedError
from data_loaders.geo.regions import load_regions

TODAY = date(2020, 2, 29)
AREAS = ("GM0202", "AM07", "GM0226")
EAST = load_regions().members("AM07")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The monitor has fetched the three tables by branch."""
    monkeypatch.setenv("MONITOR_STORE", str(fetched_store()))


@pytest.fixture
def folder(
    document_folders: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the registers of the sectors, that a test may change."""
    agreements, sectors = document_folders
    copy = tmp_path / "speerpunten"
    shutil.copytree(sectors, copy)
    monkeypatch.setattr(registers, "FOLDERS", (agreements, copy))
    return copy


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def live(sector: str, indicator: str, areas: tuple[str, ...] = AREAS):
    return live_figure(LiveChoice(sector, indicator, areas, "licht", TODAY), agreements_mark())


def value_of(sector: str, indicator: str, area: str, period: str, line: int = 0) -> float:
    frame = load_sector_series(sector, indicator).frame
    name = list(dict.fromkeys(frame["characteristic"]))[line]
    found = frame[(frame["region_code"] == area) & (frame["period"] == period)]
    return float(found[found["characteristic"] == name]["value"].iloc[0])


def expected(keys: list[str], area: str, year: str) -> float | None:
    """Jobs of branches in an area, worked out from the made-up source."""
    areas = load_regions().members(area) if area.startswith("AM") else (area,)
    values = [jobs(code, key, year) for code in areas for key in keys]
    if any(value is None for value in values):
        return None
    return round(1000 * sum(value or 0 for value in values), 1)


def keys_of(sector: str, part: str) -> list[str]:
    own = [
        b for b in load(Branch) if b.sector == sector and (b.role, b.part) == ("definitie", part)
    ]
    return [key for branch in own if (key := branch.key_in("83582NED"))]


@pytest.mark.parametrize("sector", load_by_id(Sector))
@pytest.mark.parametrize("area", ["GM0202", "GM0277", "AM07", "AM08", "NL01"])
def test_jobs_are_the_sum_of_the_branches(fetched: None, sector: str, area: str) -> None:
    whole = keys_of(sector, "geheel")
    lines = ([whole] if whole else []) + [[key] for key in keys_of(sector, "deels")]
    for number, keys in enumerate(lines):
        for year in YEARS:
            found = value_of(sector, "banen-sector", area, year, number)
            wanted = expected(keys, area, year)
            if wanted is None:
                assert isnan(found)
            else:
                assert found == pytest.approx(wanted)


def test_sites_and_vacancies_are_those_of_the_source(fetched: None) -> None:
    for year in SITE_YEARS:
        found = value_of("vrijetijdseconomie", "vestigingen-sector", "GM0202", year)
        assert found == sites("GM0202", "389100", year) + sites("GM0202", "428100", year)
        region = value_of("energie", "vestigingen-sector", "AM07", year)
        assert region == sum(sites(code, "346600", year) for code in EAST)
    for quarter in QUARTERS:
        period = f"{quarter[:4]}-Q{quarter[-1]}"
        found = value_of("energie", "vacatures-gelderland", "PV25", period)
        assert found == pytest.approx(1000 * vacancies("PV25", "346600", quarter))


@pytest.mark.parametrize("sector", load_by_id(Sector))
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_sector_shows_its_figures_with_source(
    fetched: None, sector: str, indicator: str
) -> None:
    made = live(sector, indicator)
    frame = load_sector_series(sector, indicator).frame
    known = {round(value, 6) for value in frame["value"].dropna()}
    assert len(made.charts) == frame["characteristic"].nunique()
    for chart in made.charts:
        drawn = [
            row["value"]
            for part in parts_of(chart.spec)
            for row in part.get("values", [])
            if isinstance(row, dict) and row.get("value") is not None
        ]
        assert {round(value, 6) for value in drawn} <= known
        assert chart.alt
    assert made.exhibit and made.exhibit.table and made.exhibit.source
    assert "CBS StatLine" in made.exhibit.source.text
    assert made.exhibit.stem.startswith(f"{indicator}-{sector}_")


def test_a_branch_in_part_says_that_it_is_the_whole_branch(fetched: None) -> None:
    (chart,) = live("zorg", "banen-sector").charts
    assert "Gezondheids- en welzijnszorg (SBI Q), Arnhem: " in chart.title
    assert "Dit is de hele bedrijfstak" in chart.below
    assert "Kinderopvang" in chart.below
    (whole,) = live("energie", "banen-sector").charts
    assert whole.below == ""


def test_an_unknown_region_is_said_and_the_province_comes_with_it(fetched: None) -> None:
    made = live("energie", "banen-sector", ("AM07",))
    assert made.areas == ("AM07", "PV25")
    assert made.notice == ("Voor Midden-Gelderland is dit onbekend. Daarom ziet u ook Gelderland.")
    assert "Midden-Gelderland: geen gegevens" in made.charts[0].alt
    assert "onbekend, berekend" in text_of(macro("vitrine", "foot", made.exhibit))


def test_a_figure_of_one_area_says_so(fetched: None) -> None:
    made = live("zorg", "vacatures-gelderland")
    assert made.areas == ("PV25",)
    assert made.notice == "Het CBS geeft dit cijfer hier alleen voor Gelderland."


def test_an_area_that_a_figure_does_not_have_is_said(fetched: None) -> None:
    made = live("zorg", "vestigingen-sector", ("NL01", "GM0202"))
    assert made.areas == ("GM0202",)
    assert made.notice == "Voor Nederland is dit cijfer er niet."
    alone = live("zorg", "vestigingen-sector", ("NL01",))
    assert alone.areas == (load_regions().default,)
    assert alone.notice.endswith("U ziet Midden-Gelderland.")


def test_before_the_first_fetch_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "leeg"))
    with pytest.raises(NotFetchedError):
        live("zorg", "banen-sector")
    html = ratio_of_cbs("zorg", AREAS, agreements_mark(), TODAY)
    assert "83582NED is nog niet opgehaald" in html


def rewrite(path: Path, change) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def test_changing_our_definition_moves_the_figure(fetched: None, folder: Path) -> None:
    before = live("energie", "banen-sector").charts[0].title
    first = value_of("energie", "banen-sector", "GM0202", "2024")
    assert first == pytest.approx(1000 * (jobs("GM0202", "346600", "2024") or 0))

    def take_all_building(rows):
        for row in rows:
            if (row["sector_id"], row["sbi"]) == ("energie", "F"):
                row |= {"rol": "definitie", "deel": "geheel", "gebruik": ""}
        return rows

    rewrite(folder / "sbi.csv", take_all_building)
    assert value_of("energie", "banen-sector", "GM0202", "2024") == pytest.approx(
        expected(["346600", "350000"], "GM0202", "2024")
    )
    after = live("energie", "banen-sector").charts[0].title
    assert after != before
    assert after.startswith("Banen van werknemers, Energie (SBI D + F), Arnhem: ")
    quotient = area_quotients("energie", ("GM0202",))[0]
    assert quotient.line.name == "Energie (SBI D + F)"


def test_a_new_sector_appears_by_data_alone(fetched: None, folder: Path) -> None:
    new = "zakelijke-diensten"
    rewrite(
        folder / "sectoren.csv",
        lambda rows: [
            *rows,
            rows[-1] | {"id": new, "sector": "Zakelijk", "naam_kort": "Zakelijk", "volgorde": "10"},
        ],
    )
    rewrite(
        folder / "keuzes.csv",
        lambda rows: [*rows, *(row | {"sector_id": new} for row in rows[:5])],
    )
    rewrite(
        folder / "sbi.csv",
        lambda rows: [
            *rows,
            rows[0]
            | {"sector_id": new, "sbi": "N", "cbs_codes": "83582NED:410200", "deel": "geheel"},
        ],
    )
    assert "10 sectoren" in sector_cards((), agreements_mark())
    assert f"?sector={new}" in sector_cards((), agreements_mark())
    assert "Zakelijk" in matrix("", (), agreements_mark())
    found = value_of(new, "banen-sector", "GM0202", "2024")
    assert found == pytest.approx(expected(["410200"], "GM0202", "2024"))
    assert ", Zakelijk (SBI N), Arnhem: " in live(new, "banen-sector").charts[0].title


def test_a_sector_of_which_no_choice_is_recorded_is_not_called_unchosen(folder: Path) -> None:
    new = {"id": "nieuw", "sector": "Nieuw", "naam_kort": "Nieuw", "volgorde": "10"}
    rewrite(folder / "sectoren.csv", lambda rows: [*rows, rows[-1] | new])
    html = matrix("", (), agreements_mark())
    row = html.partition("?sector=nieuw")[2].partition("</tr>")[0]
    assert row.count("<td>niet bekend</td>") == 5


FREE_TEXT = {
    "sectoren": ("naam_kort", "sector", "focussector", "andere_namen", "omschrijving"),
    "agendas": ("agenda", "kolom", "van_wie", "gebied", "periode"),
    "keuzes": ("naam_in_agenda", "reden"),
    "sectorcijfers": ("naam_in_bron", "onderwerp", "woorden", "gebied", "periode"),
    "posities": ("sector", "aandeel_woord", "groei_woord", "omvang_woord", "bron_woorden"),
    "sbi": ("sbi_titel", "reden", "te_veel_of_gemist"),
    "verbanden": ("reden",),
    "vragen": ("vraag", "uitleg"),
    "antwoorden": ("wat_wij_weten", "wat_ontbreekt"),
}


def test_text_of_a_register_is_never_html(folder: Path) -> None:
    evil = "<script>alert(1)</script>"
    for register, columns in FREE_TEXT.items():
        hostile = {*columns, "toelichting", "paragraaf"}
        rewrite(
            folder / f"{register}.csv",
            lambda rows, hostile=hostile: [
                row | {name: f"{row[name]}{evil}" for name in hostile} for row in rows
            ],
        )
    mark = agreements_mark()
    parts = {
        "kaarten": sector_cards((), mark),
        "keuzes": matrix("", (), mark),
        "keuzes van een gemeente": matrix("GM0221", (), mark),
        "posities": positions((), mark),
        "hoofd": profile_head("zorg", mark),
        "buren": sector_neighbours("zorg", (), mark),
        "kort": in_short("zorg", mark),
        "thema's": sector_themes("zorg", mark),
        "afbakening": definition("zorg", mark),
        "werk": sector_work("zorg", (), mark),
        "vragen": sector_questions("zorg", (), mark),
        "naast elkaar": compare_table(("maakindustrie", "hoogwaardige-techniek"), (), mark),
        "documenten": ratio_of_documents("zorg", mark),
    }
    for name, html in parts.items():
        assert "<script" not in html, name
        assert "&lt;script&gt;" in html, name
        assert "&amp;lt;" not in html, name


def test_the_quotient_of_a_plain_case() -> None:
    # 2.000 of 50.000 jobs here is 4 %, 20.000 of 1.000.000 is 2 %: twice as large.
    here = rounded(2000, 100).over(rounded(50_000, 100))
    there = rounded(20_000, 100).over(rounded(1_000_000, 100))
    found = here.over(there)
    assert found.value == pytest.approx(2.0)
    assert quotient_text(found) == "2,0 (door afronding tussen 1,9 en 2,1)"
    assert compared_words(found) == "een groter deel dan in Nederland"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Bounded(1.1, 0.98, 1.2), "ongeveer een even groot deel als in Nederland"),
        (Bounded(0.9, 0.8, 0.99), "een kleiner deel dan in Nederland"),
        (Bounded(1.1, 1.01, 1.2), "een groter deel dan in Nederland"),
    ],
)
def test_words_say_only_what_rounding_leaves(found: Bounded, words: str) -> None:
    assert compared_words(found) == words


def test_rounding_of_a_sum_is_that_of_all_its_parts() -> None:
    assert rounded(900, 100, parts=9) == Bounded(900, 450, 1350)
    assert rounded(100, 100, parts=9).low == 0


def test_the_quotient_of_an_area_comes_from_one_table_and_one_period(fetched: None) -> None:
    (found,) = area_quotients("onderwijs-kinderopvang", ("GM0202",))
    part, whole = jobs("GM0202", "419000", "2024"), jobs("GM0202", "T001081", "2024")
    country = jobs("NL01", "419000", "2024"), jobs("NL01", "T001081", "2024")
    assert part and whole and country[0] and country[1]
    assert found.quotient is not None
    assert found.quotient.value == pytest.approx((part / whole) / (country[0] / country[1]))
    assert found.quotient.value == pytest.approx(2.0)  # the made-up source doubles P in Arnhem
    assert found.period == "2024"
    assert found.places == 1


def test_a_region_is_added_up_for_the_quotient_or_unknown(fetched: None) -> None:
    unknown, known = area_quotients("energie", ("AM07", "AM08"))
    assert (unknown.jobs, unknown.quotient) == (None, None)
    assert known.places == 7
    assert known.jobs == rounded(expected(["346600"], "AM08", "2024") or 0, 100, parts=7)
    assert known.all_jobs == rounded(expected(["T001081"], "AM08", "2024") or 0, 100, parts=7)
    assert known.quotient is not None
    text = text_of(ratio_of_cbs("energie", ("AM07", "AM08"), agreements_mark(), TODAY))
    assert "voor Midden-Gelderland is de verhouding onbekend" in text
    assert "Rijk van Nijmegen (som van 7 gemeenten)" in text
    assert "berekend" in text


def test_the_country_is_not_compared_with_itself(fetched: None) -> None:
    assert area_quotients("energie", ("NL01",)) == []
    assert "geen verhouding te berekenen" in ratio_of_cbs("energie", ("NL01",), (), TODAY)


@pytest.mark.usefixtures("documents")
def test_documents_give_a_quotient_only_with_both_shares() -> None:
    industry = next(item for item in load(Position) if item.name == "Industrie")
    assert document_quotient(industry) == Bounded(1.0, pytest.approx(1.0), pytest.approx(9.5 / 8.5))
    assert hedged(9, "ruim") == Bounded(9, 9, 9.5)
    assert hedged(9, "bijna") == Bounded(9, 8.5, 9)
    assert "berekend uit deze twee afgeronde aandelen: tussen 1,0 en 1,1" in text_of(
        ratio_of_documents("maakindustrie", agreements_mark())
    )
    for sector in ("zorg", "energie"):
        text = text_of(ratio_of_documents(sector, agreements_mark()))
        assert "niet beide aandelen staan in de bron" in text
    assert "Geen document vergelijkt" in ratio_of_documents("groen", agreements_mark())


def pair(first: str, second: str, indicator: str, areas: tuple[str, ...]):
    choice = TogetherChoice((first, second), indicator, areas, "licht", TODAY)
    return together(choice, agreements_mark())


def test_two_sectors_share_an_axis_for_one_area_only(fetched: None) -> None:
    made = pair("onderwijs-kinderopvang", "maakindustrie", "banen-sector", ("GM0202", "AM08"))
    assert made.below == "In deze figuur: Arnhem. Beide sectoren komen uit dezelfde tabel."
    drawn = [
        row
        for part in parts_of(made.spec)
        for row in part.get("values", [])
        if isinstance(row, dict) and "name" in row
    ]
    names = {row["name"] for row in drawn}
    assert names == {"Onderwijs en kinderopvang (SBI P)", "Maakindustrie (SBI C)"}
    values = {row["value"] for row in drawn if row.get("value") is not None}
    assert values == {
        value
        for key in ("419000", "307500")
        for year in YEARS
        if (value := expected([key], "GM0202", year))
    }
    assert made.alt.startswith(f"{made.title} in Arnhem. Onderwijs en kinderopvang (SBI P): ")


def test_together_shows_an_area_of_which_both_are_known(fetched: None) -> None:
    made = pair("energie", "zorg", "banen-sector", ("AM07", "GM0202"))
    assert "In deze figuur: Arnhem." in made.below
    alone = pair("energie", "zorg", "banen-sector", ("AM07",))
    assert "In deze figuur: Gelderland." in alone.below
    assert "Voor Midden-Gelderland zijn niet alle cijfers er." in alone.below


def test_what_is_not_known_beside_the_other_is_said(fetched: None) -> None:
    made = pair("vrijetijdseconomie", "zorg", "vestigingen-sector", ("GM0202",))
    assert "Hier niet bekend" not in made.below
    frame = load_sector_series("energie", "banen-sector").frame
    assert shown_areas(frame[frame["region_code"] == "AM07"], ("AM07",)) == ("AM07",)
