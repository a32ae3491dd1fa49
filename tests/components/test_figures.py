"""Figures in their own form: what is drawn is what the data say."""

from __future__ import annotations

import pytest
from samples import IDS, THEMES, Html, drawn_rows, plain, small_series, spec_of

from components.charts.figures import INFLOW, bar_rows, line_rows, make_figure, none_if_missing
from components.charts.lines import MAX_SERIES
from components.charts.theme import PALETTES
from components.words.formatting import period_of
from data_loaders.cache import load_series

# Ten years of months, ten years of quarters; of anything slower all.
LINE_PERIODS = {"maand": 120, "kwartaal": 40}


def drawn(indicator_id: str, field: str) -> list[dict]:
    return drawn_rows(spec_of(plain(indicator_id)), field)


def ids_with_form(form: str) -> list[str]:
    return [i for i in IDS if load_series(i).indicator.form == form]


@pytest.mark.parametrize("indicator_id", IDS)
def test_form_without_a_chart_has_none_and_every_other_form_has_one(indicator_id: str) -> None:
    series = load_series(indicator_id)
    figures = [make_figure(indicator_id, series.version, theme) for theme in THEMES]
    unknown = bool(series.frame["value"].isna().all())
    bare = unknown or series.indicator.form in {"kaart", "cijfer"}
    for figure in figures:
        assert (figure.spec is None) is bare
        assert figure.headline
    assert figures[0].headline == figures[1].headline
    if not bare:
        assert figures[0].spec != figures[1].spec


def test_cascade_adds_up_from_304000_to_its_parts() -> None:
    rows = {row["name"]: row for row in drawn("arbeidspotentieel", "start")}
    cascade = load_series("arbeidspotentieel").indicator.cascade
    assert (rows[cascade.total]["start"], rows[cascade.total]["end"]) == (0, 304000)
    position = 0
    for name in cascade.parts:
        assert rows[name]["start"] == position
        position = rows[name]["end"]
    assert position == 304000
    widths = {name: row["end"] - row["start"] for name, row in rows.items()}
    frame = load_series("arbeidspotentieel").frame
    assert widths == dict(zip(frame["characteristic"], frame["value"], strict=True))


def test_the_25000_lie_side_by_side_across_those_with_and_without_work() -> None:
    rows = {row["name"]: row for row in drawn("arbeidspotentieel", "start")}
    cascade = load_series("arbeidspotentieel").indicator.cascade
    whole = rows[cascade.marked]
    assert whole["end"] - whole["start"] == 25000
    parts = sorted((rows[n]["start"], rows[n]["end"]) for n in cascade.marked_parts)
    assert parts == [(211000, 222000), (222000, 230000), (230000, 236000)]
    assert (whole["start"], whole["end"]) == (parts[0][0], parts[-1][1])
    assert (
        rows["Werkenden die meer uren willen"]["end"] == (rows["Werkzame beroepsbevolking"]["end"])
    )
    marked = {name for name, row in rows.items() if row["role"] == "vergelijking"}
    assert marked == {cascade.marked, *cascade.marked_parts}


@pytest.mark.parametrize("indicator_id", [*ids_with_form("staaf"), *ids_with_form("stroom")])
def test_bars_have_one_row_per_observation_with_a_name_of_its_own(indicator_id: str) -> None:
    series = load_series(indicator_id)
    rows = bar_rows(series)
    assert len(rows) == len(series.frame)
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(row["name"] for row in rows)
    for row, value in zip(rows, series.frame["value"], strict=True):
        assert row["value"] == none_if_missing(value)


def test_only_the_country_beside_another_area_is_a_comparison() -> None:
    rows = {row["name"]: row["role"] for row in bar_rows(load_series("banenafspraak-participatie"))}
    assert rows == {"Midden-Gelderland": "gekozen", "Nederland": "vergelijking"}
    alone = small_series("banenafspraak-landelijk", [{"region_code": "NL01", "value": 1.0}])
    assert [row["role"] for row in bar_rows(alone)] == ["gekozen"]


def test_bars_are_told_apart_by_whatever_differs() -> None:
    rows = [
        {"characteristic": c, "period": p, "region_code": r, "value": 1.0}
        for c in ("A", "B")
        for p in ("2023-12", "2024-12")
        for r in ("AM07", "NL01")
    ]
    names = [row["name"] for row in bar_rows(small_series("bijstand-aantal", rows))]
    assert names[:2] == ["A, Midden-Gelderland, dec 2023", "A, Nederland, dec 2023"]
    assert len(set(names)) == 8
    assert [r["name"] for r in bar_rows(small_series("bijstand-aantal", rows[:1]))] == ["A"]


def test_hidden_bar_is_a_word_and_an_estimate_says_circa() -> None:
    rows = [
        {"characteristic": "A", "status": "niet getoond"},
        {"characteristic": "B", "value": 1200.0, "status": "geschat"},
    ]
    found = bar_rows(small_series("bijstand-aantal", rows))
    assert [(row["value"], row["text"]) for row in found] == [
        (None, "niet getoond"),
        (1200.0, "ca. 1.200"),
    ]


def test_flows_are_drawn_as_published() -> None:
    rows = {row["name"]: row["value"] for row in drawn("pendel-uit", "role")}
    assert rows["Midden-Gelderland zelf"] == 149000
    assert rows["Alle andere regio's samen"] == 64000


def test_stack_of_registered_job_seekers_has_its_parts_and_a_legend() -> None:
    series = load_series("geregistreerd-werkzoekenden")
    figure = make_figure(series.indicator.id, series.version, "licht")
    rows = drawn_rows(figure.spec, "first")
    assert sum(row["value"] for row in rows) == series.frame["value"].sum()
    assert [swatch.label for swatch in figure.legend] == list(
        dict.fromkeys(r["part"] for r in rows)
    )
    assert [swatch.color for swatch in figure.legend] == list(PALETTES["licht"].series[:2])
    for row in rows:
        assert row["text"] in row["label"]


def test_demand_shows_every_group_with_its_inflow_as_a_mark() -> None:
    series = load_series("vraag-en-instroom")
    figure = make_figure(series.indicator.id, series.version, "donker")
    groups = list(dict.fromkeys(series.frame["characteristic"]))
    parts = drawn_rows(figure.spec, "first")
    marks = [row for row in drawn_rows(figure.spec, "part") if row["part"] == INFLOW]
    assert len(groups) == len(marks) == 10
    assert len(parts) == 20
    assert INFLOW not in {row["part"] for row in parts}
    assert [(swatch.label, swatch.color) for swatch in figure.legend] == [
        ("Uitbreidingsvraag", PALETTES["donker"].series[0]),
        ("Vervangingsvraag", PALETTES["donker"].series[1]),
        (f"{INFLOW} (streep)", PALETTES["donker"].signal),
    ]
    assert all("instroom" in row["label"] for row in parts)


@pytest.mark.parametrize("indicator_id", ids_with_form("lijn"))
def test_lines_show_their_newest_periods_and_never_more_than_four(indicator_id: str) -> None:
    series = load_series(indicator_id)
    rows = line_rows(series, series.frame, "characteristic")
    periods = sorted(series.frame["period"].unique())
    kept = periods[-LINE_PERIODS.get(series.indicator.frequency, len(periods)) :]
    assert {row["name"] for row in rows} == set(series.frame["characteristic"])
    assert len({row["name"] for row in rows}) <= MAX_SERIES
    assert {row["period"] for row in rows} == {period_of(series.indicator, p) for p in kept}
    assert all(row["at"] and row["tick"] for row in rows)


def test_line_rows_keep_unknown_values_as_gaps() -> None:
    rows = [{"period": "2024-11", "value": 5.0}, {"period": "2024-12", "status": "onbekend"}]
    series = small_series("bijstand-aantal", rows)
    found = line_rows(series, series.frame, "characteristic")
    assert [(row["tick"], row["value"], row["text"], row["period"]) for row in found] == [
        ("nov 2024", 5.0, "5", "nov 2024"),
        ("dec 2024", None, "onbekend", "dec 2024"),
    ]
    assert found[0]["at"] < found[1]["at"]


def test_new_data_makes_a_new_figure_and_the_same_data_the_same() -> None:
    first = make_figure("pendel-uit", "versie een", "licht")
    assert make_figure("pendel-uit", "versie een", "licht") is first
    assert make_figure("pendel-uit", "versie twee", "licht") is not first


def test_html_helper_sees_an_unclosed_tag() -> None:
    with pytest.raises(AssertionError, match="niet gesloten"):
        Html("<p>open")
