"""From raw rows to tidy observations: nothing added, nothing lost, null is not zero."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.files.csvfile import read_rows
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import COLUMNS
from data_loaders.sources.cbs_embedded import OPTIONAL, REQUIRED, TableFacts, make_table
from data_loaders.sources.cbs_tidy import tidy_cbs
from data_loaders.sources.document import read_document_rows
from data_loaders.tidy import add_region_totals, add_rounding, tidy_document

NINE = load_regions().members("AM07")
HEADER = "RegioS,Perioden,PeriodStatus,Geslacht,Measure,Value,ValueAttribute"
SOURCE = """\
soort = "cbs"
tabellen = ["03759ned"]
maten = { "B" = "Tweede", "A" = "Eerste" }
filters = { "Geslacht" = "T1" }
factor = 1000.0"""


def cbs(path: Path, indicator, *lines: str, source: str = SOURCE) -> pd.DataFrame:
    file = path / "tabel.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    facts = TableFacts("proef", "Een tabel", measures={"A": "A", "B": "B"})
    table = make_table(read_rows(file, REQUIRED, OPTIONAL), facts)
    return tidy_cbs(table, indicator("", source), load_regions())


def document(path: Path, indicator, content: str) -> pd.DataFrame:
    file = path / "proef.csv"
    file.write_text(content, encoding="utf-8")
    return tidy_document(read_document_rows(file), indicator(), load_regions())


def counts(values: dict[str, float | None], **columns: str) -> pd.DataFrame:
    """Tidy counts of municipalities for one year."""
    rows = [
        {
            "region_code": code,
            "region_level": load_regions().get(code).level,
            "period": "2024",
            "frequency": "jaar",
            "characteristic": "",
            "breakdown": "",
            "value": value,
            "status": "definitief" if value is not None else "niet getoond",
            "origin": "bron",
            "note": "",
        }
        | columns
        for code, value in values.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def totals(frame: pd.DataFrame) -> pd.DataFrame:
    added = add_region_totals(frame, load_regions())
    return added[added["origin"] == "berekend"]


def test_cbs_values_get_our_unit_region_and_period(tmp_path: Path, indicator) -> None:
    frame = cbs(tmp_path, indicator, "GM0202,2024JJ00,Voorlopig,T1,A,415.7,None")
    assert frame[["rounding", "margin"]].isna().all(axis=None)
    assert frame.drop(columns=["rounding", "margin"]).to_dict("records") == [
        {
            "region_code": "GM0202",
            "region_level": "gemeente",
            "period": "2024",
            "frequency": "jaar",
            "characteristic": "Eerste",
            "breakdown": "",
            "value": 415700.0,
            "status": "voorlopig",
            "origin": "bron",
            "note": "",
        }
    ]


def test_impossible_values_are_no_observations(tmp_path: Path, indicator) -> None:
    frame = cbs(
        tmp_path,
        indicator,
        "GM0202,2023JJ00,Definitief,T1,A,,Impossible",
        "GM0202,2024JJ00,Definitief,T1,A,1,None",
    )
    assert list(frame["period"]) == ["2024"]


def test_missing_value_is_unknown_and_never_zero(tmp_path: Path, indicator) -> None:
    frame = cbs(
        tmp_path,
        indicator,
        "GM0202,2022JJ00,Voorlopig,T1,A,,Confidential",
        "GM0202,2023JJ00,Voorlopig,T1,A,,NotAvailable",
        "GM0202,2024JJ00,Voorlopig,T1,A,0,None",
    )
    assert list(frame["status"]) == ["niet getoond", "onbekend", "voorlopig"]
    assert frame["value"].isna().tolist() == [True, True, False]
    assert frame["value"][2] == 0


def test_only_wanted_measures_filters_and_frequency_stay(tmp_path: Path, indicator) -> None:
    frame = cbs(
        tmp_path,
        indicator,
        "GM0202,2024JJ00,Definitief,T2,A,1,None",
        "GM0202,2024JJ00,Definitief,T1,C,2,None",
        "GM0202,2024MM01,Definitief,T1,A,3,None",
        "GM0202,2024KW01,Definitief,T1,A,4,None",
        "GM0202,2024JJ00,Definitief,T1,A,5,None",
    )
    assert list(frame["value"]) == [5000.0]


def test_measures_come_in_the_order_of_the_indicator(tmp_path: Path, indicator) -> None:
    frame = cbs(
        tmp_path,
        indicator,
        "GM0202,2024JJ00,Definitief,T1,A,1,None",
        "GM0226,2024JJ00,Definitief,T1,A,2,None",
        "GM0202,2024JJ00,Definitief,T1,B,3,None",
    )
    assert list(frame["characteristic"]) == ["Tweede", "Eerste", "Eerste"]
    assert list(frame["region_code"]) == ["GM0202", "GM0202", "GM0226"]


def test_unknown_areas_are_dropped_and_padded_codes_are_not(tmp_path: Path, indicator) -> None:
    frame = cbs(
        tmp_path,
        indicator,
        "GM0363,2024JJ00,Definitief,T1,A,1,None",
        "NL01  ,2024JJ00,Definitief,T1,A,2,None",
    )
    assert list(frame["region_code"]) == ["NL01"]


def test_table_without_regions_gets_the_area_of_the_indicator(tmp_path: Path, indicator) -> None:
    source = SOURCE + '\ngebied = "NL01"'
    frame = cbs(tmp_path, indicator, ",2024JJ00,,T1,A,1,", source=source)
    assert list(frame["region_level"]) == ["land"]
    assert list(frame["status"]) == ["definitief"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("GM0202,2024JJ00,Geheim,T1,A,1,None", "de status 'Geheim' is onbekend"),
        ("GM0202,2024W101,Definitief,T1,A,1,None", "de CBS-periode '2024W101' is onbekend"),
        ("GM0202,2024JJ00,Definitief,T1,A,veel,None", "in kolom 'Value' staat 'veel'"),
    ],
)
def test_bad_cbs_row_names_file_and_line(
    tmp_path: Path, indicator, line: str, sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        cbs(tmp_path, indicator, "GM0202,2023JJ00,Definitief,T1,A,1,None", line)
    assert str(caught.value).startswith(f"{tmp_path / 'tabel.csv'}, regel 3: {sentence}")


def test_document_rows_keep_what_they_say(tmp_path: Path, indicator) -> None:
    frame = document(
        tmp_path,
        indicator,
        "gebied,kenmerk,uitsplitsing,periode,waarde,status,herkomst,toelichting\n"
        "AM07,Zorg,Met werk,2024,17,geschat,afgeleid,Let op\n"
        "GM0277,,,2024,,niet getoond,,\n"
        "GM0202,,,2024,,,,\n"
        "NL01,,,2024,0,,,\n",
    )
    assert list(frame["status"]) == ["geschat", "niet getoond", "onbekend", "definitief"]
    assert list(frame["origin"]) == ["afgeleid", "bron", "bron", "bron"]
    assert frame["value"].isna().tolist() == [False, True, True, False]
    assert list(frame.loc[0, ["characteristic", "breakdown", "note"]]) == [
        "Zorg",
        "Met werk",
        "Let op",
    ]
    assert list(frame["region_level"]) == ["arbeidsmarktregio", "gemeente", "gemeente", "land"]


def test_document_row_with_an_unknown_area_names_file_and_line(tmp_path: Path, indicator) -> None:
    with pytest.raises(DataError) as caught:
        document(tmp_path, indicator, "gebied,periode,waarde\nAM07,2024,1\nAM99,2024,1\n")
    assert str(caught.value) == f"{tmp_path / 'proef.csv'}, regel 3: het gebied 'AM99' is onbekend"


def test_total_is_the_sum_of_all_members_and_says_so() -> None:
    found = totals(counts(dict.fromkeys(NINE, 100.0))).to_dict("records")
    assert len(found) == 1
    assert found[0]["region_code"] == "AM07"
    assert found[0]["region_level"] == "arbeidsmarktregio"
    assert found[0]["value"] == 900
    assert found[0]["status"] == "definitief"
    assert found[0]["note"] == "Som van 9 gemeenten, berekend door de Arbeidsmarktmonitor."


def test_no_total_when_a_member_is_absent() -> None:
    assert totals(counts(dict.fromkeys(NINE[:-1], 100.0))).empty


def test_no_total_when_a_member_has_no_value() -> None:
    assert totals(counts(dict.fromkeys(NINE, 100.0) | {"GM0277": None})).empty


def test_totals_for_all_three_regions_and_never_for_province_or_country() -> None:
    everyone = [region.code for region in load_regions().municipalities()]
    found = totals(counts(dict.fromkeys(everyone, 1.0)))
    assert dict(zip(found["region_code"], found["value"], strict=True)) == {
        "AM07": 9,
        "AM08": 7,
        "GMR": 18,
    }


def test_each_period_and_characteristic_has_its_own_total() -> None:
    frame = pd.concat(
        [
            counts(dict.fromkeys(NINE, 1.0)),
            counts(dict.fromkeys(NINE, 2.0), period="2025"),
            counts(dict.fromkeys(NINE, 3.0), characteristic="Hoog"),
            counts(dict.fromkeys(NINE[1:], 4.0), period="2026"),
        ]
    )
    assert list(totals(frame)["value"]) == [9, 18, 27]


def test_total_of_mixed_statuses_is_provisional() -> None:
    frame = counts(dict.fromkeys(NINE, 1.0))
    frame.loc[0, "status"] = "voorlopig"
    assert list(totals(frame)["status"]) == ["voorlopig"]


def test_published_total_stands_and_gets_no_second_one() -> None:
    frame = counts(dict.fromkeys(NINE, 100.0) | {"AM07": 950.0})
    assert totals(frame).empty


def test_adding_totals_leaves_the_given_frame_as_it_was() -> None:
    frame = counts(dict.fromkeys(NINE, 100.0))
    before = frame.copy()
    add_region_totals(frame, load_regions())
    pd.testing.assert_frame_equal(frame, before)


def test_margin_is_half_the_interval_that_the_source_gives(tmp_path: Path, indicator) -> None:
    """And no value of its own: the ends of the interval are no observations."""
    source = f'{SOURCE}\nmarges = {{ dimensie = "Geslacht", onder = "LO", boven = "HI" }}'
    lines = [
        f"GM0202,{period},Definitief,{kind},A,{value},None"
        for period, values in (("2023JJ00", (10, 8, 13)), ("2024JJ00", (12, 11, 13)))
        for kind, value in zip(("T1", "LO", "HI"), values, strict=True)
    ]
    frame = cbs(
        tmp_path, indicator, *lines, "GM0202,2025JJ00,Definitief,T1,A,9,None", source=source
    )
    assert frame["value"].tolist() == [10_000, 12_000, 9_000]
    assert frame["margin"].tolist()[:2] == [2_500, 1_000]
    assert frame["margin"].isna().tolist() == [False, False, True]


def months_of(values: list[float], drafts: int) -> pd.DataFrame:
    frame = pd.concat(
        [
            counts({"GM0202": value}, period=f"2024-{month:02}", status=status)
            for month, value in enumerate(values, 1)
            for status in ["voorlopig" if month > len(values) - drafts else "definitief"]
        ],
        ignore_index=True,
    )
    return frame.assign(characteristic="")


@pytest.mark.parametrize(
    ("values", "drafts", "rounded"),
    [
        ([401_100, 404_000, 403_000, 405_000], 2, [None, None, 1000, 1000]),
        ([401_100, 404_000, 403_000, 405_100], 2, [None] * 4),
        ([401_100, 404_000, 403_000, 405_000], 1, [None] * 4),
        ([401_100, 404_000, 403_000, 405_000], 0, [None] * 4),
        ([*range(401_000, 407_000, 1000), 408_100], 0, [1000] * 6 + [None]),
        ([401_100, 0, 0, 0], 3, [None] * 4),
    ],
)
def test_rounding_is_of_an_observation(
    indicator, values: list[float], drafts: int, rounded: list[float | None]
) -> None:
    found = add_rounding(months_of(values, drafts), indicator("afronding = 100"))
    assert (
        found["rounding"].astype(object).where(found["rounding"].notna(), None).tolist() == rounded
    )
