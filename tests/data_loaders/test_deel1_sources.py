"""What deel 1 of the Meerjarenagenda says of its figures: whose they are, and what we derived."""

from __future__ import annotations

import pytest

from data_loaders.cache import load_series


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
