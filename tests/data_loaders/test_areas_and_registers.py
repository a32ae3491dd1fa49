"""The areas, the documents, the topics and the register of contradictions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data_loaders import contradictions
from data_loaders.contradictions import SEVERITIES, contradictions_of, load_contradictions
from data_loaders.documents import get_document, load_documents, load_flow_places, load_topics
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions

MIDDEN_GELDERLAND = {
    "GM0202": "Arnhem",
    "GM0221": "Doesburg",
    "GM0226": "Duiven",
    "GM0275": "Rheden",
    "GM0277": "Rozendaal",
    "GM0293": "Westervoort",
    "GM0299": "Zevenaar",
    "GM1705": "Lingewaard",
    "GM1734": "Overbetuwe",
}
RIJK_VAN_NIJMEGEN = {
    "GM0209": "Beuningen",
    "GM0225": "Druten",
    "GM0252": "Heumen",
    "GM0268": "Nijmegen",
    "GM0296": "Wijchen",
    "GM0944": "Mook en Middelaar",
    "GM1945": "Berg en Dal",
}
ONLY_GMR = {"GM0274": "Renkum", "GM1955": "Montferland"}
ALL = MIDDEN_GELDERLAND | RIJK_VAN_NIJMEGEN | ONLY_GMR


def names(area: str) -> dict[str, str]:
    regions = load_regions()
    return {code: regions.get(code).name for code in regions.members(area)}


def test_each_region_has_its_own_municipalities() -> None:
    assert names("AM07") == MIDDEN_GELDERLAND
    assert names("AM08") == RIJK_VAN_NIJMEGEN
    assert names("GMR") == ALL
    assert [len(names(area)) for area in ("AM07", "AM08", "GMR")] == [9, 7, 18]


def test_renkum_and_montferland_lie_only_in_gmr_and_gelderland() -> None:
    for code in ONLY_GMR:
        assert load_regions().get(code).within == ("GMR", "PV25")


def test_mook_en_middelaar_lies_in_limburg() -> None:
    assert set(names("PV25")) == set(ALL) - {"GM0944"}


def test_country_and_starting_area() -> None:
    regions = load_regions()
    assert regions.country().code == "NL01"
    assert regions.default == "AM07"
    assert regions.find("AM99") is None
    assert regions.members("NL01") == ()
    with pytest.raises(DataError, match=r"gebieden\.toml: het gebied 'AM99' is onbekend"):
        regions.get("AM99")


def test_label_is_the_short_name_where_there_is_one() -> None:
    assert load_regions().get("GMR").label == "Groene Metropoolregio"
    assert load_regions().get("AM07").label == "Midden-Gelderland"


def test_the_five_documents_are_there() -> None:
    assert list(load_documents()) == [
        "mja-2026",
        "hca-akkoord-2023",
        "regio-deal",
        "hca-presentatie",
        "regio-oost",
    ]
    for document in load_documents().values():
        assert document.title
        assert document.short
        assert document.publisher
        assert document.area == "" or load_regions().find(document.area)
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", document.date)


def test_unknown_document_is_one_sentence() -> None:
    with pytest.raises(DataError, match=r"documenten\.toml: het document 'krant' is onbekend"):
        get_document("krant")


def test_topics_follow_the_page() -> None:
    assert list(load_topics()) == [
        "inwoners",
        "onbenut",
        "gwu",
        "uitkeringen",
        "banenafspraak",
        "jongeren",
        "vergrijzing",
        "banen",
        "vraag",
        "vacatures",
        "pendel",
    ]


def test_places_of_flows_lie_in_the_netherlands() -> None:
    for place in load_flow_places().values():
        assert 3.3 < place.lon < 7.3
        assert 50.7 < place.lat < 53.6


def test_contradictions_are_complete_and_numbered_once() -> None:
    found = load_contradictions()
    assert len(found) >= 150
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert re.fullmatch(r"T\d{3}", item.id)
        assert item.severity in SEVERITIES
        assert item.description
        assert item.choice
        assert item.reason


RECORD = (
    "T001,licht,banen,,Twee getallen,mja-2026,1.1,1,mja-2026,1.2,2,Toon 1,Het is zo,"
    "tegenstrijdigheid,Let op het getal,,,"
)
UNSEEN = (
    "niemand kan zien of de keuze gevolgd is: vul 'melding', 'moet' of 'mag_niet' in, of zet "
    "'nergens' in kolom 'waar'"
)


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (RECORD, "het nummer 'T001' staat er twee keer in"),
        (RECORD.replace("T001,licht", "T002,erg"), "de ernst 'erg' is onbekend"),
        (RECORD.replace("T001", "T002").replace("Toon 1", ""), "kolom 'keuze' is leeg"),
        (
            RECORD.replace("T001", "T002").replace("tegenstrijdigheid", "raar"),
            "de soort 'raar' is onbekend",
        ),
        (RECORD.replace("T001", "T002").replace("Let op het getal", ""), UNSEEN),
    ],
)
def test_bad_contradiction_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, sentence: str
) -> None:
    path = tmp_path / "tegenstrijdigheden.csv"
    path.write_text(f"{','.join(contradictions.COLUMNS)}\n{RECORD}\n{second}\n", encoding="utf-8")
    monkeypatch.setattr(contradictions, "CONTRADICTIONS_FILE", path)
    with pytest.raises(DataError) as caught:
        load_contradictions.__wrapped__()
    assert str(caught.value) == f"{path}, regel 3: {sentence}"


@pytest.mark.parametrize(
    ("indicator_id", "one", "other"),
    [
        ("netto-arbeidsparticipatie-regio", "74", "73"),
        ("inwoners-15-64", "260.300", "261.400"),
        ("pendel-aandelen", "149.000", "64.000"),
        ("wajong-aandeel", "3,5", "300 van 6.600"),
        ("pensioen-zeven-jaar", "7.800", "14%"),
        ("wajong-aantal", "7.900", "8.100"),
    ],
)
def test_known_contradiction_is_shown_at_the_figure(
    indicator_id: str, one: str, other: str
) -> None:
    texts = [
        " ".join([item.description, item.first.value, item.second.value, item.choice])
        for item in contradictions_of(indicator_id)
    ]
    assert any(one in text and other in text for text in texts), texts


def test_grave_contradictions_of_a_figure_come_first() -> None:
    for item in load_contradictions():
        for indicator_id in item.indicators:
            grave = [found.severity == "ernstig" for found in contradictions_of(indicator_id)]
            assert grave == sorted(grave, reverse=True)


def test_figure_without_a_contradiction_has_none() -> None:
    assert contradictions_of("huishoudens") == ()
