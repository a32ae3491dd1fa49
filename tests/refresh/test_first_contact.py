"""The first contact with a source: what it really said, and what else it might say of the kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from recorded import answers, replay, said, with_our_copy
from refreshcases import Monitor
from sectortables import sector_tables

from components.insights.sentences import fill_headline
from data_loaders.files.errors import DataError
from data_loaders.registry import load_registry
from data_loaders.sources.cbs_embedded import read_embedded
from data_loaders.validate import find_problems

WORK, LEVEL = "arbeidsdeelname-maand-nederland", "werkloosheid-nederland"
GROSS, NET = "Bruto arbeidsparticipatie", "Netto arbeidsparticipatie"
BENEFITS = "ww-arbeidsmarktregio"
Change = Callable[[dict[str, Any]], Any]


def ages() -> dict[str, Any]:
    """80590ned as it was recorded, with the older periods of the copy that ships."""
    return with_our_copy("80590ned", answers("80590ned"))


def regions() -> dict[str, Any]:
    """85554NED as it was recorded; of its observations nothing was, so they are made."""
    found = answers("85554NED")
    rows = [
        {"Measure": "D001908", "ValueAttribute": "None", "Value": 10 * number, "StringValue": None}
        | {"Geslacht": sex, "Leeftijd": age, "Marges": margin, "RegioS": region}
        | {"Perioden": period["Identifier"]}
        for number, (sex, age, margin, region, period) in enumerate(
            (sex, age, margin, region, period)
            for sex in ("T001038", "3000")
            for age in ("10000", "41600")
            for margin in ("MW00000", "MOG0095", "MBG0095")
            for region in ("NL01", "AM07", "AM08", "AM09")
            for period in found["PeriodenCodes"]["value"]
        )
    ]
    return found | {"Observations": {"value": rows}}


def without(found: dict[str, Any], *measures: str) -> dict[str, Any]:
    kept = [m for m in found["MeasureCodes"]["value"] if m["Identifier"] not in measures]
    return found | {"MeasureCodes": {"value": kept}}


def serve(monitor: Monitor, found: dict[str, Any]) -> None:
    monitor.server.handler = replay(found)


def test_table_with_ages_is_followed(monitor: Monitor) -> None:
    serve(monitor, ages())
    result = monitor.refresh("--force", table="80590ned")
    assert (result.code, monitor.state("80590ned").notes) == (0, []), result.said
    recorded = {
        row["Perioden"]: row["Value"]
        for row in said("80590ned", "Observations")["value"]
        if row["Measure"] == "M004210" and "MM" in row["Perioden"]
    }
    series = monitor.series(LEVEL)
    shown = dict(zip(series.frame["period"], series.frame["value"], strict=True))
    assert {code.replace("MM", "-"): value for code, value in recorded.items()}.items() <= (
        shown.items()
    )
    assert series.provenance.checked is not None
    assert set(monitor.series(WORK).frame["characteristic"]) == {GROSS, NET}


def test_table_per_region_is_followed_without_its_margins(monitor: Monitor) -> None:
    serve(monitor, regions())
    result = monitor.refresh(table="85554NED")
    assert (result.code, monitor.state("85554NED").notes) == (0, []), result.said
    frame = monitor.series(BENEFITS).frame
    assert set(frame["region_code"]) == {"AM07", "AM08"}
    assert not frame.duplicated(["region_code", "period"]).any()
    newest = frame[frame["period"] == "2026-04"]
    assert set(newest["status"]) == {"voorlopig"}
    assert set(frame[frame["period"] == "2026-01"]["status"]) == {"nader voorlopig"}


def _pad(found: dict[str, Any]) -> None:
    for name, rows in found.items():
        for row in rows.get("value", []):
            for key in ("Identifier", "Measure", "RegioS", "Marges"):
                if key in row and name != "Dimensions":
                    row[key] = row[key].ljust(9)


def _kind(word: str) -> Change:
    def change(found: dict[str, Any]) -> None:
        for row in found["Dimensions"]["value"]:
            if row["Kind"] == "GeoDimension":
                row["Kind"] = word

    return change


def _more_periods(found: dict[str, Any]) -> None:
    """Weeks, half years and what nobody knows yet lie between the months."""
    for code in ("2026W101", "2025HJ01", "2026X000", "2025VJ00"):
        found["PeriodenCodes"]["value"].append({"Identifier": code, "Title": code, "Status": None})
        row = next(r for r in found["Observations"]["value"] if r["RegioS"].strip() == "AM07")
        found["Observations"]["value"].append(row | {"Perioden": code})


DIFFERENCES: dict[str, Change] = {
    "areas in detail": _kind("GeoDetail"),
    "areas in detail, in full": _kind("GeoDetailDimension"),
    "padding": _pad,
    "no groups of measures": lambda found: found.pop("MeasureGroups", None),
    "other kinds of periods": _more_periods,
    "two pages of areas": lambda found: found["RegioSCodes"].update(
        {"@odata.nextLink": "RegioSCodes2?$skip=20"}
    ),
}


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_what_may_differ_between_tables_gives_the_same_figures(
    monitor: Monitor, difference: str
) -> None:
    serve(monitor, regions())
    assert monitor.refresh(table="85554NED").code == 0
    before = monitor.series(BENEFITS).frame
    found = json.loads(json.dumps(regions()))
    DIFFERENCES[difference](found)
    found["RegioSCodes2"] = {"value": found["RegioSCodes"]["value"][20:]}
    if "@odata.nextLink" in found["RegioSCodes"]:
        found["RegioSCodes"]["value"] = found["RegioSCodes"]["value"][:20]
    serve(monitor, found)
    result = monitor.refresh("--force", table="85554NED")
    assert result.code == 0, result.said
    assert monitor.series(BENEFITS).frame.equals(before)


def test_measure_that_is_not_there_leaves_the_others(monitor: Monitor) -> None:
    serve(monitor, without(ages(), "M006335"))
    result = monitor.refresh("--force", table="80590ned")
    assert result.code == 0, result.said
    assert set(monitor.series(WORK).frame["characteristic"]) == {NET}
    assert monitor.series(WORK).provenance.checked is not None
    (note,) = monitor.state("80590ned").notes
    assert note.startswith(f"{WORK}: zonder '{GROSS}', want de maat ")
    assert "ongewijzigd" in monitor.refresh(table="80590ned").said
    assert monitor.state("80590ned").notes == [note]


def test_figure_without_any_of_its_measures_shows_our_copy(monitor: Monitor) -> None:
    """The other figure of the table is followed all the same."""
    before = monitor.series(WORK).frame
    serve(monitor, without(ages(), "M006335", "M005036"))
    result = monitor.refresh("--force", table="80590ned")
    assert result.code == 0, result.said
    assert monitor.series(WORK).frame.equals(before)
    assert monitor.series(WORK).provenance.checked is None
    assert monitor.series(LEVEL).provenance.checked is not None
    assert len(monitor.state("80590ned").notes) == 1


def test_measure_that_goes_away_later_is_refused(monitor: Monitor) -> None:
    serve(monitor, ages())
    assert monitor.refresh("--force", table="80590ned").code == 0
    serve(monitor, without(ages(), "M006335"))
    assert monitor.refresh("--force", table="80590ned").code == 1
    assert "M006335" in monitor.state("80590ned").error
    assert set(monitor.series(WORK).frame["characteristic"]) == {GROSS, NET}


# A choice that a whole table needs


@pytest.mark.parametrize("name", [WORK, LEVEL])
def test_choice_that_our_copy_hides_is_found_without_a_source(registry: Path, name: str) -> None:
    """Our copy has one age; the source has four, and would wait for a choice for ever."""
    assert find_problems() == []
    file = registry / f"{name}.toml"
    text = file.read_text("utf-8")
    file.write_text("\n".join(x for x in text.splitlines() if not x.startswith("filters")), "utf-8")
    load_registry.cache_clear()
    (problem,) = find_problems()
    assert "noem in 'filters' de waarde van 'Leeftijd'" in problem.sentence
    assert problem.path == file


def test_measure_that_our_copy_does_not_have_is_found_without_a_source(registry: Path) -> None:
    file = registry / f"{WORK}.toml"
    file.write_text(file.read_text("utf-8").replace("M006335 |", "M999999 |"), "utf-8")
    load_registry.cache_clear()
    assert find_problems() == []  # by its title
    file.write_text(
        file.read_text("utf-8").replace("| Bruto arbeidsparticipatie", "| Bruto"), "utf-8"
    )
    load_registry.cache_clear()
    assert ["M999999" in problem.sentence for problem in find_problems()] == [True]


# What a source said when we could not take it


def kept_answers(monitor: Monitor, table: str) -> dict[str, bytes]:
    folder = monitor.root / "antwoorden" / table / "_versions"
    files = [path for path in folder.rglob("v*.json")] if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in files}


def test_metadata_of_a_table_that_fails_are_kept_byte_for_byte(monitor: Monitor) -> None:
    found = without(regions(), "D001908")
    serve(monitor, found)
    assert monitor.refresh(table="85554NED").code == 1
    kept = kept_answers(monitor, "85554NED")
    assert set(kept) == {
        f"v4_{name}.json" for name in found if name not in ("Observations", "MeasureGroups")
    }
    assert {name: json.loads(body) for name, body in kept.items()} == {
        f"v4_{name}.json": found[name] for name in found if f"v4_{name}.json" in kept
    }
    again = {
        name.removeprefix("v4_").removesuffix(".json"): json.loads(body)
        for name, body in kept.items()
    }
    serve(monitor, again)  # our own example of it
    assert monitor.refresh(table="85554NED").code == 1
    assert kept_answers(monitor, "85554NED") == kept


def test_metadata_are_kept_when_a_measure_is_missing_and_not_when_all_is_well(
    monitor: Monitor,
) -> None:
    serve(monitor, ages())
    assert monitor.refresh("--force", table="80590ned").code == 0
    assert kept_answers(monitor, "80590ned") == {}
    serve(monitor, without(regions(), "D001908"))
    assert monitor.refresh(table="85554NED").code == 1
    assert kept_answers(monitor, "85554NED") != {}


def test_our_copy_is_what_the_recorded_table_says() -> None:
    """The two were taken at different times; what both have is the same."""
    copy = read_embedded("80590ned").observations
    ours = dict(
        zip(zip(copy["Perioden"], copy["Measure"], strict=True), copy["Value"], strict=True)
    )
    both = [
        (ours[row["Perioden"], row["Measure"]], row["Value"])
        for row in said("80590ned", "Observations")["value"]
        if (row["Perioden"], row["Measure"]) in ours and row["Value"] is not None
    ]
    assert len(both) > 40
    assert [mine for mine, _ in both] == [theirs for _, theirs in both]


def test_unknown_figure_is_still_a_fault(monitor: Monitor) -> None:
    serve(monitor, without(regions(), "D001908"))
    monitor.refresh(table="85554NED")
    with pytest.raises(DataError):
        monitor.series(BENEFITS)


def test_headline_of_a_figure_does_without_a_part_that_is_not_there(monitor: Monitor) -> None:
    """Its sentence names all branches together, which the source turns out not to give."""
    table = sector_tables()["83599NED"]
    del table.dims[0].codes["T001081"]
    table.rows = [row for row in table.rows if row[table.dims[0].key] != "T001081"]
    monitor.serve(table)
    result = monitor.refresh(table=table.id)
    assert result.code == 0, result.said
    series = monitor.series("vacatures-gelderland")
    assert "Onderwijs" in set(series.frame["characteristic"])
    assert fill_headline(series) == series.indicator.title
    (note,) = monitor.state(table.id).notes
    assert note.startswith("vacatures-gelderland: zonder 'Alle bedrijfstakken', want ")
