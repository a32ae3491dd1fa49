"""Cards and key figures: for every indicator, with table, meaning, contradictions and source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from samples import IDS, THEMES, TODAY, Html, html_of, page_of, plain, small_series, spec_of

from components.charts.theme import ThemeName
from components.exhibit.indicator import exhibit_of
from components.exhibit.on_page import page_exhibit
from components.markup.templates import macro
from components.words.formatting import format_date
from components.words.source import series_source
from data_loaders.cache import load_series
from data_loaders.contradictions import Contradiction, load_contradictions
from data_loaders.series import Series

SINGLE = [i for i in IDS if load_series(i).indicator.form == "cijfer"]
CBS = [i for i in IDS if load_series(i).provenance.table]


def source_line(series: Series, period: str, today: date) -> str:
    source = series_source(series, period, today)
    return str(macro("basis", "source", source.parts, source.address))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("indicator_id", IDS)
def test_card_has_finding_unit_area_table_meaning_and_source(
    indicator_id: str, theme: ThemeName
) -> None:
    series = load_series(indicator_id)
    card = page_exhibit(indicator_id, theme, TODAY)
    head, foot = Html(html_of("head", card)), Html(html_of("foot", card))
    assert set(card.figures) <= {theme}
    assert head.within("h3") == [card.headline]
    assert series.indicator.title in head.text
    assert (series.indicator.unit_long or series.indicator.unit) in head.text
    assert len(foot.all("table")) == 1
    assert series.indicator.definition in foot.text
    assert "Bron: " in foot.text and "peildatum: " in foot.text
    assert not re.search(r"\bnan\b|NaN|\bNone\b", head.text + foot.text)
    assert len(card.sheet().rows) >= min(1, len(series.frame))


@pytest.fixture(scope="module")
def feet() -> dict[str, str]:
    """What stands under every figure, made once."""
    return {i: html_of("foot", page_exhibit(i, "licht", TODAY)) for i in IDS}


@pytest.mark.parametrize("item", load_contradictions(), ids=lambda item: item.id)
def test_contradiction_stands_at_every_figure_it_concerns_and_at_no_other(
    item: Contradiction, feet: dict[str, str]
) -> None:
    for indicator_id in IDS:
        card = page_exhibit(indicator_id, "licht", TODAY)
        is_concerned = indicator_id in item.indicators
        is_told = is_concerned and item.is_shown
        assert (f"<strong>{item.id} (" in feet[indicator_id]) is is_told
        assert not is_told or card.cautions
        assert not (is_concerned and item.is_listed) or card.disputes.smaller
        if is_concerned and item.warning:
            assert f"Let op: {item.warning}" in card.cautions
            assert item.warning in Html(feet[indicator_id]).text


@pytest.mark.parametrize("indicator_id", SINGLE)
def test_key_figure_has_value_area_date_sentence_and_source(indicator_id: str) -> None:
    series = load_series(indicator_id)
    page = Html(page_of(plain(indicator_id, "cijfer")))
    row = series.frame.iloc[0]
    value = page.within("span")[0]
    if row["value"] == row["value"]:
        digits = re.sub(r"[^\d,]", "", value).replace(",", ".")
        assert abs(float(digits)) == abs(row["value"])
    else:
        assert value == row["status"]
    assert series.indicator.title in page.text
    assert "Bron: " in page.text
    assert re.search(r"peildatum onbekend|\d{4}", page.text)
    if row["status"] == "geschat":
        assert value.startswith(("ongeveer ", "ruim ", "bijna "))
    if row["status"] == "prognose":
        assert "prognose" in page.text
    if row["origin"] != "bron":
        assert row["origin"] in page.text


def test_figure_without_values_says_unknown_and_shows_no_zero() -> None:
    for indicator_id in ("vacatures-beroepsniveau", "spanningsindicator"):
        card = page_exhibit(indicator_id, "licht", TODAY)
        foot = html_of("foot", card)
        assert spec_of(card) is None
        assert "Onbekend: de waarden staan niet in de tekst van de bron." in foot
        table = foot.split("</table>")[0]
        assert ">onbekend<" in table
        assert not re.search(r'amm-getal">\d', table)
    assert "amm-leeg" not in html_of("foot", page_exhibit("pendel-uit", "licht", TODAY))


def test_subtitle_names_every_area() -> None:
    series = load_series("banenafspraak-participatie")
    made = exhibit_of(series, series.frame, ["AM07", "NL01"], "Kop", TODAY)
    assert made.subtitle.endswith(" · Midden-Gelderland, Nederland")


def test_source_of_cbs_has_its_dates_and_its_freshness() -> None:
    series = load_series("bevolking")
    source = series.provenance
    assert source.stale_from is not None
    fresh = Html(source_line(series, "2026", source.captured)).text
    assert "CBS StatLine, tabel 70904ned, 83765NED, 84286NED, 03759ned, CC BY 4.0" in fresh
    assert "peildatum: 1 januari 2026" in fresh
    assert "gewijzigd door CBS: " in fresh and "opgehaald: " in fresh
    assert "momentopname" in fresh and "verouderd" not in fresh
    assert "verouderd" in Html(source_line(series, "2026", source.stale_from)).text


@pytest.mark.parametrize("indicator_id", CBS)
def test_a_date_that_cbs_does_not_give_is_unknown_and_never_made_up(indicator_id: str) -> None:
    series = load_series(indicator_id)
    text = Html(source_line(series, "", TODAY)).text
    source = series.provenance
    for words, day in (("gewijzigd door CBS", source.modified), ("opgehaald", source.captured)):
        assert f"{words}: {format_date(day) if day else 'onbekend'}" in text


def test_source_of_a_document_names_producer_document_and_section() -> None:
    series = load_series("bijstand-aandeel")
    page = Html(source_line(series, "2024-12", TODAY))
    source = series.provenance
    assert f"{source.producer}, in {source.title}, paragraaf 1.1.4" in page.text
    assert "overgenomen uit het document" in page.text
    assert "opgehaald" not in page.text
    assert [link["href"] for link in page.all("a")] == [source.url]


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "http://example.nl", "//example.nl"])
def test_only_a_secure_address_becomes_a_link(url: str) -> None:
    series = load_series("bijstand-aandeel")
    series = replace(series, provenance=replace(series.provenance, url=url))
    assert Html(source_line(series, "2024-12", TODAY)).all("a") == []


def test_unknown_reference_date_is_said() -> None:
    series = load_series("uitkeringen-totaal")
    assert "peildatum: onbekend" in source_line(series, "", TODAY)
    assert "peildatum onbekend" in page_of(plain(series.indicator.id, "cijfer"))


def test_notes_of_observations_stand_once_under_the_figure() -> None:
    rows = [{"value": 1.0, "note": "Let hierop."}, {"region_code": "GM0226", "value": 2.0}]
    rows[1]["note"] = "Let hierop."
    series = small_series("bijstand-aandeel", rows)
    foot = html_of("foot", exhibit_of(series, series.frame, ["GM0202"], "Kop", date(2020, 1, 1)))
    assert foot.count("Let hierop.") == 1
    assert escape(series.indicator.note) in foot


def test_card_without_a_single_row_says_so_and_does_not_fail() -> None:
    """A period that so far only the country has leaves a ranking of municipalities empty."""
    series = load_series("bijstand-aantal")
    foot = html_of("foot", exhibit_of(series, series.frame.head(0), ["GM0202"], "Kop", TODAY))
    assert "peildatum: onbekend" in foot
    assert "amm-leeg" in foot
