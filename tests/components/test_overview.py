"""The start page: every number is one of the data, and every direction is the right one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from components.markup.templates import macro
from components.overview import figures
from components.overview.doors import MOST_CHANGES, doors
from components.overview.figures import card_of
from components.overview.goals import goals
from components.overview.map_words import extremes_title, own_standing
from components.overview.standing import ALONE, case_of, outcome_of
from components.strips.card import Standing
from components.words.choice import Choice
from components.words.formatting import MONTHS, format_number, format_percent
from components.words.titles import MOST
from data_loaders.cache import load_series
from data_loaders.documents import Highlight, MapFigure, load_highlights, load_map_figures
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

TODAY = date(2026, 11, 21)
RATE = "bijstand-aandeel"
BY_NAME = {item.name: item for item in load_highlights()}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def shown(item: Highlight, mine: str = "") -> str:
    return str(macro("grafiekjes", "key_figure", card_of(case_of(item, TODAY), TODAY, mine)))


def standing_of(item: Highlight) -> Standing:
    return outcome_of(case_of(item, TODAY)).standing


def test_there_are_six_key_figures() -> None:
    assert len(load_highlights()) == 6


@pytest.mark.parametrize("item", load_highlights(), ids=lambda item: item.indicator)
def test_the_value_is_that_of_the_series(item: Highlight) -> None:
    series = load_series(item.indicator)
    area = item.area or load_regions().default
    rows = series.frame[series.frame["region_code"] == area]
    if item.characteristic:
        rows = rows[rows["characteristic"] == item.characteristic]
    value = float(rows[rows["period"] == rows["period"].max()]["value"].iloc[0])
    form = format_percent if series.indicator.is_rate else format_number
    card = shown(item)
    assert f"<span>{form(value, series.indicator.decimals)}</span>" in card
    assert "Bron: " in card and "peildatum: " in card


@pytest.mark.parametrize("item", load_highlights(), ids=lambda item: item.indicator)
def test_no_key_figure_stands_alone(item: Highlight) -> None:
    """Each has a sign, a word and something it is compared with; none is only a forecast."""
    case = case_of(item, TODAY)
    found = outcome_of(case).standing
    assert found.sign and found.word and found.rest
    assert case.own.status != "prognose"
    assert 'role="img"' in shown(item)


@pytest.mark.parametrize(
    ("name", "sign", "told"),
    [
        ("Bijstand", "op", "hoger dan in Nederland (3,9 %)"),
        ("WW", "gelijk", "ongeveer gelijk aan Nederland (1,5 %)"),
        ("Banenafspraak", "behaald", "388 boven de indicatieve doelstelling"),
        ("Mbo-studenten", "neer", "14 % minder dan in 2020/2021"),
        ("Werkloosheid (NL)", "gelijk", "gelijk aan een jaar eerder (3,8 %)"),
    ],
)
def test_how_a_key_figure_stands(name: str, sign: str, told: str) -> None:
    found = standing_of(BY_NAME[name])
    assert (found.sign, text_of(f"{found.word} {found.rest}")) == (sign, told)


def test_population_says_what_changed_since_a_year_earlier() -> None:
    frame = load_series("bevolking").frame
    own = frame[frame["region_code"] == "AM07"].sort_values("period")["value"]
    difference = float(own.iloc[-1] - own.iloc[-2])
    found = standing_of(BY_NAME["Inwoners"])
    assert found.sign == ("op" if difference > 0 else "neer")
    assert (
        found.word == f"{format_number(abs(difference))} {'meer' if difference > 0 else 'minder'}"
    )


def changed(
    monkeypatch: pytest.MonkeyPatch, name: str, values: dict[tuple[str, str], object]
) -> None:
    """Let the series `name` have these values, by area and characteristic."""
    real = load_series(name)
    frame = real.frame.copy()
    for (area, characteristic), value in values.items():
        own = (frame["region_code"] == area) & (frame["characteristic"] == characteristic)
        frame.loc[own, "value"] = value
    made = Series(frame, real.indicator, real.provenance, "proef")

    def load(wanted: str) -> Series:
        return made if wanted == name else load_series(wanted)

    monkeypatch.setattr("components.overview.standing.load_series", load)


@pytest.mark.parametrize(
    ("value", "sign", "told"),
    [(2.0, "neer", "lager dan in Nederland"), (3.9, "gelijk", "gelijk aan Nederland")],
)
def test_lower_and_equal_are_said_too(
    value: float, sign: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(monkeypatch, RATE, {("AM07", ""): value})
    found = standing_of(BY_NAME["Bijstand"])
    assert found.sign == sign and f"{found.word} {found.rest}".startswith(told)


def test_below_its_target_there_is_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, "banenafspraak-banen", {("AM07", "Banen"): 4000.0})
    found = standing_of(BY_NAME["Banenafspraak"])
    assert (found.sign, found.word) == ("neer", "870 onder")


@pytest.mark.parametrize("gone", ["NL01", "AM07"])
def test_what_cannot_be_compared_says_so(gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, RATE, {(gone, ""): float("nan")})
    found = standing_of(BY_NAME["Bijstand"])
    assert found == Standing("", "", ALONE if gone == "NL01" else "")
    assert "bijstand" not in figures.finding(TODAY)


def test_an_expected_change_is_called_so() -> None:
    item = Highlight("banen-werknemers", "Banen", "groei", growth="banen-werknemers-groei")
    found = standing_of(item)
    assert found.word == "naar verwachting 2,9\u00a0% meer" and found.rest == "(2024-2027)"
    assert "prognose" in text_of(shown(item))


def test_the_page_says_what_stands_out() -> None:
    title = figures.finding(TODAY)
    assert text_of(title) == "Meer bijstand dan in Nederland, 14 % minder mbo-studenten"
    assert len(title) <= MOST and ";" not in title
    assert "9 gemeenten en 411.424 inwoners" in figures.lead(TODAY)


def test_grave_differences_between_sources_stand_below_the_cards() -> None:
    told = text_of(figures.remarks(TODAY))
    assert "Bijstand. Nederland: 3,9 % is hoger dan uit de aantallen van het CBS volgt" in told
    assert "Banenafspraak. Een baan is hier 110,92 betaalde uren per maand" in told


def test_my_municipality_stands_among_the_others() -> None:
    text = text_of(shown(BY_NAME["Bijstand"], "GM0299"))
    assert "Zevenaar: 3,7 % (5e van 8)" in text
    assert "Rozendaal: niet getoond" in text_of(shown(BY_NAME["Bijstand"], "GM0277"))
    assert shown(BY_NAME["Bijstand"], "GM0268") == shown(BY_NAME["Bijstand"]), "no figure there"
    assert shown(BY_NAME["Inwoners"], "GM0299") == shown(BY_NAME["Inwoners"])


def test_a_figure_that_fails_takes_only_its_own_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Series:
        if name == "mbo-studenten":
            raise DataError("kapot")
        return load_series(name)

    monkeypatch.setattr("components.overview.standing.load_series", broken)
    text = figures.key_figures("Cijfers", TODAY)
    assert text.count("niet beschikbaar") == 1
    assert text.count('class="amm-kerncijfer"') == len(load_highlights())
    assert "Meer bijstand" in figures.finding(TODAY)
    assert "Mbo-studenten" not in figures.tiles(TODAY)


@pytest.mark.parametrize("item", load_map_figures().values(), ids=lambda item: item.name)
def test_a_map_names_the_municipalities_at_both_ends(item: MapFigure) -> None:
    series, regions = load_series(item.indicator), load_regions()
    rows = series.frame[series.frame["characteristic"] == item.characteristic]
    rows = rows[
        (rows["period"] == series.newest) & rows["region_code"].isin(regions.members("AM07"))
    ]
    title = extremes_title(item.name, series, Choice(("AM07",), series.newest, item.characteristic))
    highest = regions.get(str(rows.loc[rows["value"].idxmax()]["region_code"])).name
    assert title.startswith(f"{item.name}: het hoogst in") and highest in title
    assert len(title) <= MOST


def test_the_region_stands_beside_its_map_where_it_has_a_value() -> None:
    found = own_standing(load_map_figures()["WIA"], "AM07", TODAY)
    assert found and found[0] == "Midden-Gelderland" and found[1].word == "hoger"
    assert own_standing(load_map_figures()["Arbeidsdeelname"], "AM07", TODAY) is None
    mine = own_standing(load_map_figures()["Bijstand"], "GM0299", TODAY)
    assert mine and mine[0] == "Zevenaar" and mine[1].word == "lager"


def test_changes_are_newest_first() -> None:
    html = doors("Verder", TODAY).partition("Nieuwste cijfer")[2]
    days = re.findall(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})(?=: |</p>)", html)
    keys = [(int(y), MONTHS.index(m), int(d)) for d, m, y in days]
    assert keys == sorted(keys, reverse=True)
    assert 1 < len(keys) <= MOST_CHANGES


def test_what_is_due_is_of_the_quarter_of_the_day() -> None:
    now, later = text_of(doors("", TODAY)), text_of(doors("", date(2027, 1, 1)))
    assert "4e kwartaal 2026: 2 acties klaar, 5 van start (planning)" in now
    assert "Inrichten WIN-punt en ontsluiten via Werkcentrum" in now
    assert "1e kwartaal 2027" in later and "Inrichten WIN-punt" not in later


@pytest.mark.usefixtures("documents")
def test_goals_have_their_state_and_who_drives_them() -> None:
    html = goals(TODAY)
    text = text_of(html)
    assert html.count("amm-stand-nog-geen-meting") == html.count("stroke-dasharray") == 5
    assert "5 doelen voor eind 2026: nog niets gemeten" in text
    assert "21 november 2026: nog 40 dagen" in text
    assert "aanjager: Connectr, Radboudumc en HAN" in text
    assert "Wie de cijfers moet leveren, staat in geen document." in text
    assert "de termijn is voorbij" in text_of(goals(date(2027, 2, 1)))


def test_no_text_of_the_start_page_is_written_by_hand() -> None:
    """The page file and its texts hold no number."""
    for path in (Path("pages/overzicht/page.py"), Path("assets/teksten/overzicht.toml")):
        assert not re.search(r"\d", path.read_text(encoding="utf-8"))
