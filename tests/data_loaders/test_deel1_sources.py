"""What deel 1 of the Meerjarenagenda says of its figures: whose they are, and what we derived."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from components.words.source import series_source
from data_loaders.cache import load_series
from data_loaders.registry import load_registry
from data_loaders.sources.document import DocumentSource

TODAY = date(2026, 11, 21)
FROM_DOCUMENT = {
    name: item.source
    for name, item in load_registry().indicators.items()
    if isinstance(item.source, DocumentSource)
}
# What the agenda says itself, and what it gives no source for.
ITS_OWN = ("Meerjarenagenda", "Niet genoemd in de bron")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.casefold()))


@pytest.fixture(scope="module")
def footnotes() -> dict[str, set[str]]:
    """The words of each footnote of part 1, with those of the one it refers to."""
    text = (Path(__file__).parent / "voetnoten.csv").read_text("utf-8")
    rows = {row["nummer"]: row for row in csv.DictReader(text.splitlines())}
    return {
        number: words_of(row["tekst"]) | words_of(rows.get(row["verwijst_naar"], row)["tekst"])
        for number, row in rows.items()
    }


@pytest.mark.parametrize("indicator_id", FROM_DOCUMENT)
def test_source_line_gives_the_footnote_of_that_figure(
    footnotes: dict[str, set[str]], indicator_id: str
) -> None:
    source = FROM_DOCUMENT[indicator_id]
    line = series_source(load_series(indicator_id), "", TODAY).text
    if not source.footnote:
        own = source.producer.startswith(ITS_OWN)
        assert own or not any(words_of(source.producer) <= words for words in footnotes.values())
        return
    assert f"paragraaf {source.section}, voetnoot {source.footnote}" in line
    number = source.footnote.split(";")[0].split()[0]
    if number == "7":  # its text is lost
        assert "ontbreekt" in source.producer
    elif number == "12":  # it explains, and names no source
        assert source.producer == "Meerjarenagenda"
    else:
        assert words_of(source.producer) <= footnotes[number]


@pytest.mark.parametrize(
    ("indicator_id", "producer"),
    [
        ("inwoners-regio", "CBS, StatLine, Bevolking; herkomstland"),
        ("arbeidspotentieel", "Arbeidsdeelname; binding arbeidsmarkt; regio (indeling 2024)"),
        ("ww-aantal", "UWV, Atlas SV 2024"),
        ("wajong-aandeel", "UWV, Atlas SV 2024"),
        ("bijstand-aandeel", "Bijstandsuitkeringen; uitkeringsgrondslag"),
        ("banenafspraak-banen", "Dashboard Banenafspraak"),
        ("vraag-en-instroom", "ROA, Arbeidsmarktprognoses Midden-Gelderland 2023-2028"),
        ("vacatures-ontstaan", "Dashboard Vacaturemarkt"),
        ("pendel-uit", "CBS, Woon-werkbalans naar arbeidsmarktregio, 2023"),
    ],
)
def test_source_is_the_one_of_the_footnote(
    observations: list[dict[str, str]], indicator_id: str, producer: str
) -> None:
    rows = [row for row in observations if row["indicator_id"] == indicator_id]
    assert rows
    assert all(producer in row["bron"] for row in rows)


def test_bars_of_gwu_are_marked_as_derived_and_their_sum_as_ours(
    observations: list[dict[str, str]],
) -> None:
    bars = [row for row in observations if row["indicator_id"] == "geregistreerd-werkzoekenden"]
    assert all(row["toelichting"].startswith("Afgeleid: ") for row in bars)
    assert set(load_series("geregistreerd-werkzoekenden").frame["origin"]) == {"afgeleid"}
    together = load_series("geregistreerd-werkzoekenden-samen").frame
    assert list(together["origin"]) == ["berekend"]
    assert sum(float(row["waarde"]) for row in bars) == together["value"].sum() == 23500
